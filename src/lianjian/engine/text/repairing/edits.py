"""What a repair says of itself: edits that can be replayed, offers, doubts.

Positions count characters of the raw text, half open. A repair runs in steps; each step reads the
text that the one before it left, so an edit also keeps its ``step`` and where it stood in that
step's text (``at``). ``replay`` needs no more than the raw text and the edits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was wrong."""

    LATIN1 = "latin1"
    MARKUP = "markup"
    ENTITY = "entity"
    INVISIBLE = "invisible"
    BYTE_SHIFT = "byte-shift"
    PINYIN = "pinyin"
    TRADITIONAL = "traditional"
    WIDTH = "width"
    SPACES = "spaces"
    REPEAT = "repeat"
    BOILERPLATE = "boilerplate"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, made because it is certain, or offered because it is likely.

    ``candidates`` are the readings of an offer, the best first; ``after`` is the first of them.
    """

    kind: Kind
    start: int
    end: int
    before: str
    after: str
    why: str
    step: int
    at: int
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that looks damaged and is left as it stands."""

    kind: Kind
    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A raw text, what it says, and every step between the two.

    ``starts`` and ``ends`` give for each character of ``clean`` the raw characters it stands for.
    """

    raw: str
    clean: str
    edits: tuple[Edit, ...]
    offers: tuple[Edit, ...]
    doubts: tuple[Doubt, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the raw text the clean characters from start to end come from.

        Of nothing, the raw place before which it stands.
        """
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return min(self.starts[start:end]), max(self.ends[start:end])

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Which clean characters stand for the raw ones from start to end; may be none."""
        first = bisect_right(self.ends, start)
        last = first
        while last < len(self.starts) and self.starts[last] < end:
            last += 1
        return first, last


class NotReplayable(ValueError):  # noqa: N818 - says what it is
    """These edits were not made on this text."""


def replay(raw: str, edits: Iterable[Edit]) -> str:
    """The clean text, from the raw text and the edits alone.

    Raises NotReplayable if an edit does not find what it replaced, or two of a step overlap.
    """
    text = raw
    for step in _steps(edits):
        parts, done = [], 0
        for edit in step:
            stop = edit.at + len(edit.before)
            if edit.at < done or text[edit.at : stop] != edit.before:
                raise NotReplayable(f"no {edit.before!r} at {edit.at} in step {edit.step}")
            parts += [text[done : edit.at], edit.after]
            done = stop
        text = "".join([*parts, text[done:]])
    return text


def _steps(edits: Iterable[Edit]) -> list[list[Edit]]:
    by_step: dict[int, list[Edit]] = {}
    for edit in edits:
        by_step.setdefault(edit.step, []).append(edit)
    return [sorted(by_step[step], key=lambda one: one.at) for step in sorted(by_step)]
