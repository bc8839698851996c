"""A figure that somebody types is read as the same words of a report are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from lianjian.chain.outcomes import figures
from lianjian.chain.outcomes.figures import Figure, Measure, NotAFigure
from lianjian.engine.text.facts import Comparator, Fact, read
from lianjian.files.lexicon import lexicon

from . import scoring
from .divisions import gazetteer

pytestmark = pytest.mark.once

AS_TYPED = {
    Comparator.MORE_THAN: "at_least",
    Comparator.NEARLY: "about",
}
"""A field draws fewer of them apart than a text does."""


def both() -> Iterator[tuple[Fact, Figure]]:
    """Every count and sum of the reports that has its unit and that the field takes."""
    for name in ("open", "wide"):
        for report in scoring.reports(name):
            words, places = lexicon(), gazetteer()
            for fact in read(report.text, lexicon=words, gazetteer=places, published=None):
                if fact.kind in ("count", "amount") and not fact.text[-1].isdigit():
                    try:
                        yield fact, figures.read(fact.text)
                    except NotAFigure:
                        continue


def test_they_agree_in_value_and_bound():
    seen = 0
    for fact, typed in both():
        value = typed.value
        if value is not None and typed.measure == Measure.MONEY:
            assert fact.value is None or value == fact.value * 100, fact.text
        else:
            assert value is None or Fraction(value) == fact.value, fact.text
        assert fact.comparator is not None
        bound = AS_TYPED.get(fact.comparator, fact.comparator.value)
        assert typed.comparator == bound, fact.text
        seen += 1
    assert seen > 500


@pytest.mark.parametrize("text", ["不低于每公斤16元", "不低于每斤2.2元"])
def test_a_price_with_a_bound_is_no_sum(text):
    with pytest.raises(NotAFigure):
        figures.read(text)
