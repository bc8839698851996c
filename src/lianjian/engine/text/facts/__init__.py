"""What a clean text says: facts, each with its place. See docs/ideas/report-once.md."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .fact import NUMBERS, Comparator, Fact, FactKind, Modality, Value
from .gazetteer import Division, Gazetteer

if TYPE_CHECKING:
    from .reading import read

__all__ = [
    "NUMBERS",
    "Comparator",
    "Division",
    "Fact",
    "FactKind",
    "Gazetteer",
    "Modality",
    "Value",
    "read",
]


def __getattr__(name: str) -> Any:
    # Its patterns take a third of a second to compile: only for whoever reads a text.
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(".reading", __name__).read
