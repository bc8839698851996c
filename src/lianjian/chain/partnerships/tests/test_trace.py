"""The whole trace (M42): from a round to what was promised, and what may be said of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.tests import makers as accord_makers
from lianjian.chain.outcomes import services as outcomes
from lianjian.chain.outcomes.tests import makers as numbers
from lianjian.chain.partnerships import partnership, trace
from lianjian.chain.partnerships.showing import whole
from lianjian.chain.partnerships.trace import Stage, Step
from lianjian.chain.projects import services as projects
from lianjian.chain.projects.tests import makers as building
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import OutOfScope

from . import makers


def stages(actor: Actor, found: partnership.Partnership) -> list[Stage]:
    return [step.stage for step in trace.trace_of(actor, found)]


def test_it_leads_from_the_round_to_the_promises(world: World):
    paired = makers.from_a_round(world)
    accord = makers.an_accord_of(world, paired)
    found = partnership.of_pairing(world.lin.scope, paired.pk)
    assert stages(world.lin.actor, found) == [
        Stage.ROUND,
        Stage.PAIRING,
        Stage.ACCORD,
        Stage.CLAUSE,
        Stage.CLAUSE,
    ]
    by_accord = partnership.of_accord(world.lin.scope, accord.pk)
    assert stages(world.lin.actor, by_accord) == stages(world.lin.actor, found)


def test_a_joint_body_brings_its_members_pairings_and_accords_together(world: World):
    paired = makers.from_a_round(world)
    body = makers.a_body_of(world)
    found = partnership.of_body(world.mei.scope, body.pk)
    assert [one.pk for one in found.pairings] == [paired.pk]
    of_pairing = partnership.of_pairing(world.mei.scope, paired.pk)
    assert [one.pk for one in of_pairing.bodies] == [body.pk]


def test_each_step_says_how_well_it_is_known(world: World):
    paired = makers.from_a_round(world)
    makers.an_accord_of(world, paired)
    found = partnership.of_pairing(world.mei.scope, paired.pk)
    grades = {step.stage: step.grade for step in trace.trace_of(world.mei.actor, found)}
    assert grades == {Stage.ROUND: 1, Stage.PAIRING: 3, Stage.ACCORD: 3, Stage.CLAUSE: None}


def test_an_accord_of_before_is_known_no_better_than_its_scan(world: World):
    accord = accord_makers.of_before(world)
    found = partnership.of_accord(world.mei.scope, accord.pk)
    (step,) = [one for one in trace.trace_of(world.mei.actor, found) if one.stage == Stage.ACCORD]
    assert step.grade == 2


def test_a_promise_is_said_in_public_only_when_it_is_kept(world: World):
    paired = makers.from_a_round(world)
    accord = makers.an_accord_of(world, paired)
    found = partnership.of_pairing(world.lin.scope, paired.pk)

    def said() -> str:
        return whole(world.lin.actor, found).paragraph

    assert "promises is done" not in said()
    clause = accord_makers.first_clause(accord, world.lin.scope)
    accords.fulfil_clause(world.lin.actor, clause=clause, note="会商记录已归档")
    assert "promises is done: 季度会商" in said()


def test_what_is_not_signed_may_not_be_said(world: World):
    paired = makers.from_a_round(world)
    makers.an_accord_of(world, paired, signed=False)
    view = whole(world.mei.actor, partnership.of_pairing(world.mei.scope, paired.pk))
    assert not [step for step in view.say if step.stage == Stage.ACCORD]
    claims = [str(one.claim) for one in view.not_yet]
    assert any("has been signed" in claim for claim in claims)
    assert any("build together" in claim for claim in claims)


def test_a_project_is_said_to_be_built_only_when_it_was_accepted(world: World):
    paired = makers.from_a_round(world)
    project = building.under_way(world, pairings=(paired,))
    view = whole(world.lin.actor, partnership.of_pairing(world.lin.scope, paired.pk))
    assert [step.stage for step in view.steps][-1] == Stage.PROJECT
    assert any("has been built" in str(one.claim) for one in view.not_yet)
    assert view.legs[1].standings[0].mark == "going"
    projects.accept(
        world.mei.actor, project=project, accepted_by="县农业农村局", result="成园", on_site=True
    )
    view = whole(world.lin.actor, partnership.of_pairing(world.lin.scope, paired.pk))
    (step,) = [one for one in view.say if one.stage == Stage.PROJECT]
    assert step.grade == 4


def test_an_outcome_is_said_once_it_is_confirmed_and_its_cause_only_when_shown(world: World):
    paired = makers.from_a_round(world)
    project = building.under_way(world, pairings=(paired,))
    figure = numbers.reported(world, about=numbers.stone(world, project=project))
    outcomes.attribute(
        world.lin.actor, observation=figure, to=project, words="得益于联建", said_by="村党支部"
    )

    def view() -> Any:
        return whole(world.lin.actor, partnership.of_pairing(world.lin.scope, paired.pk))

    assert not [one for one in view().say if one.stage == Stage.OUTCOME]
    outcomes.confirm(world.mei.actor, observation=numbers.seen(figure, world.mei.scope))
    (said,) = [one for one in view().say if one.stage == Stage.OUTCOME]
    assert str(said.say).startswith("石桥村, 1 Jan ")
    assert str(said.say).endswith("接待游客 at least 200,000 人次.")
    assert said.claimed
    assert any("owed to partnership" in str(one.claim) for one in view().not_yet)
    outcomes.attribute(
        world.lin.actor,
        observation=numbers.seen(figure, world.lin.scope),
        to=project,
        words="按客源登记，七成由共建单位组织",
        said_by="镇文旅办",
        grade=4,
        evidence="客源登记簿",
    )
    assert not any("owed to partnership" in str(one.claim) for one in view().not_yet)


def test_somebodys_word_alone_may_not_be_said():
    told = Step(Stage.OUTCOME, "增收", mark="done", grade=0, say="村集体增收。")
    shown = Step(Stage.OUTCOME, "增收", mark="done", grade=2, say="村集体增收。")
    planned = Step(Stage.OUTCOME, "增收", mark="plan", grade=2, say="村集体增收。")
    assert trace.sayable([told, shown, planned]) == [shown]


def test_it_names_the_stages_of_which_nothing_is_recorded(world: World):
    paired = makers.from_a_round(world)
    view = whole(world.lin.actor, partnership.of_pairing(world.lin.scope, paired.pk))
    assert [str(one) for one in view.lacking] == ["accord", "clause", "project", "outcomes"]


def test_a_reader_sees_only_their_own_part(world: World):
    paired = makers.from_a_round(world)
    accord = makers.an_accord_of(world, paired)
    with pytest.raises(OutOfScope):
        partnership.of_pairing(world.hao.scope, paired.pk)
    with pytest.raises(OutOfScope):
        partnership.of_accord(world.hao.scope, accord.pk)
    found = partnership.of_pairing(world.lin.scope, paired.pk)
    (round_step,) = [
        one for one in trace.trace_of(world.lin.actor, found) if one.stage == Stage.ROUND
    ]
    assert round_step.url == "", "its workings are its issuer's"


def test_a_room_beside_the_chain_adds_its_steps(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trace, "_PROVIDERS", list(trace._PROVIDERS))
    trace.register(lambda _actor, _found: [Step(Stage.CAMPAIGN, "共联共建倡议书")])
    paired = makers.from_a_round(world)
    found = partnership.of_pairing(world.lin.scope, paired.pk)
    assert stages(world.lin.actor, found)[0] == Stage.CAMPAIGN
