"""Liaison: each party says how it is reached; a change leaves what was agreed before (M12)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import Character, World
from tests.makers import a_post

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord
from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from . import makers
from .side_makers import AGREED, GROUP, UNIVERSITY, a_liaison


@pytest.fixture
def setting(world: World) -> makers.Setting:
    return makers.three_parties(world)


@pytest.fixture
def accord(setting: makers.Setting) -> Accord:
    return makers.an_accord(setting)


def changed(who: Character, liaison: Any, **changes: Any) -> Any:
    return services.change_liaison(who.actor, liaison=liaison, **{**AGREED, **changes})


def test_each_party_says_it_for_itself(world: World, accord: Accord):
    assert a_liaison(world.lin, accord).contact == "村会计"
    for who in (world.mei, world.lin):
        with pytest.raises(Denied):
            a_liaison(who, accord, UNIVERSITY)
    with pytest.raises(Overtaken):
        a_liaison(world.lin, accord)


def test_a_member_says_it_for_a_group(world: World, setting: makers.Setting, accord: Accord):
    said = a_liaison(setting.signers[2], accord, GROUP)
    assert changed(setting.signers[3], said, answer_days=3).answer_days == 3


def test_a_change_leaves_what_was_agreed_before(world: World, accord: Accord):
    first = a_liaison(world.lin, accord)
    second = changed(world.lin, first, cadence="monthly")
    seen = selectors.liaison(world.lin.scope, second.pk)
    assert [one.pk for one in selectors.liaisons_before(seen)] == [first.pk]
    old = selectors.liaison(world.lin.scope, first.pk)
    assert (old.cadence, old.until) == ("quarterly", clock.today())
    assert selectors.liaison_after(old) == second
    with pytest.raises(Overtaken):
        changed(world.lin, first, cadence="yearly")
    assert selectors.liaisons(world.lin.scope, accord=accord).count() == 1


def test_it_ends_once_with_a_reason_and_may_begin_again(world: World, accord: Accord):
    said = a_liaison(world.lin, accord)
    with pytest.raises(Invalid):
        services.end_liaison(world.lin.actor, liaison=said, reason=" ")
    with pytest.raises(Denied):
        services.end_liaison(world.wen.actor, liaison=said, reason="不再联络")
    ended = services.end_liaison(world.lin.actor, liaison=said, reason="协议到期")
    assert (ended.until, ended.end_reason) == (clock.today(), "协议到期")
    with pytest.raises(Overtaken):
        services.end_liaison(world.lin.actor, liaison=said, reason="再次")
    assert a_liaison(world.lin, accord).until is None


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("contact", {"contact": " "}),
        ("contact", {"contact": "长" * 121}),
        ("cadence", {"cadence": "daily"}),
        ("answer_days", {"answer_days": 0}),
        ("answer_days", {"answer_days": 61}),
        ("escalate_after", {"escalate_after": 61}),
        ("escalate_to", {"escalate_to": ""}),
        ("escalate_to", {"escalate_after": None}),
        ("next_on", {"next_on": dt.date(2020, 1, 1)}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    world: World, accord: Accord, field: str, changes: dict[str, Any]
):
    with pytest.raises(Invalid) as refusal:
        a_liaison(world.lin, accord, **changes)
    assert set(refusal.value.fields) == {field}


def test_a_post_of_another_body_is_no_contact(world: World, accord: Accord):
    with pytest.raises(OutOfScope):
        a_liaison(world.lin, accord, post=world.wen.post)
    assert a_liaison(world.wen, accord, UNIVERSITY, post=world.wen.post, contact="").post


def test_after_a_handover_the_new_holder_is_the_contact(world: World, accord: Accord):
    said = a_liaison(world.wen, accord, UNIVERSITY, post=world.wen.post, contact="")
    assert said.post_id is not None
    assert accounts.in_the_chair([said.post_id])[said.post_id] == world.wen.post
    next_ = a_post(Role.LIAISON, organisation=world.university)
    with scope_lifted("a maker"):
        Post.objects.filter(pk=next_.pk).update(follows=said.post_id)
        Post.objects.filter(pk=said.post_id).update(ended_at=clock.now())
    assert accounts.in_the_chair([said.post_id])[said.post_id].pk == next_.pk
    with scope_lifted("a maker"):
        Post.objects.filter(pk=next_.pk).update(ended_at=clock.now())
    assert accounts.in_the_chair([said.post_id]) == {}


def test_nobody_is_reached_under_an_accord_that_is_over(world: World, accord: Accord):
    services.end(world.mei.actor, accord=makers.seen(accord, world.mei.scope), reason="期满")
    with pytest.raises(Invalid):
        a_liaison(world.lin, accord)
