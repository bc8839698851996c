from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.cast import World

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.services.take_branches import take_branches
from lianjian.chain.registry.taking import weigh_branches
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Line, Standing, Weighed, in_silence
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db


def weighed(actor: Actor, *lines: Mapping[str, object]) -> list[Weighed]:
    return weigh_branches(actor, [Line(n, one) for n, one in enumerate(lines, start=2)], in_silence)


STONE = {"name": "石桥村", "kind": "village", "span": 2}


def test_branches_of_one_body_and_of_its_inner_units(world: World):
    company = {"name": "示例公司", "kind": "enterprise", "place": "示例省"}
    found = weighed(world.mei.actor, STONE, company, {**company, "unit": "研发部", "span": 3})
    assert take_branches(world.mei.actor, batch=Batch("a", found)) == 3
    names = set(Branch.within(world.mei.scope).values_list("name", flat=True))
    assert names == {"石桥村党支部", "示例公司党支部", "示例公司研发部党支部"}
    assert Branch.within(Scope.of_everything()).filter(host__name="示例公司").count() == 2


def test_two_lines_that_contradict_each_other(world: World):
    first, second = weighed(world.mei.actor, STONE, {**STONE, "span": 1})
    assert (first.standing, second.standing) == (Standing.NEW, Standing.WRONG)
    first, second = weighed(world.mei.actor, STONE, STONE)
    assert second.standing == Standing.UNCHANGED


def test_a_span_that_its_side_cannot_have(world: World):
    [found] = weighed(world.mei.actor, {**STONE, "span": 9})
    assert list(found.wrong) == ["span"]


def test_must_be_served_is_the_coordinator_s_word(world: World):
    [found] = weighed(world.mei.actor, {**STONE, "must_serve": True})
    assert found.standing == Standing.NEW
    company = {"name": "示例公司", "kind": "enterprise", "place": "示例省", "must_serve": True}
    assert weighed(world.mei.actor, company)[0].standing == Standing.WRONG


def test_what_others_look_after_is_not_changed_from_a_sheet(world: World):
    """The university has a liaison officer: its branch's details are theirs."""
    a_branch(world.university, span=5)
    [found] = weighed(world.mei.actor, {"name": "省农业大学", "span": 9})
    assert found.standing == Standing.WRONG


def test_hao_cannot_take_what_mei_has_weighed(world: World):
    found = weighed(world.mei.actor, {**STONE, "must_serve": True})
    assert found[0].standing == Standing.NEW
    with pytest.raises(Denied):
        take_branches(world.hao.actor, batch=Batch("a", found))
    assert not Branch.within(Scope.of_everything()).exists()
