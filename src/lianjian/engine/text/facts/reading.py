"""Clean text → facts, in one pass over each kind."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from ..lexicon import Lexicon
from . import phrases
from .clauses import end_before, start_behind
from .commitments.commitments import Commitment, commitments
from .commitments.owners import Named, due_of, owner_of, sort_of, speaker_of
from .dates import dates as dating
from .dates.date_base import Date, base_of
from .fact import NUMBERS, Comparator, Fact, FactKind, Modality, Value
from .gazetteer import Gazetteer
from .headings import headings
from .modality.modality import Modalities
from .names.bodies import Bodies
from .names.body_words import LAST_WORDS
from .names.edges import Edges
from .names.names import is_given_name
from .names.person import Person
from .names.persons import persons
from .names.places import Place, Places
from .needs.needs import is_met
from .numbers.cells import to_come
from .numbers.number import Number
from .numbers.numbers import numbers
from .numbers.subjects import base_of_increase, denominator_of, period_of, subject_of
from .things.thing import Thing
from .things.things import things

_NUMERAL_FIRST = re.compile("[一二两三四五六七八九十百千万]")
_PLACES = ("村", "镇", "乡", "县", "市", "区", "街道", "社区", "旗", "苏木", "嘎查")
"""What the host of a branch ends with that is a place itself."""
_LEVELS = frozenset("省市县区旗镇乡村")
_OWN = {"province": "省", "city": "市", "county": "县", "village": "村"}


def read(
    text: str, *, lexicon: Lexicon, gazetteer: Gazetteer, published: dt.date | None = None
) -> list[Fact]:
    """The facts of a clean text, in its order (mission, sections 1 and 3).

    ``published`` is the day the text appeared; without it 今年 has a year only where the text
    itself tells one. Each fact's ``text`` is ``text[start:end]``: nothing is said that is not
    there.
    """
    sane = _NO_WORDS.sub(lambda run: "、" * len(run.group()), text)
    found = _Reader(sane, lexicon, gazetteer, published).facts()
    return [replace(one, text=text[one.start : one.end]) for one in found]


_NO_WORDS = re.compile(
    r"[\d〇零一二两三四五六七八九十百千万亿]{25,}|[\d.,]{60,}|([\u4e00-\u9fff])\1{39,}"
)
"""No words and no number, whatever else: to look over them would take time that grows with their
square."""


class _Reader:
    def __init__(
        self, text: str, lexicon: Lexicon, gazetteer: Gazetteer, published: dt.date | None
    ) -> None:
        self.text, self.lexicon, self.gazetteer = text, lexicon, gazetteer
        self.edges = Edges(lexicon, {*gazetteer.by_core, *gazetteer.by_name, *LAST_WORDS})
        taken = bytearray(len(text))
        phrases.marks(text, taken)
        dates = dating.dates(text, base_of(text, published), taken)
        self.dates = [one for one in dates if not is_given_name(text, one.start, one.end, lexicon)]
        ahead = self.ahead = [one.start for one in self.dates if is_ahead(one, published)]
        past = [one.start for one in self.dates if is_over(one, published)]
        self.modality = Modalities(text, lexicon, ahead, past)
        self.phrases = list(phrases.set_phrases(text, taken))
        self.masked = _masked(text, [(one.start, one.end) for one in self.dates])
        self.persons = list(persons(self.masked, self.edges))
        self.bodies = self._bodies()
        named = [(one.start, one.end) for one in self.persons]
        named += [(one.start, one.end) for one in self.bodies.found.values()]
        for start, end in named:
            taken[start:end] = b"\x01" * (end - start)
        self.places = self._places()
        for place in self.places:
            if _NUMERAL_FIRST.match(place.name):
                taken[place.start : place.end] = b"\x01" * (place.end - place.start)
        self.numbers = list(numbers(text, taken))

    def _bodies(self) -> Bodies:
        own: dict[str, str] = {}
        places = Places(self.masked, self.gazetteer, self.edges)
        for place in places.all(bytearray(len(self.text))):
            for level in {_OWN.get(place.level, ""), place.name[-1]} & _LEVELS:
                own.setdefault(level, place.name)
        self.near = places.near
        bodies = Bodies(self.masked, self.edges, own)
        bodies.all()
        return bodies

    def _places(self) -> list[Place]:
        taken = bytearray(self.bodies.taken)
        for person in self.persons:
            taken[person.start : person.end] = b"\x01" * (person.end - person.start)
        for body in self.bodies.found.values():
            if body.kind == FactKind.GROUP or self.text.endswith("村", body.start, body.end):
                taken[body.start : body.end] = bytes(body.end - body.start)
        for name in {one.name for one in self.persons if len(one.name) > 2}:
            for match in re.finditer(name, self.masked):
                taken[match.start() : match.end()] = b"\x01" * len(name)
        for start, end in [*self._short_names(), *self.phrases]:
            taken[start:end] = b"\x01" * (end - start)
        return Places(self.masked, self.gazetteer, self.edges, self.near).all(taken)

    def _short_names(self) -> Iterator[tuple[int, int]]:
        """Where a name stands shortened to its place and the word behind it (西宁众力 for
        西宁众力建设集团有限公司): that names no place."""
        for body in self.bodies.found.values():
            begins_with_place = any(
                body.name[:length] in self.gazetteer.by_name for length in range(3, 12)
            )
            if begins_with_place or str(body.more.get("host", body.name)).endswith(_PLACES):
                continue
            for length in (3, 2):
                if body.name[:length] not in self.gazetteer.by_core:
                    continue
                if body.kind != FactKind.GROUP or "队" in body.name:
                    short = re.escape(body.name[: length + 2])
                    yield from (match.span() for match in re.finditer(short, self.masked))

    def facts(self) -> list[Fact]:
        found = [
            *self._headings(), *self._dates(), *self._numbers(), *self._phrases(),
            *self._names(), *self._things(),
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one.start, -one.end, one.kind))

    def _fact(
        self,
        kind: FactKind,
        start: int,
        end: int,
        *,
        value: Value = None,
        unit: str = "",
        comparator: Comparator | None = None,
        modality: Modality | None = None,
        subject: str = "",
        more: Mapping[str, object] = MappingProxyType({}),
    ) -> Fact:
        words = self.text[start:end]
        return Fact(kind, start, end, words, value, unit, comparator, modality, subject, more)

    def _headings(self) -> Iterator[Fact]:
        for start, end, first in headings(self.text):
            if first or not self._is_around(start, end):
                kind = FactKind.TITLE if first else FactKind.HEADING
                yield self._fact(kind, start, end, value=self.text[start:end])

    def _is_around(self, start: int, end: int) -> bool:
        """Whether a line is what stands around a text: mostly days, names of bodies and people."""
        at = bisect_left(self._spans, (start, 0))
        inside = 0
        while at < len(self._spans) and self._spans[at][1] <= end:
            inside += self._spans[at][1] - self._spans[at][0]
            at += 1
        return inside >= (end - start) * 0.7

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        known = [(one.start, one.end) for one in self.dates]
        known += [(one.start, one.end) for one in self.bodies.found.values()]
        return sorted([*known, *((one.start, one.end) for one in self.persons)])

    def _dates(self) -> Iterator[Fact]:
        for one in self.dates:
            more = {"sort": one.sort, "inference": one.inference}
            yield self._fact(FactKind.DATE, one.start, one.end, value=one.value, more=more)

    def _numbers(self) -> Iterator[Fact]:
        planned = list(to_come(self.text))
        for one in self.numbers:
            modality = (
                None if one.kind == FactKind.ORDINAL else self.modality.at(one.start, one.end)
            )
            if any(start <= one.start and one.end <= end for start, end in planned):
                modality = Modality.PLANNED
            if modality == Modality.DONE and self._is_promised(one):
                modality = Modality.PLANNED
            yield self._fact(
                one.kind, one.start, one.end, value=one.value, unit=one.unit,
                comparator=one.comparator, modality=modality,
                subject=subject_of(self.text, one, self.lexicon), more=self._around(one),
            )  # fmt: skip

    def _is_promised(self, number: Number) -> bool:
        """Whether it is part of a commitment, and nothing else says that it is so."""
        return any(one.start <= number.start < one.end for one in self.committed) and (
            self.modality.at(number.start, number.end, plain=Modality.PLANNED) != Modality.DONE
        )

    @cached_property
    def committed(self) -> list[Commitment]:
        return list(commitments(self.text, self.modality, self.dates, self.ahead))

    def _around(self, number: Number) -> dict[str, object]:
        more: dict[str, object] = {}
        if number.kind in NUMBERS:
            period = period_of(self.text, number, self.dates)
            base = base_of_increase(self.text, number)
            more |= {"period": period} if period else {}
            more |= {"against": base} if base else {}
        if number.kind == FactKind.RATIO:
            whole = denominator_of(self.text, number)
            more |= {"denominator": whole} if whole else {}
            if not whole or not (more.get("period") or more.get("against")):
                more["refused"] = True
        return more

    def _phrases(self) -> Iterator[Fact]:
        seen: set[str] = set()
        for start, end in self.phrases:
            words = self.text[start:end]
            if words not in seen:
                seen.add(words)
                yield self._fact(FactKind.SET_PHRASE, start, end, value=words)

    def _names(self) -> Iterator[Fact]:
        for body in self.bodies.found.values():
            yield self._fact(body.kind, body.start, body.end, value=body.name, more=body.more)
        for alias in self.bodies.aliases:
            value = f"{alias.short} = {alias.name}"
            more: dict[str, object] = {"short": alias.short, "name": alias.name}
            yield self._fact(FactKind.ALIAS, alias.start, alias.end, value=value, more=more)
        for place in self.places:
            more = {"level": place.level}
            more |= {"code": place.division.code} if place.division else {}
            yield self._fact(FactKind.PLACE, place.start, place.end, value=place.name, more=more)
        for person in self.persons:
            yield self._person(person)

    def _person(self, person: Person) -> Fact:
        more: dict[str, object] = {"role": person.role}
        more |= {"organisation": person.organisation} if person.organisation else {}
        return self._fact(FactKind.PERSON, person.start, person.end, value=person.name, more=more)

    def _things(self) -> Iterator[Fact]:
        yield from self._commitments()
        for thing in self._told():
            modality = self._modality_of(thing)
            more = dict(thing.more)
            parties = self._parties(thing)
            more |= {"parties": parties} if parties else {}
            value = self.text[thing.start : thing.end] if "、" in thing.value else thing.value
            yield self._fact(
                thing.kind, thing.start, thing.end, value=value, modality=modality,
                subject=parties[0] if parties and thing.kind in _HAS_SUBJECT else "",
                more=more,
            )  # fmt: skip

    def _told(self) -> Iterator[Thing]:
        """Without pairings that join nobody; what only hints at one counts if no other is told."""
        paired = False
        hints = []
        for thing in things(self.masked, self.edges, self.text):
            if thing.more.pop("hinted", False):
                hints.append(thing)
            elif thing.kind != FactKind.PAIRING:
                yield thing
            elif self._names_somebody(thing.start):
                paired = True
                yield thing
        if hints and not paired:
            yield hints[0]

    def _modality_of(self, thing: Thing) -> Modality | None:
        if thing.kind == FactKind.WORK_AREA:
            return None
        if thing.kind != FactKind.NEED:
            return self.modality.at(thing.start, thing.end)
        # What is lacking is so for as long as nobody says otherwise, whatever else was done.
        told = self.modality.at(thing.start, thing.end, plain=Modality.ONGOING)
        if is_met(self.text, thing.start, thing.end):
            return Modality.DONE
        return Modality.ONGOING if told == Modality.DONE else told

    def _commitments(self) -> Iterator[Fact]:
        named = self._everybody()
        speaker = speaker_of(self.text, named)
        for one in self.committed:
            parties = self._named_before(one.start)
            owner, due = (
                owner_of(self.text, one, named, speaker),
                due_of(self.text, one, self.dates),
            )
            more: dict[str, object] = {"parties": parties} if parties else {}
            more |= {"owner": owner} if owner else {}
            more |= {"due": due} if due else {}
            yield self._fact(
                FactKind.COMMITMENT, one.start, one.end, value=self.text[one.start : one.end],
                modality=one.modality, subject=owner or (parties[0] if parties else ""), more=more,
            )  # fmt: skip

    def _everybody(self) -> list[Named]:
        """Whom the text names, in its order."""
        found = [
            Named(one.start, one.name, sort_of(one.name, str(one.more.get("type", "branch"))))
            for one in self.bodies.found.values()
            if one.kind != FactKind.GROUP
        ]
        found += [
            Named(one.start, one.name, "village" if one.level == "hamlet" else one.level)
            for one in self.places
            if one.level in ("village", "hamlet", "town", "county")
        ]
        found += [Named(one.start, one.name, "person", one.organisation) for one in self.persons]
        return sorted(found, key=lambda one: one.start)

    def _parties(self, thing: Thing) -> Sequence[str]:
        """The bodies and villages named before it in its sentence."""
        return self._named_before(thing.start) if thing.kind in _HAS_PARTIES else ()

    def _names_somebody(self, at: int) -> bool:
        """Whether a body or a village is named in the sentence: 3个村结对后 joins nobody."""
        first = start_behind(self.text, at, "。！？\n")
        last = end_before(self.text, at, "。！？\n")
        return any(first <= one.start < last for one in self.bodies.found.values()) or any(
            first <= one.start < last and one.level in ("village", "hamlet") for one in self.places
        )

    def _named_before(self, at: int) -> Sequence[str]:
        first = start_behind(self.text, at, "。！？\n")
        named = [(one.start, one.name) for one in self.bodies.found.values()] + [
            (one.start, one.name) for one in self.places if one.level in ("village", "hamlet")
        ]
        return [name for start, name in sorted(named) if first <= start < at]


_HAS_PARTIES = frozenset(
    {FactKind.ACCORD, FactKind.PAIRING, FactKind.JOINT_BODY, FactKind.RESOURCE}
)


_HAS_SUBJECT = frozenset({FactKind.RESOURCE})


def is_ahead(date: Date, published: dt.date | None) -> bool:
    """Whether a date lies after the day of publication, or a time that has hardly begun then."""
    if published is None or date.value is None or date.sort == "recurring":
        return False
    first, _, last = date.value.partition("/")
    if first[:10] > str(published)[: len(first)]:
        return True
    begun = dt.timedelta(days=21)
    return (
        len(last) == 10
        and str(published - begun) < first
        and last > str(published + 2 * begun)
        and date.sort == "period"
    )


def is_over(date: Date, published: dt.date | None) -> bool:
    """Whether a date lies in a year before that of publication."""
    return published is not None and (date.value or "9999")[:4] < str(published.year)


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with marks for its dates, so that no name begins in one; same length."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], "、" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])
