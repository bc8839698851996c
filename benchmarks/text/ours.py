"""The product's own repair, with the words that it goes by."""

from __future__ import annotations

from lianjian.engine.text import Edit, Repaired, repair
from lianjian.files.lexicon import lexicon


def repaired(raw: str, *accepted: Edit) -> Repaired:
    """``accepted``: offers of an earlier run that somebody takes."""
    taken = [(one.start, one.end, one.after) for one in accepted]
    return repair(raw, lexicon=lexicon(), accepted=taken)
