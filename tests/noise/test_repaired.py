"""The repair against every kind of noise: no certain edit is wrong, no clean text is altered, and
what is damaged is mended or listed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from lianjian.engine.text import repair
from lianjian.files.lexicon import lexicon
from tests.sizes import size

from .kinds import Noise
from .measure import Verdict, judged
from .stories import STORIES, damage
from .texts import clean_texts, prose

pytestmark = pytest.mark.once

ROWS: dict[str, tuple[Noise, ...]] = {
    **{
        kind.value: (Noise.TRADITIONAL, kind) if kind is Noise.PINYIN_CHANGED else (kind,)
        for kind in Noise
    },
    **STORIES,
}
TEXTS = size(3, long=31)
STRENGTHS = (0.3, 1.0) if size(0, long=1) else (1.0,)

NOT_ALL_LISTED = {
    Noise.WRAPS: 0.25,
    Noise.WIDTH_ALL: 0.1,
    Noise.TITLE_AGAIN: 0.1,
    Noise.NEARLY_AGAIN: 0.1,
    Noise.BLANKS: 0.02,
    Noise.SHIFT_QUOTES: 0.05,
    Noise.SHIFT: 0.05,
    Noise.LOST: 0.02,
    Noise.PINYIN_NEUTRAL: 0.02,
}
"""Damages that are in part neither mended nor listed, and how large that part may be: a line cut
where a sentence ends, ① that was a 1. Beside them two usual characters before a mark, which nobody
can know (docs/ideas/report-once.md).
"""
NOT_ALL_RIGHT = {
    Noise.BLANKS: 0.004,
    Noise.SHIFT_QUOTES: 0.001,
    Noise.SHIFT: 0.004,
    Noise.LOST: 0.01,
}
"""Share of certain edits that may be wrong: a blank between two names among blanks between all
characters, a bracket that was half of another character."""


def verdicts(row: str) -> Iterator[Verdict]:
    for strength in STRENGTHS:
        for number, one in enumerate(prose()[:TEXTS]):
            made = damage(one.text, [(kind, strength) for kind in ROWS[row]], Random(1 + number))
            if made.damages:
                yield judged(made, repair(made.raw, lexicon=lexicon()))


@pytest.mark.parametrize("row", ROWS)
def test_what_is_certain_is_right_and_what_is_damaged_is_mended_or_listed(row):
    found = list(verdicts(row))
    edits = sum(one.edits for one in found)
    damages = edits + sum(len(one.unlisted) for one in found)
    wrong = max((NOT_ALL_RIGHT.get(kind, 0.0) for kind in ROWS[row]), default=0.0)
    unlisted = max((NOT_ALL_LISTED.get(kind, 0.0) for kind in ROWS[row]), default=0.0)
    assert sum(len(one.wrong) for one in found) <= wrong * edits
    if Noise.PLANTED not in ROWS[row]:
        left = sum(len(one.unlisted) for one in found)
        assert left <= max(unlisted * damages, 3 if unlisted else 0)
    assert sum(one.after[0] for one in found) <= sum(one.before[0] for one in found)


@pytest.mark.parametrize("text", clean_texts(), ids=lambda one: one.name)
def test_a_clean_text_passes_to_the_last_character(text):
    found = repair(text.text, lexicon=lexicon())
    assert (found.clean, found.edits) == (text.text, ())
