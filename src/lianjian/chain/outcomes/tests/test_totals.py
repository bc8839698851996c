"""Only what is done, confirmed and shown is added; stated is never counted."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.chain.outcomes import selectors, services
from lianjian.chain.outcomes.models import Observation
from lianjian.chain.outcomes.services.define import must_count_no_media
from lianjian.chain.outcomes.totals import LEFT_OUT
from lianjian.ground.core.verdicts import Invalid

from . import makers


def left(key: str) -> str:
    return str(LEFT_OUT[key])


def test_a_sum_with_an_at_least_in_it_is_at_least(world: World):
    rows = [makers.confirmed(world), makers.confirmed(world, "3万人次")]
    summed = makers.added_by_hand(makers.the("visits"), rows)
    assert (summed.number, summed.comparator, summed.grade) == (230_000, "at_least", 1)


def test_it_shows_the_lowest_grade_of_what_it_added(world: World):
    documented = makers.confirmed(world, document=b"%PDF-1.7")
    assert makers.added_by_hand(makers.the("visits"), [documented]).grade == 2
    assert (
        makers.added_by_hand(makers.the("visits"), [documented, makers.confirmed(world)]).grade == 1
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"modality": "planned"}, "not_done"),
        ({"modality": "aspiration"}, "not_done"),
    ],
)
def test_what_is_only_hoped_for_enters_no_total(world: World, more: dict[str, str], why: str):
    summed = makers.added_by_hand(makers.the("visits"), [makers.confirmed(world, **more)])
    assert summed.number is None
    assert {str(one): many for one, many in summed.left_out.items()} == {left(why): 1}


def test_what_nobody_has_confirmed_waits_beside_the_total(world: World):
    summed = makers.added_by_hand(
        makers.the("visits"), [makers.reported(world), makers.confirmed(world)]
    )
    assert summed.added == 1
    assert {str(one): many for one, many in summed.left_out.items()} == {left("waiting"): 1}


def test_several_is_left_out_and_not_guessed(world: World):
    summed = makers.added_by_hand(
        makers.the("grants_nsfc"), [makers.confirmed(world, "多个", code="grants_nsfc")]
    )
    assert {str(one): many for one, many in summed.left_out.items()} == {left("unknown"): 1}


def test_an_increase_says_against_when(world: World):
    code = "collective_income_increase"
    silent = makers.confirmed(world, "50余万元", code=code, document=b"%PDF-1.7")
    told = makers.confirmed(
        world, "18万元", code=code, document=b"%PDF-1.7", baseline="同 2025 年 4—9 月比"
    )
    summed = makers.added_by_hand(makers.the(code), [silent, told])
    assert (summed.number, summed.shown) == (18_000_000, "180,000")
    assert {str(one): many for one, many in summed.left_out.items()} == {left("baseline"): 1}


def test_an_indicator_may_ask_for_more_than_a_record(world: World):
    code = "funds_arrived"
    summed = makers.added_by_hand(makers.the(code), [makers.confirmed(world, "30万元", code=code)])
    assert {str(one): many for one, many in summed.left_out.items()} == {left("word"): 1}


def test_a_corrected_figure_leaves_the_total(world: World):
    old = makers.confirmed(world)
    services.correct(
        world.mei.actor, observation=old, told=makers.this_year("1万人次"), reason="多计了"
    )
    rows = list(Observation.within(makers.ALL))
    summed = makers.added_by_hand(makers.the("visits"), rows)
    assert summed.number is None
    assert {str(one) for one in summed.left_out} == {left("corrected"), left("waiting")}


def test_a_share_is_reckoned_from_its_parts_and_never_from_shares(world: World):
    share = makers.the("visits")
    share.kind = "percentage"
    rows = [
        Observation(state="confirmed", grade=1, numerator=1, denominator=2),
        Observation(state="confirmed", grade=1, numerator=9, denominator=10),
    ]
    assert makers.added_by_hand(share, rows).shown == "83.3"


def test_no_indicator_counts_media(world: World):
    for indicator in selectors.indicators(makers.ALL):
        must_count_no_media(indicator.name)
        for definition in indicator.definitions.all():
            must_count_no_media(definition.text)


def test_control_reach_would_be_found():
    for words in ("稿件转发率", "阅读量", "刊发报道的篇数"):
        with pytest.raises(Invalid, match="media"):
            must_count_no_media(words)
