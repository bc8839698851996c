"""Reported, checked, confirmed, returned, corrected: and how well a figure is known."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Character, World
from tests.makers import a_post

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.outcomes import selectors, services
from lianjian.chain.outcomes.contents import Told
from lianjian.chain.outcomes.totals import why_left_out
from lianjian.chain.registry.services import enter_source
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken

from . import makers


def test_one_side_gives_a_recorded_figure_or_a_document(world: World):
    assert makers.reported(world).grade == 1
    assert makers.reported(world, document=b"%PDF-1.7").grade == 2


def test_a_number_taken_from_a_text_is_that_texts_word(world: World):
    source = enter_source(world.mei.actor, title="跨区域党建联建", outlet="示例新闻", byline="记者")
    taken = makers.reported(world, by=world.mei, source=source)
    assert taken.grade == 0
    confirmed = services.confirm(world.mei.actor, observation=makers.seen(taken, world.mei.scope))
    assert why_left_out(makers.the("visits"), confirmed) == "word"


def test_a_percentage_without_its_parts_is_refused_with_the_words_that_explain_it(world: World):
    share = makers.the("visits")
    with pytest.raises(Invalid, match="not measured in per cent"):
        services.report(
            world.lin.actor,
            indicator=share,
            about=makers.stone(world),
            told=Told("45%"),
        )


def test_a_share_needs_numerator_denominator_and_period(world: World):
    share = makers.the("visits")
    share.kind = "percentage"
    with pytest.raises(Invalid) as refusal:
        services.report(
            world.lin.actor, indicator=share, about=makers.stone(world), told=Told("45%")
        )
    assert set(refusal.value.fields) == {"numerator", "denominator", "period_to"}
    assert "says nothing" in str(refusal.value)


def test_the_township_looks_and_the_county_confirms(world: World):
    observation = makers.reported(world)
    with pytest.raises(Denied):
        services.confirm(world.xu.actor, observation=observation)
    services.check(world.xu.actor, observation=observation)
    assert services.confirm(world.mei.actor, observation=observation).state == "confirmed"


def test_nobody_checks_or_confirms_a_figure_of_their_own(world: World):
    observation = makers.reported(world)
    for verb in (services.check, services.confirm):
        with pytest.raises(Denied, match="of their own"):
            verb(world.lin.actor, observation=observation)


def test_who_looked_on_site_makes_it_grade_4(world: World):
    observation = makers.reported(world)
    services.check(world.xu.actor, observation=observation, on_site="门票存根数过")
    assert makers.seen(observation).grade == 4


def test_the_other_side_agrees_and_it_is_grade_3(world: World):
    observation = makers.of_a_project(world)
    seen = makers.seen(observation, world.wen.scope)
    services.agree(world.wen.actor, observation=seen, value=observation.value)
    assert makers.seen(observation).grade == 3
    with pytest.raises(Denied, match="other side"):
        services.agree(world.lin.actor, observation=observation, value=observation.value)


def test_nobody_agrees_to_a_figure_that_changed_meanwhile(world: World):
    observation = makers.of_a_project(world)
    seen = makers.seen(observation, world.wen.scope)
    with pytest.raises(Overtaken, match="changed"):
        services.agree(world.wen.actor, observation=seen, value=1)


def test_what_is_returned_says_why_and_comes_back_corrected(world: World):
    observation = makers.reported(world)
    with pytest.raises(Invalid, match="few words"):
        services.return_it(world.xu.actor, observation=observation, reason=" ")
    services.return_it(world.xu.actor, observation=observation, reason="人次还是人数？")
    again = services.correct(
        world.lin.actor,
        observation=makers.seen(observation),
        told=makers.this_year("18万人次"),
        reason="按门票数",
    )
    assert (again.state, again.value, again.corrects_id) == ("reported", 180_000, observation.pk)
    assert makers.seen(observation).state == "corrected"
    assert selectors.correction_of(makers.seen(observation)) == again


def test_a_figure_is_corrected_once(world: World):
    observation = makers.confirmed(world)
    told = makers.this_year("18万人次")
    services.correct(world.mei.actor, observation=observation, told=told, reason="重复计了一次")
    with pytest.raises(Invalid):
        services.correct(
            world.mei.actor, observation=makers.seen(observation), told=told, reason="再来"
        )


def test_many_are_confirmed_at_once_or_none(world: World):
    first, second = makers.reported(world), makers.reported(world, "3万人次")
    services.withdraw(world.lin.actor, observation=makers.seen(second))
    with pytest.raises(Overtaken, match="Nothing was confirmed"):
        services.confirm_all(world.mei.actor, observations=[first, second])
    assert makers.seen(first).state == "reported"
    assert services.confirm_all(world.mei.actor, observations=[makers.seen(first)]) == 1
    with pytest.raises(Invalid, match="Choose"):
        services.confirm_all(world.mei.actor, observations=[])


def test_a_claim_better_than_a_word_says_what_shows_it(world: World):
    observation = makers.of_a_project(world)
    project = makers.seen(observation).project
    assert project is not None
    words: dict[str, Any] = {"words": "得益于联建", "said_by": "村党支部"}
    claim = services.attribute(world.lin.actor, observation=observation, to=project, **words)
    assert claim.grade == 0
    with pytest.raises(Invalid, match="word"):
        services.attribute(world.lin.actor, observation=observation, to=project, grade=2, **words)


def test_a_stranger_sees_no_figure(world: World):
    observation = makers.reported(world)
    with pytest.raises(OutOfScope):
        makers.seen(observation, world.hao.scope)
    with pytest.raises(OutOfScope):
        makers.seen(observation, world.wen.scope)


def test_the_parties_of_an_accord_see_its_figures(world: World):
    accord = accords.an_accord(accords.three_parties(world))
    observation = makers.reported(world, about=makers.stone(world, accord=accord))
    assert makers.seen(observation, world.wen.scope) == observation


def test_a_new_definition_changes_nothing_that_was_reported(world: World):
    observation = makers.reported(world)
    with pytest.raises(Denied):
        services.define(world.mei.actor, indicator=makers.the("visits"), text="另一种算法")
    province = world.county.parent
    assert province is not None
    keeper = Character(a_post(Role.PROVINCE_COORDINATOR, division=province))
    with pytest.raises(Invalid, match="media"):
        services.define(keeper.actor, indicator=makers.the("visits"), text="报道的转发数")
    made = services.define(keeper.actor, indicator=makers.the("visits"), text="过夜才算")
    assert made.version == 2
    assert makers.seen(observation).definition.version == 1
    assert makers.reported(world).definition.version == 2
