"""Facts are read as people marked them: the two articles, and the reports that may be looked into.

The others are looked at by the benchmark alone (``python -m benchmarks.facts unseen held``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import pytest

from lianjian.engine.text.facts import Comparator, Fact, FactKind, Modality, read
from lianjian.files.lexicon import lexicon

from . import scoring
from .divisions import gazetteer

pytestmark = pytest.mark.once

LEAST = {
    "numbers": (0.95, 0.90),
    "dates": (0.95, 0.90),
    "parties": (0.95, 0.90),
    "places": (0.95, 0.90),
    "people": (0.95, 0.85),
    "commitment": (0.80, 0.60),
    "resource": (0.80, 0.60),
    "need": (0.80, 0.60),
    "project": (0.80, 0.60),
    "accord": (0.80, 0.60),
}
"""Precision and recall below which a change has lost something."""
LEAST_ELSEWHERE = {
    "wide": {
        "numbers": (0.97, 0.95), "dates": (0.96, 0.97), "parties": (0.96, 0.94),
        "places": (0.95, 0.94), "people": (0.98, 0.97), "commitment": (0.82, 0.74),
        "resource": (0.81, 0.78), "need": (0.95, 0.82), "project": (0.75, 0.95),
        "pairing": (0.90, 0.82),
    },
    "last": {
        "numbers": (0.98, 0.93), "dates": (0.95, 0.96), "parties": (0.92, 0.90),
        "places": (0.97, 0.93), "people": (0.97, 0.92), "commitment": (0.88, 0.80),
        "resource": (0.92, 0.79), "need": (0.85, 0.90), "project": (0.92, 0.92),
    },
    "further": {
        "numbers": (0.98, 0.97), "dates": (0.93, 0.96), "parties": (0.95, 0.92),
        "places": (0.96, 0.95), "people": (0.97, 0.95), "commitment": (0.86, 0.89),
        "resource": (0.93, 0.81), "need": (0.97, 0.96), "project": (0.96, 0.92),
        "accord": (0.95, 0.90), "pairing": (0.98, 0.94),
    },
    "fresh": {
        "numbers": (0.98, 0.96), "dates": (0.96, 0.96), "parties": (0.98, 0.95),
        "places": (0.96, 0.97), "people": (0.92, 0.92), "commitment": (0.85, 0.85),
        "resource": (0.90, 0.95), "need": (0.97, 0.95), "project": (0.97, 0.97),
        "pairing": (0.97, 0.90),
    },
}  # fmt: skip
"""The same for the sets of other hands."""
LEAST_MODALITY = {"open": 0.91, "wide": 0.87, "last": 0.86, "further": 0.87, "fresh": 0.82}
MOST_PLANS_AS_DONE = {"open": 0.01, "wide": 0.015, "last": 0.01, "further": 0.01, "fresh": 0.01}
"""The share of numbers whose plan is read as done: the mistake that could enter a total."""
CASES = [
    *(("open", family, least) for family, least in LEAST.items()),
    *((name, *case) for name, least in LEAST_ELSEWHERE.items() for case in least.items()),
]


@cache
def facts_of(text: str, published: dt.date | None = None) -> Sequence[Fact]:
    return read(text, lexicon=lexicon(), gazetteer=gazetteer(), published=published)


@cache
def scores(name: str) -> dict[str, scoring.Score]:
    return scoring.by_family(name, facts_of)


@pytest.mark.parametrize(("name", "family", "least"), CASES)
def test_reports_are_read_well_enough(name, family, least):
    score, (precision, recall) = scores(name)[family], least
    assert score.precision >= precision, (score.more, score.wrong)
    assert score.recall >= recall, score.missed


@pytest.mark.parametrize("name", LEAST_MODALITY)
def test_what_is_planned_is_told_from_what_is_done(name):
    found, right, mistakes = scoring.modalities(name, facts_of)
    assert right >= LEAST_MODALITY[name] * found, mistakes
    assert mistakes["planned read as done"] <= MOST_PLANS_AS_DONE[name] * found


def test_nothing_is_read_that_is_not_there():
    for report in [*scoring.reports("open"), *scoring.articles()]:
        for fact in facts_of(report.text, report.published):
            assert fact.text
            assert report.text[fact.start : fact.end] == fact.text


def test_a_score_notices_what_is_wrong():
    report = next(scoring.reports("open"))
    facts = list(facts_of(report.text, report.published))
    whole = scoring.scored(report, facts, scoring.NUMBERS)
    number = next(fact for fact in facts if fact.text == "47个")
    fewer = scoring.scored(report, [one for one in facts if one is not number], scoring.NUMBERS)
    assert fewer.recall < whole.recall
    other = Fact(FactKind.COUNT, 0, 1, report.text[:1], Fraction(7), "个")
    assert scoring.scored(report, [*facts, other], scoring.NUMBERS).precision < whole.precision


def article(name: str) -> Sequence[Fact]:
    for report in scoring.articles():
        if report.name.startswith(name):
            return facts_of(report.text)
    pytest.skip("LIANJIAN_GOLD is not set: the two articles are not here.")


def figures(facts: Sequence[Fact]) -> dict[str, tuple[object, ...]]:
    return {
        one.text: (one.value, one.unit, one.comparator, one.modality)
        for one in facts
        if one.kind in scoring.NUMBERS
    }


def test_every_number_of_the_county_is_what_the_article_says():
    assert figures(article("000")) == {
        "12个": (12, "个", Comparator.EXACT, Modality.DONE),
        "16个": (16, "个", Comparator.EXACT, Modality.DONE),
        "20万余人次": (200_000, "人次", Comparator.AT_LEAST, Modality.DONE),
        "50余万元": (500_000, "元", Comparator.AT_LEAST, Modality.DONE),
        "18个": (18, "个", Comparator.EXACT, Modality.DONE),
        "5大类": (5, "大类", Comparator.EXACT, Modality.DONE),
        "10名": (10, "名", Comparator.EXACT, Modality.DONE),
        "4个": (4, "个", Comparator.EXACT, Modality.ONGOING),
        "多个": (None, "个", Comparator.UNKNOWN, Modality.ONGOING),
    }


def test_sixteen_new_projects_and_eighteen_listed_ones_are_two_figures():
    counted = {one.text: one for one in article("000") if one.kind == FactKind.COUNT}
    new, listed = counted["16个"], counted["18个"]
    assert new.subject != listed.subject
    assert (new.more["period"], listed.more["period"]) == ("今年以来", "目前")


def test_a_share_of_nothing_is_refused():
    [share] = [one for one in article("004") if one.kind == FactKind.RATIO]
    assert (share.value, share.unit) == (Fraction(45), "%")
    assert share.more["refused"]


def test_phrases_with_numerals_count_nothing():
    facts = article("004")
    phrases = {one.text for one in facts if one.kind == FactKind.SET_PHRASE}
    assert {"三农", "一网七微八频十端", "1+1+1>3"} <= phrases
    spans = [(one.start, one.end) for one in facts if one.kind == FactKind.SET_PHRASE]
    for one in facts:
        if one.kind in scoring.NUMBERS:
            assert not any(start < one.end and one.start < end for start, end in spans)


def test_a_title_of_talents_is_no_place_and_a_village_is_found_in_its_own_county():
    places = {str(one.value): one for one in article("000") if one.kind == FactKind.PLACE}
    assert not any("泰山" in name for name in places)
    assert places["常山"].more == {"level": "natural"}
    assert places["蔡家沟"].more == {"level": "village"}
    assert places["诸城市"].more["code"] == 370782_000_000_000
    places = {str(one.value): one for one in article("004") if one.kind == FactKind.PLACE}
    assert places["张洋村"].more["code"] == 350303_108_203_000


def test_what_is_only_planned_or_intended_is_not_done():
    facts = {(one.kind, one.value): one for one in article("004")}
    group = next(one for (kind, _), one in facts.items() if kind == FactKind.LEADING_GROUP)
    station = next(one for (kind, _), one in facts.items() if kind == FactKind.STATION)
    assert (group.modality, station.modality) == (Modality.PLANNED, Modality.INTENT)


def test_a_year_that_only_an_anniversary_tells_is_told_with_it():
    dates = {one.text: one for one in article("004") if one.kind == FactKind.DATE}
    march = next(one for text, one in dates.items() if "今年3月" in text)
    assert str(march.value).startswith("2023-03")
    assert march.more["inference"] == "from 建党102周年"
