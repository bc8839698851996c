"""Repairs made by hand from the records of the noise: right ones, and ones with a seeded fault."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.noise.tracing import Damaged, regions


@dataclass(frozen=True, slots=True)
class Made:
    """An edit, an offer or a doubt."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Hand:
    """A repair."""

    raw: str
    clean: str
    edits: tuple[Made, ...] = ()
    offers: tuple[Made, ...] = ()
    doubts: tuple[Made, ...] = ()


def made(raw: str, *edits: Made) -> Hand:
    """The repair that makes these edits, which do not overlap, and says nothing else."""
    clean = raw
    for one in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        clean = clean[: one.start] + one.after + clean[one.end :]
    return Hand(raw, clean, tuple(sorted(edits, key=lambda one: (one.start, one.end))))


def undoing(damaged: Damaged) -> tuple[Made, ...]:
    """One edit for every region: all of them together give the truth."""
    return tuple(
        Made(
            one.start,
            one.end,
            damaged.raw[one.start : one.end],
            damaged.truth[one.truth_start : one.truth_end],
        )
        for one in regions(damaged)
    )


def perfect(damaged: Damaged) -> Hand:
    return made(damaged.raw, *undoing(damaged))


def doubting(hand: Hand, start: int, end: int) -> Hand:
    """The same repair with one doubt more."""
    return replace(hand, doubts=(*hand.doubts, Made(start, end, hand.raw[start:end], "")))
