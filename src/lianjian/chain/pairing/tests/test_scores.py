"""The four principles, each with the sentence that made it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from lianjian.chain.pairing import scores
from lianjian.chain.pairing.geography import Distance
from lianjian.chain.pairing.scores import Known, Listed, Wish
from lianjian.chain.pairing.scores.relevance import shared_words
from lianjian.chain.pairing.wording import SENTENCES, sentence

TODAY = dt.date(2026, 9, 1)


def wish(wants: bool = True, **more) -> Wish:
    return Wish(wants, TODAY, **more)


@pytest.mark.parametrize(
    ("village", "partner", "score"),
    [
        (None, None, 300_000),
        (wish(), wish(), 1_000_000),
        (wish(rank=1), wish(rank=3), 950_000),
        (wish(rank=20), None, 500_000),
        (wish(by_name=False), None, 450_000),
        (wish(), wish(False), 0),
        (wish(False), None, 0),
    ],
)
def test_willingness_is_that_of_both_sides(village, partner, score: int):
    assert scores.willingness(village, partner).score == score


def test_every_word_on_willingness_has_its_sentence():
    for village in (None, wish(), wish(by_name=False), wish(False), wish(rank=2)):
        for partner in (None, wish(), wish(by_name=False), wish(False), wish(rank=2)):
            reason = scores.willingness(village, partner)
            assert sentence(reason.template, reason.values)


def test_ties_add_up_and_fade():
    fresh = Known("alumni", "校友", 600, 1, TODAY)
    old = Known("alumni", "校友", 600, 1, TODAY - dt.timedelta(days=5 * 365))
    one = scores.ties([fresh], on=TODAY)
    assert (one.score, one.grade) == (600_000, 1)
    assert scores.ties([old], on=TODAY).score == 300_000
    assert scores.ties([fresh, fresh], on=TODAY).score == 840_000
    assert scores.ties([], on=TODAY).score == 0


def test_the_strongest_tie_speaks():
    weak = Known("alumni", "校友", 200, 3, TODAY)
    strong = Known("former_posting", "驻过村", 700, 2, TODAY)
    reason = scores.ties([weak, strong], on=TODAY)
    assert (reason.values["evidence"], reason.values["more"], reason.grade) == ("驻过村", 1, 2)


@pytest.mark.parametrize(
    ("most", "held", "away", "score"),
    [
        (2, 0, Distance.CITY, 1_000_000),
        (2, 1, Distance.CITY, 750_000),
        (2, 2, Distance.CITY, 500_000),
        (2, 0, Distance.BEYOND, 700_000),
        (0, 0, Distance.UNKNOWN, 250_000),
    ],
)
def test_span_is_room_and_nearness(most: int, held: int, away: Distance, score: int):
    reason = scores.span(most, held, away)
    assert reason.score == score
    assert sentence(reason.template, reason.values)


def test_relevance_names_the_need_the_offer_and_the_shared_words():
    need = Listed("苹果销路和分级包装", "industry")
    offers = [Listed("派技术员讲课", "training"), Listed("六家门店试卖苹果", "industry")]
    reason = scores.relevance([need], offers)
    assert reason.template == "relevance_match"
    assert reason.values["offer"] == "六家门店试卖苹果"
    assert reason.values["alike"] == {"area": "industry", "words": ["苹果"]}
    assert reason.score == 300_000 + 200_000 // 3


def test_relevance_knows_what_is_missing():
    need = Listed("苹果销路", "industry")
    assert scores.relevance([], [need]).template == "relevance_no_need"
    assert scores.relevance([need], []).template == "relevance_no_offer"
    other = Listed("义诊", "livelihood")
    assert scores.relevance([need], [other]).template == "relevance_none"


def test_a_side_that_has_no_vectors_yet_is_scored_beside_one_that_has():
    """The worker makes vectors text by text: a pair may be asked about between the two."""
    need = Listed("果品销路", "industry")
    offer = Listed("门店试卖果品", "industry", meaning=bytes([5] * 512))
    assert scores.relevance([need], [offer]).score == scores.relevance([offer], [need]).score > 0
    [match] = scores.matches([need], [offer])
    assert match.offer == offer


def test_scores_stay_within_their_units():
    texts = ["苹果销路包装冷库", "苹果销路包装冷库培训", "培训"]
    listed = [Listed(text, "industry") for text in texts]
    for needs in (listed, listed[:1]):
        assert 0 <= scores.relevance(needs, listed).score <= 1_000_000


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("苹果销路", "卖苹果", ("苹果",)),
        ("果品分级包装", "分级包装线", ("分级包装",)),
        ("想要请人", "可以请人", ()),
        ("2023年", "2023年", ()),
        ("路灯", "销路", ()),
    ],
)
def test_shared_words_are_words(one: str, other: str, words):
    assert shared_words(one, other) == words


def test_every_sentence_is_said_in_both_languages():
    values = {
        "village_on": "2026-08-20",
        "partner_on": "2026-08-21",
        "village_rank": 1,
        "partner_rank": 2,
        **{"ground": "alumni", "evidence": "校友", "more": 1, "most": 3, "held": 1},
        **{"need": "销路", "offer": "门店", "area": "industry", "words": ["苹果"]},
        "alike": {"area_guessed": "industry", "industry": "01", "words": ["苹果"], "meaning": 41},
    }
    for template in SENTENCES:
        with translation.override("en"):
            english = sentence(template, values)
        with translation.override("zh-hans"):
            chinese = sentence(template, values)
        assert "%(" not in english + chinese
        assert english != chinese or template.startswith("ties_"), template
