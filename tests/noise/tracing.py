"""A text that is damaged step by step, and knows for every damage where it lies in the end.

A step replaces spans of the text as it stood before (:class:`Change`). A span is carried forward
through the later steps to the raw text, and from there back through all steps to the truth. Where a
step cuts into another one's span, the span grows to the whole of it: what two steps did to one
place cannot be told apart any more, and :func:`regions` holds such damages together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tests.noise.kinds import Noise


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """``text[start:end]`` becomes ``after``: never nothing, so that it has a place in what follows.
    An insertion has ``start == end``."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Damage:
    """One change as it shows in the end: ``after`` is ``raw[start:end]`` and stands where the truth
    has ``before``, which is ``truth[truth_start:truth_end]``. ``was`` stood there just before this
    change: an annotation, whose ì became an entity, was an ì, and in truth was nothing."""

    kind: Noise
    start: int
    end: int
    truth_start: int
    truth_end: int
    before: str
    after: str
    was: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A clean text, what became of it, and everything that was done to it, by its place in raw."""

    truth: str
    raw: str
    damages: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of raw with all damages that overlap there. Outside of regions raw is truth."""

    start: int
    end: int
    truth_start: int
    truth_end: int
    damages: tuple[Damage, ...]


class Spans:
    """Spans of one text and what stands for them in another: disjoint, in order, (n,) each."""

    def __init__(self, here: Sequence[tuple[int, int]], there: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _end in here]
        self._ends = [end for _start, end in here]
        self._there = there
        grown = [b[1] - b[0] - (a[1] - a[0]) for a, b in zip(here, there, strict=True)]
        self._moved = [0, *accumulate(grown)]

    def carried(self, start: int, end: int) -> tuple[int, int]:
        """The span over there; it takes in every span that it cuts into, and what is inserted
        inside it, not what is inserted at its edge."""
        before = bisect_right(self._ends, start)
        cut = before < len(self._starts) and self._starts[before] < start
        first = self._there[before][0] if cut else start + self._moved[before]
        upto = bisect_left(self._starts, end)
        cut = upto > 0 and self._ends[upto - 1] > end
        last = self._there[upto - 1][1] if cut else end + self._moved[upto]
        return min(first, last), max(first, last)


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of noise gone over a text: its changes, and the way to and from."""

    kind: Noise
    results: tuple[tuple[int, int], ...]
    """Where each change lies in the text after the step."""
    were: tuple[str, ...]
    """What stood there before it."""
    onward: Spans
    back: Spans


class Tracing:
    """A text on its way from truth to raw."""

    def __init__(self, truth: str) -> None:
        self.truth = self.text = truth
        self._steps: list[Step] = []

    def change(self, kind: Noise, changes: Iterable[Change]) -> None:
        """Apply the changes of one step. Those that change nothing are no damages."""
        real = sorted(one for one in changes if self.text[one.start : one.end] != one.after)
        assert all(one.after for one in real), "a damage leaves something to see"
        for one, other in pairwise(real):
            apart = one.end <= other.start and (one.start, one.end) != (other.start, other.end)
            assert apart, (one, other)
        pieces, results, place, grown = list[str](), list[tuple[int, int]](), 0, 0
        for one in real:
            pieces += [self.text[place : one.start], one.after]
            results.append((one.start + grown, one.start + grown + len(one.after)))
            grown += len(one.after) - (one.end - one.start)
            place = one.end
        here = [(one.start, one.end) for one in real]
        were = tuple(self.text[one.start : one.end] for one in real)
        self.text = "".join([*pieces, self.text[place:]])
        onward, back = Spans(here, results), Spans(results, here)
        self._steps.append(Step(kind, tuple(results), were, onward, back))

    def damaged(self) -> Damaged:
        """Everything with its place in the raw text and in the truth."""
        found = []
        for number, step in enumerate(self._steps):
            for (start, end), was in zip(step.results, step.were, strict=True):
                for later in self._steps[number + 1 :]:
                    start, end = later.onward.carried(start, end)
                truth_start, truth_end = start, end
                for earlier in reversed(self._steps):
                    truth_start, truth_end = earlier.back.carried(truth_start, truth_end)
                before, after = self.truth[truth_start:truth_end], self.text[start:end]
                found.append(
                    Damage(step.kind, start, end, truth_start, truth_end, before, after, was)
                )
        found.sort(key=lambda one: (one.start, one.end))
        return Damaged(self.truth, self.text, tuple(found))


def regions(damaged: Damaged) -> tuple[Region, ...]:
    """Damages that overlap in raw, together. Each region can be undone by itself."""
    groups: list[list[Damage]] = []
    reached = -1
    for one in damaged.damages:
        if one.start >= reached:
            groups.append([])
        groups[-1].append(one)
        reached = max(reached, one.end)
    return tuple(
        Region(
            min(one.start for one in group),
            max(one.end for one in group),
            min(one.truth_start for one in group),
            max(one.truth_end for one in group),
            tuple(group),
        )
        for group in groups
    )


def undone(damaged: Damaged) -> str:
    """The truth, made from the raw text and the records alone."""
    pieces, place = list[str](), 0
    for region in regions(damaged):
        pieces += [
            damaged.raw[place : region.start],
            damaged.truth[region.truth_start : region.truth_end],
        ]
        place = region.end
    return "".join([*pieces, damaged.raw[place:]])
