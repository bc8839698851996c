"""What a clean text says: facts, each with its place. See docs/ideas/report-once.md."""

from .fact import NUMBERS, Comparator, Fact, FactKind, Modality, Value
from .places import Division, Gazetteer, core_of
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
    "core_of",
    "read",
]
