"""The product's own repair, with the words that it goes by."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def _lexicon() -> Any:
    return import_module("lianjian.files.lexicon").lexicon()


def repaired(raw: str) -> Any:
    """What ``engine.text.repair`` hands over: clean text, edits, offers, doubts."""
    return import_module("lianjian.engine.text").repair(raw, lexicon=_lexicon())
