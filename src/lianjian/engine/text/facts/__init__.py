"""What a clean text says: facts, each with its place. See docs/ideas/report-once.md."""

from .fact import NUMBERS, Comparator, Fact, FactKind, Modality, Value
from .gazetteer import Division, Gazetteer
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
