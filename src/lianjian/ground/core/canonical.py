"""Values as the journal writes them: the same value, always the same characters."""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from django.db import models
from django.utils.functional import Promise

from . import crypto

KEYED = "keyed:"
"""What a personal value begins with where the journal keeps its digest alone."""


def label(row: models.Model) -> str:
    """``app.model:key``, the name of a row in the journal."""
    return f"{row._meta.label_lower}:{row.pk}"


def plain(value: Any) -> Any:
    """A value made of nothing but str, int, bool, None, lists and dicts.

    Rows become their labels, moments ISO 8601, bytes their SM3, sets their members in order.
    Anything else is refused with TypeError, so that nothing enters the journal in a form that a
    later version (or another language, or a second reading of an iterator) would write otherwise.
    """
    match value:
        case None | bool() | int():
            return value
        case enum.Enum():
            return plain(value.value)
        case str():
            return str(value)
        case float():
            return repr(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case bytes():
            return f"sm3:{crypto.sm3(value).hex()}"
        case models.Model():
            return label(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Set():
            return sorted((plain(item) for item in value), key=repr)
        case Iterable() if not isinstance(value, Iterator | Promise):
            return [plain(item) for item in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    raise TypeError(f"The journal cannot write a {type(value).__name__}.")


def personal(value: Any) -> str:
    """A personal value as a keyed digest: comparable by who holds the key, readable by nobody."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    return f"{KEYED}{crypto.keyed_digest('journal', text.encode()).hex()}"


def digest(value: Any) -> str:
    """SM3 over the canonical JSON of a plain value, hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return crypto.sm3(text.encode()).hex()
