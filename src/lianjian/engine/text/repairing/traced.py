"""A text that remembers, character by character, which raw characters it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from .edits import Doubt, Edit, Kind

_MISREAD = frozenset({Kind.BYTE_SHIFT, Kind.LATIN1})
_OFFERED, _FROZEN = b"\x01", b"\x02"


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement that a step asks for, in places of the text it read."""

    kind: Kind
    at: int
    end: int
    after: str
    why: str
    certain: bool = True
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """A doubt, in places of the text that the step read."""

    kind: Kind
    at: int
    end: int
    why: str


@dataclass(slots=True)
class Traced:
    """The text as it stands between two steps, and what was done so far.

    ``starts``/``ends``: the raw span of each character (ints, one a character); ``length``: of
    the raw text.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int
    edits: list[Edit] = field(default_factory=list)
    offers: list[Edit] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    step: int = 0
    taken: bytearray = field(default_factory=bytearray)
    """For each raw character, whether an offer of an earlier step has it."""

    @classmethod
    def of(cls, raw: str) -> Traced:
        return cls(raw, range(len(raw)), range(1, len(raw) + 1), len(raw))

    def raw_span(self, at: int, end: int) -> tuple[int, int]:
        if at >= end:
            place = self.starts[at] if at < len(self.starts) else (self.length)
            return place, place
        return self.starts[at], self.ends[end - 1]

    def doubt(self, suspects: Iterable[Suspect]) -> None:
        for one in suspects:
            start, end = self.raw_span(one.at, one.end)
            if self.taken and start < end and not self.taken.count(0, start, end):
                continue
            text = self.text[one.at : one.end]
            self.doubts.append(Doubt(one.kind, start, end, text, one.why))
            if one.kind in _MISREAD:
                self._take(one.kind, start, end)

    def make(
        self, changes: Iterable[Change], accepted: Collection[tuple[int, int, str]] = ()
    ) -> None:
        """Make what is certain or accepted, keep the rest as offers. Of two that overlap, the
        first stands."""
        made: list[Change] = []
        offered: list[Edit] = []
        done = 0
        for change in sorted(changes, key=lambda one: (one.at, one.end)):
            if change.at < done or self.text[change.at : change.end] == change.after:
                continue
            start, end = self.raw_span(change.at, change.end)
            wanted = _wanted(change, start, end, accepted)
            edit = Edit(
                change.kind, start, end, self.text[change.at : change.end],
                change.after if wanted is None else wanted,
                change.why, self.step, change.at, change.candidates,
            )  # fmt: skip
            if self._offered(start, end, frozen=change.certain):
                continue
            if change.certain or wanted is not None:
                self.edits.append(edit)
                made.append(change if wanted is None else _with(change, wanted))
                done = change.end
            else:
                offered.append(edit)
        self.step += 1
        self.offers += offered
        for one in offered:
            self._take(one.kind, one.start, one.end)
        if made:
            self._apply(made)

    def _offered(self, start: int, end: int, *, frozen: bool = False) -> bool:
        """Whether an earlier offer has this place: then it is said already. What was read in the
        wrong charset is left alone until somebody says how it reads (``frozen``)."""
        return self.taken.find(_FROZEN, start, end) >= 0 or (
            not frozen and self.taken.find(_OFFERED, start, end) >= 0
        )

    def _take(self, kind: Kind, start: int, end: int) -> None:
        self.taken = self.taken or bytearray(self.length)
        self.taken[start:end] = (_FROZEN if kind in _MISREAD else _OFFERED) * (end - start)

    def _apply(self, made: list[Change]) -> None:
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for change in made:
            text += [self.text[done : change.at], change.after]
            starts += self.starts[done : change.at]
            ends += self.ends[done : change.at]
            if len(change.after) == change.end - change.at:
                starts += self.starts[change.at : change.end]
                ends += self.ends[change.at : change.end]
            elif change.after:
                start, end = self.raw_span(change.at, change.end)
                starts += [start] * len(change.after)
                ends += [end] * len(change.after)
            done = change.end
        self.text = "".join([*text, self.text[done:]])
        self.starts = [*starts, *self.starts[done:]]
        self.ends = [*ends, *self.ends[done:]]


def _wanted(
    change: Change, start: int, end: int, accepted: Collection[tuple[int, int, str]]
) -> str | None:
    if change.certain or not accepted:
        return None
    readings = change.candidates or (change.after,)
    return next((one for one in readings if (start, end, one) in accepted), None)


def _with(change: Change, after: str) -> Change:
    return Change(change.kind, change.at, change.end, after, change.why)
