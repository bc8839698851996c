"""A thing that a text tells of, and the sentence that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..clauses import end_before, start_behind
from ..fact import FactKind


@dataclass(frozen=True, slots=True)
class Thing:
    kind: FactKind
    start: int
    end: int
    value: str
    more: dict[str, object] = field(default_factory=dict)


def sentence_start(text: str, at: int) -> int:
    return start_behind(text, at, "。！？\n")


def sentence_end(text: str, at: int) -> int:
    return end_before(text, at, "。！？\n")
