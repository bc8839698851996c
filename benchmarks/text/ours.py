"""The product's own repair, with the words that it goes by."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def _lexicon() -> Any:
    return import_module("lianjian.files.lexicon").lexicon()


def repaired(raw: str, *accepted: Any) -> Any:
    """What ``engine.text.repair`` hands over: clean text, edits, offers, doubts.

    ``accepted``: offers of an earlier run that somebody takes."""
    taken = [(one.start, one.end, one.after) for one in accepted]
    return import_module("lianjian.engine.text").repair(raw, lexicon=_lexicon(), accepted=taken)
