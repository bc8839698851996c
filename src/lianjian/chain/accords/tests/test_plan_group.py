"""Leading groups: planned by the party or the issuer, set up by the party alone (M11, M46)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord
from lianjian.chain.accords.models.leading_group import Seat
from lianjian.chain.accords.models.side import side_of
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.journal import selectors as journal

from . import makers
from .side_makers import GROUP, STONE, UNIVERSITY, a_group, set_up


@pytest.fixture
def setting(world: World) -> makers.Setting:
    return makers.three_parties(world)


@pytest.fixture
def accord(setting: makers.Setting) -> Accord:
    return makers.an_accord(setting)


def test_a_party_plans_its_own(world: World, accord: Accord):
    group = a_group(world.lin, accord)
    assert group.state == "planned"
    assert group.seats == [Seat("村委会主任", "项目对接"), Seat("村会计", "")]
    assert group.grade == 0


def test_the_issuer_plans_one_for_a_party_that_only_the_party_sets_up(world: World, accord: Accord):
    group = a_group(world.mei, accord)
    with pytest.raises(Denied):
        set_up(world.mei, group)
    with pytest.raises(Denied):
        set_up(world.wen, group)
    group = set_up(world.lin, group)
    assert (group.state, group.grade) == ("set_up", 2)


def test_a_party_plans_none_for_another(world: World, accord: Accord):
    with pytest.raises(Denied):
        a_group(world.lin, accord, UNIVERSITY)
    with pytest.raises(OutOfScope):
        a_group(world.hao, accord)


def test_whoever_signs_for_a_member_speaks_for_the_group(world: World, setting: makers.Setting):
    accord = makers.an_accord(setting)
    member = setting.signers[2]
    group = set_up(member, a_group(member, accord, GROUP))
    assert group.state == "set_up"
    with pytest.raises(Denied):
        services.stand_down_group(world.lin.actor, group=group, reason="不再需要")


def test_a_party_has_one_at_a_time_and_another_after_it(world: World, accord: Accord):
    first = a_group(world.lin, accord)
    with pytest.raises(Overtaken):
        a_group(world.mei, accord)
    services.stand_down_group(world.lin.actor, group=first, reason="换届")
    assert a_group(world.lin, accord).pk != first.pk


def test_the_issuer_revises_what_is_planned_and_not_what_is_there(world: World, accord: Accord):
    group = a_group(world.mei, accord)
    services.revise_group(world.mei.actor, group=group, due=dt.date(2099, 6, 30))
    group = set_up(world.lin, group)
    seen = selectors.leading_group(world.mei.scope, group.pk)
    with pytest.raises(Denied):
        services.revise_group(world.mei.actor, group=seen, name="另一个小组")
    with pytest.raises(Invalid):
        services.revise_group(world.lin.actor, group=group, head="")
    services.revise_group(world.lin.actor, group=group, duties="每季度会商")
    assert selectors.leading_group(world.lin.scope, group.pk).duties == "每季度会商"


def test_one_that_was_stood_down_stays_as_it_is(world: World, accord: Accord):
    group = a_group(world.lin, accord)
    with pytest.raises(Invalid):
        services.stand_down_group(world.lin.actor, group=group, reason=" ")
    gone = services.stand_down_group(world.lin.actor, group=group, reason="不再需要")
    assert (gone.stood_down_on, gone.end_reason) == (clock.today(), "不再需要")
    with pytest.raises(Invalid):
        services.revise_group(world.lin.actor, group=gone, name="改名")
    with pytest.raises(Invalid):
        set_up(world.lin, gone)


def test_a_group_belongs_to_its_party_and_not_to_a_text(world: World, setting: makers.Setting):
    """The amendment drops the university; Stone keeps its group, the university's is orphaned."""
    accord = makers.an_accord(setting)
    stone = a_group(world.lin, accord)
    dropped = a_group(world.wen, accord, UNIVERSITY, name="大学小组")
    services.amend(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    parties = tuple(setting.contents.parties[at] for at in (STONE, GROUP))
    contents = makers.contents_between(*parties)
    services.revise(
        world.mei.actor,
        accord=makers.seen(accord, world.mei.scope),
        contents=contents,
        number=2,
        edition=1,
    )
    services.consult(world.mei.actor, accord=makers.seen(accord, world.mei.scope))
    makers.opened(setting, makers.seen(accord, world.mei.scope))
    for signer in (world.lin, *setting.signers[2:4]):
        makers.sign(signer, accord)
    text = selectors.text_in_force(makers.seen(accord))
    assert text is not None
    assert text.number == 2
    sides = {side_of(one) for one in selectors.parties_of(text)}
    assert stone.side in sides
    assert dropped.side not in sides
    assert set_up(world.lin, stone).state == "set_up"
    gone = services.stand_down_group(world.wen.actor, group=dropped, reason="已退出协议")
    assert gone.state == "stood_down"


def test_nothing_is_planned_under_an_accord_that_is_over(world: World, accord: Accord):
    services.end(world.mei.actor, accord=makers.seen(accord, world.mei.scope), reason="期满")
    with pytest.raises(Invalid):
        a_group(world.lin, accord)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "长" * 121},
        {"head": "长" * 121},
        {"members": "\n".join(f"成员{at}" for at in range(41))},
        {"members": "长" * 121},
        {"duties": "长" * 2001},
    ],
)
def test_what_is_too_much_is_refused_with_its_field(
    world: World, accord: Accord, changes: dict[str, Any]
):
    with pytest.raises(Invalid) as refusal:
        a_group(world.lin, accord, **changes)
    assert set(refusal.value.fields) == set(changes)


def test_the_journal_keeps_no_name_in_the_clear(world: World, accord: Accord):
    group = a_group(world.lin, accord, head="王某某", members="李某某 | 联络")
    line = journal.history(selectors.leading_group(world.lin.scope, group.pk)).last()
    assert line is not None
    assert line.verb == "accords.plan_group"
    assert "王某某" not in line.body
    assert "李某某" not in line.body
