"""Whatever words stand beside each other, a text is read to its end: names that are one long word,
words without a verb, numerals beside marks, all in any order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from lianjian.engine.text.facts import read
from lianjian.engine.text.facts.names.bodies import Bodies
from lianjian.engine.text.facts.vocabulary import COMMON_LAST_WORDS
from lianjian.files.lexicon import lexicon
from tests.sizes import size

from . import scoring
from .divisions import gazetteer

pytestmark = pytest.mark.once

SENTENCES = size(600, long=30_000)


def sentences(number: int) -> Iterator[str]:
    """Words of the reports in any order, and last words of names behind any long word."""
    told = [one.text for name in ("open", "wide") for one in scoring.reports(name)]
    words = [word.text for text in told for word in lexicon().cut(text)]
    long_words = [word for word in lexicon().words_tagged("n") if len(word) > 3]
    lasts = sorted(COMMON_LAST_WORDS)
    lot = random.Random(20251128)
    for _ in range(number):
        some = [lot.choice(words) for _ in range(lot.randint(2, 30))]
        name = lot.choice(long_words) + lot.choice(lasts)
        yield "".join([*some, "，", name, *some[:3], "。"])


def read_all(number: int) -> None:
    words, places = lexicon(), gazetteer()
    lot = random.Random(4)
    for text in sentences(number):
        day = lot.choice([None, dt.date(2025, lot.randint(1, 12), 15)])
        for fact in read(text, lexicon=words, gazetteer=places, published=day):
            assert fact.text == text[fact.start : fact.end]


def test_no_words_stop_the_reader():
    read_all(SENTENCES)


def test_a_reader_that_counts_on_two_words_is_caught(monkeypatch):
    """The control: a name before 公司 may be one word."""
    real = Bodies._is_named

    def seeded(self: Bodies, head: str, word: str) -> bool:
        cut = self.edges.lexicon.cut(head)
        return real(self, head, word) and (len(head) < 4 or bool(cut[1].text))

    monkeypatch.setattr(Bodies, "_is_named", seeded)
    with pytest.raises(IndexError):
        read_all(SENTENCES)
