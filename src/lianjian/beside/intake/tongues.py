"""Sentences beside a text, kept in every language of the product: each reader is shown their own.

A room says its sentences when a line is read and weighed, in the language that holds then; some
have numbers in them, and some could not be said again later. So each is asked for once in every
language. The product's own language stands in the field itself, the others beside it in ``said``:
``{language: {field: what it says}}``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language, override

from .models import Fact, Submission

T = TypeVar("T")

OWN: str = settings.LANGUAGE_CODE


def others() -> list[str]:
    """The languages of the product beside its own."""
    return [code for code, _name in settings.LANGUAGES if code != OWN]


def in_own(say: Callable[[], T]) -> T:
    """What is said in the product's own language."""
    with override(OWN):
        return say()


def in_others(say: Callable[[], T]) -> dict[str, T]:
    """What is said in each other language."""
    found = {}
    for code in others():
        with override(code):
            found[code] = say()
    return found


def with_(row: Fact | Submission, found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What a row's ``said`` becomes when these fields are said anew."""
    return {code: {**row.said.get(code, {}), **fields} for code, fields in found.items()}


def told(row: Fact | Submission, name: str) -> Any:
    """What a field of sentences says in the reader's language; in the product's own where a text
    was read before its sentences were kept in others."""
    kept = getattr(row, name)
    said = row.said.get(get_language() or OWN, {}).get(name)
    if not kept or not said:
        return kept
    if isinstance(kept, dict):
        return {key: said.get(key, says) for key, says in kept.items()}
    return said
