"""What a repair did to a raw text, place by place, beside what the truth has there.

Edits and damages that overlap in the raw text make one group. What a group became is exact, however
many edits went over it one after the other: each makes the text longer or shorter by what it says.
Nothing here knows of the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tests.noise.tracing import Damage, Damaged, Spans, regions


class Listed(Protocol):
    """A stretch of the raw text that a repair speaks of: an offer, a doubt."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Edit(Listed, Protocol):
    """A change that was made."""

    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


Place = TypeVar("Place", bound=Listed)


class Repaired(Protocol):
    """What a repair hands over."""

    @property
    def raw(self) -> str: ...
    @property
    def clean(self) -> str: ...
    @property
    def edits(self) -> Sequence[Edit]: ...
    @property
    def offers(self) -> Sequence[Listed]: ...
    @property
    def doubts(self) -> Sequence[Listed]: ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """Edits that overlap one another, what the truth has for all that they cut into, and where
    their outcome lies in the clean text."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    truth_start: int
    truth_end: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Damages and clusters of edits that overlap, in raw, in the clean text and in the truth."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    truth_start: int
    truth_end: int
    damages: tuple[Damage, ...]
    clusters: tuple[Cluster, ...]


class Unaccounted(ValueError):  # noqa: N818 - what it says of a repair
    """The edits do not lead from the raw text to the clean one."""


def groups(damaged: Damaged, repaired: Repaired) -> tuple[Group, ...]:
    """All groups by their place. Between them raw, clean and truth are equal; if they are not, an
    edit is missing: ``Unaccounted``."""
    to_truth = _spans_to_truth(damaged)
    clusters = _clusters(repaired, to_truth)
    found: list[Group] = []
    grown = 0
    places: list[Damage | Cluster] = [*damaged.damages, *clusters]
    for members in _overlapping(places):
        start, end = min(one.start for one in members), max(one.end for one in members)
        mine = tuple(one for one in members if isinstance(one, Cluster))
        growth = sum(one.clean_end - one.clean_start - (one.end - one.start) for one in mine)
        truth_start, truth_end = to_truth.carried(start, end)
        damages = tuple(one for one in members if isinstance(one, Damage))
        if damages:
            truth_start = min(truth_start, *(one.truth_start for one in damages))
            truth_end = max(truth_end, *(one.truth_end for one in damages))
        found.append(
            Group(
                start,
                end,
                start + grown,
                end + grown + growth,
                truth_start,
                truth_end,
                damages,
                mine,
            )
        )
        grown += growth
    _must_lead_to_clean(repaired, clusters)
    return tuple(found)


def _spans_to_truth(damaged: Damaged) -> Spans:
    """From places in raw to places in the truth."""
    hurt = regions(damaged)
    return Spans(
        [(one.start, one.end) for one in hurt],
        [(one.truth_start, one.truth_end) for one in hurt],
    )


def _clusters(repaired: Repaired, to_truth: Spans) -> list[Cluster]:
    found: list[Cluster] = []
    grown = 0
    for edits in _overlapping(repaired.edits):
        start, end = min(one.start for one in edits), max(one.end for one in edits)
        growth = sum(len(one.after) - len(one.before) for one in edits)
        clean, truth = (start + grown, end + grown + growth), to_truth.carried(start, end)
        found.append(Cluster(start, end, *clean, *truth, tuple(edits)))
        grown += growth
    return found


def _overlapping(places: Iterable[Place]) -> list[list[Place]]:
    """Places that share a character, together. What is inserted strictly inside another belongs to
    it; at its edge it stands alone."""
    together: list[list[Place]] = []
    reached = -1
    for one in sorted(places, key=lambda one: (one.start, one.end)):
        if one.start >= reached:
            together.append([])
        together[-1].append(one)
        reached = max(reached, one.end)
    return together


def _must_lead_to_clean(repaired: Repaired, clusters: Sequence[Cluster]) -> None:
    place = clean_place = 0
    for one in clusters:
        if repaired.raw[place : one.start] != repaired.clean[clean_place : one.clean_start]:
            raise Unaccounted(f"raw {place} to {one.start} changed without an edit")
        place, clean_place = one.end, one.clean_end
    if repaired.raw[place:] != repaired.clean[clean_place:]:
        raise Unaccounted(f"raw from {place} on changed without an edit")
