"""A thing that a text tells of, and the sentence that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from .fact import FactKind


@dataclass(frozen=True, slots=True)
class Thing:
    kind: FactKind
    start: int
    end: int
    value: str
    more: dict[str, object] = field(default_factory=dict)


def sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1


def sentence_end(text: str, at: int) -> int:
    ends = [place for mark in "。！？\n" if (place := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))
