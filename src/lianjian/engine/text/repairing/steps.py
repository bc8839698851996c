"""Raw page → clean text: the steps in their order."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..lexicon import Lexicon
from . import byte_shift, latin, markup, pinyin, repeats, residue, spacing, traditional, width
from .edits import Repaired
from .traced import Traced

_MARKS = re.compile(r"[?？\ufffd]")


def repair(
    raw: str, *, lexicon: Lexicon, accepted: Collection[tuple[int, int, str]] = ()
) -> Repaired:
    """The clean text of a raw one, with every edit (mission, section 4, 1).

    ``accepted``: offers of an earlier run that a person took, as (raw start, raw end, reading).
    The same text with the same words and choices gives the same answer. Clean text comes back as
    it went in, to the last character.
    """
    text = Traced.of(raw)
    changes, suspects = latin.look(text.text, lexicon)
    text.doubt(suspects)
    text.make(changes, accepted)
    text.make(markup.tags(text.text), accepted)
    text.make(markup.entities(text.text), accepted)
    text.make(markup.invisible(text.text), accepted)
    if _MARKS.search(text.text):
        changes, suspects = byte_shift.look(text.text, lexicon)
        text.doubt(suspects)
        text.make(changes, accepted)
    for look in (pinyin.look, traditional.look):
        changes, suspects = look(text.text)
        text.doubt(suspects)
        text.make(changes, accepted)
    text.make(spacing.blanks(text.text), accepted)
    changes, suspects = spacing.wraps(text.text)
    text.doubt(suspects)
    text.make(changes, accepted)
    text.make(width.look(text.text), accepted)
    text.make(repeats.around(text.text), accepted)
    changes, suspects = repeats.look(text.text)
    text.doubt(suspects)
    text.make(changes, accepted)
    text.doubt(residue.look(text.text, lexicon))
    return Repaired(
        raw, text.text, tuple(text.edits), tuple(text.offers), tuple(text.doubts),
        text.starts, text.ends,
    )  # fmt: skip
