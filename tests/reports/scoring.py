"""How well facts that were read agree with facts that a person marked.

A marked fact is found if a read one of its kind overlaps its words, or is of its name where it was
read at another mention. What is read beyond them is invented only if its words say no such thing;
it counts against precision all the same. Numbers and dates must also agree in value.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from lianjian.engine.text.facts import Fact, FactKind, Modality, Value

HERE = Path(__file__).parent
Read = Callable[[str, dt.date | None], Sequence[Fact]]

NUMBERS = frozenset({"count", "amount", "measure", "ratio"})
FAMILIES = {
    "numbers": NUMBERS,
    "dates": frozenset({"date"}),
    "parties": frozenset({"organisation", "branch", "group"}),
    "places": frozenset({"place"}),
    "people": frozenset({"person"}),
}
"""What the goals are set for, and people."""

KINDS = {
    "agreement": ("accord", "pairing"),
    "amount": ("amount",),
    "alias": ("alias",),
    "channel": ("channel",),
    "commitment": ("commitment",),
    "count": ("count", "measure", "ordinal"),
    "date": ("date",),
    "document": ("campaign",),
    "event": ("activity", "meeting"),
    "heading": ("heading",),
    "honour": ("honour",),
    "industry": ("cluster",),
    "not-a-count": ("set_phrase",),
    "organisation": ("organisation",),
    "party": ("organisation", "branch", "group", "place"),
    "percentage": ("ratio",),
    "person": ("person",),
    "pilot": ("pilot",),
    "place": ("place",),
    "product": ("brand",),
    "project": ("project", "station"),
    "title": ("title",),
    "work-area": ("work_area",),
}
"""The kinds of facts.json → ours. It has four that are no facts of ours: outlet (told with the
person), party-type and principle (no record holds them), quote (told as a modality)."""


@dataclass(slots=True)
class Score:
    """Marked, read, and agreeing facts; ``overlap`` sums how much the words of a pair share."""

    marked: int = 0
    read: int = 0
    found: int = 0
    right: int = 0
    overlap: float = 0.0
    missed: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0

    @property
    def span(self) -> float:
        return self.overlap / self.found if self.found else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.marked + other.marked, self.read + other.read, self.found + other.found,
            self.right + other.right, self.overlap + other.overlap, self.missed + other.missed,
            self.more + other.more, self.wrong + other.wrong,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A text and what a person marked in it."""

    name: str
    text: str
    published: dt.date | None
    facts: Sequence[Mapping[str, Any]]


def reports(half: str) -> Iterator[Report]:
    """Those of one set: ``open``, ``wide``, ``last``, ``held``."""
    for marked in sorted((HERE / half).glob("*.json")):
        told = json.loads(marked.read_text(encoding="utf-8"))
        text = marked.with_suffix(".txt").read_text(encoding="utf-8")
        published = dt.date.fromisoformat(told["date"]) if told.get("date") else None
        facts = [{**fact, "span": _span(text, fact)} for fact in told["facts"]]
        yield Report(marked.stem, text, published, facts)


def second_hand(half: str) -> Read:
    """What another person marked in the same texts (``second`` in the set's folder), as if read."""
    marked: dict[str, list[Fact]] = {}
    for report in reports(half):
        told = json.loads((HERE / half / "second" / f"{report.name}.json").read_text("utf-8"))
        marked[report.text] = [_as_read(report.text, fact) for fact in told["facts"]]
    return lambda text, _published: marked[text]


def _as_read(text: str, fact: Mapping[str, Any]) -> Fact:
    start, end = _span(text, fact)
    said = fact.get("value")
    value: Value = said
    if fact["kind"] in NUMBERS and isinstance(said, list):
        value = (Fraction(str(said[0])), Fraction(str(said[1])))
    elif fact["kind"] in NUMBERS and isinstance(said, int | float):
        value = Fraction(str(said))
    modality = Modality(fact["modality"]) if fact.get("modality") else None
    return Fact(FactKind(fact["kind"]), start, end, text[start:end], value, modality=modality)


def articles() -> Iterator[Report]:
    """The two real articles, with their kinds as ours; nothing where they are not at hand."""
    folder = os.environ.get("LIANJIAN_GOLD")
    if not folder:
        return
    told = json.loads(Path(folder, "facts.json").read_text(encoding="utf-8"))["facts"]
    for name in ("000_clean.txt", "004_clean.txt"):
        text = Path(folder, name).read_text(encoding="utf-8")
        facts = [
            {**fact, "kinds": KINDS[fact["kind"]], "span": tuple(fact["span"])}
            for fact in told
            if fact["doc"] == name and fact["kind"] in KINDS
        ]
        yield Report(name, text, None, facts)


def _span(text: str, fact: Mapping[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(fact.get("nth", 1)):
        at = text.index(fact["text"], at + 1)
    return at, at + len(fact["text"])


def scored(report: Report, facts: Sequence[Fact], kinds: frozenset[str]) -> Score:
    """How the facts of these kinds agree."""
    marked = [fact for fact in report.facts if fact.get("kind") in kinds]
    read = [fact for fact in facts if fact.kind in kinds]
    score = Score(marked=len(marked), read=len(read))
    left = list(read)
    for fact in marked:
        match = _match(fact, left)
        if match is None:
            score.missed.append(f"{report.name}: {fact['kind']} {fact['text']}")
            continue
        left.remove(match)
        score.found += 1
        score.overlap += _overlap(fact["span"], match)
        if _agrees(fact, match):
            score.right += 1
        else:
            score.wrong.append(
                f"{report.name}: {fact['kind']} {fact['text']} is {fact.get('value')}, "
                f"read {match.value}"
            )
    score.more += [f"{report.name}: {one.kind} {one.text}" for one in left]
    return score


def _match(fact: Mapping[str, Any], left: Sequence[Fact]) -> Fact | None:
    kinds = FAMILY_OF.get(fact["kind"], frozenset({fact["kind"]}))
    start, end = fact["span"]
    same = [one for one in left if one.kind in kinds]
    over = [one for one in same if one.start < end and start < one.end]
    if over:
        return max(over, key=lambda one: (one.kind == fact["kind"], _overlap(fact["span"], one)))
    if fact["kind"] in NUMBERS or fact["kind"] == "date":
        return None
    named = (fact["text"], fact.get("value"))
    return next((one for one in same if one.text in named or one.value in named), None)


FAMILY_OF = {kind: family for family in FAMILIES.values() for kind in family}


def _overlap(span: tuple[int, int], fact: Fact) -> float:
    shared = min(span[1], fact.end) - max(span[0], fact.start)
    whole = max(span[1], fact.end) - min(span[0], fact.start)
    return max(0, shared) / whole


def _agrees(fact: Mapping[str, Any], read: Fact) -> bool:
    if fact["kind"] not in NUMBERS and fact["kind"] != "date":
        return True
    said = fact.get("value")
    if fact["kind"] == "date" or said is None or isinstance(said, str):
        return said == read.value or (isinstance(said, str) and said == str(read.value))
    if isinstance(said, list):
        return isinstance(read.value, tuple) and all(
            _equal(a, b) for a, b in zip(said, read.value, strict=True)
        )
    return isinstance(read.value, Fraction) and _equal(said, read.value)


def _equal(said: float, read: Fraction) -> bool:
    return abs(float(read) - said) <= 0.005 * max(1.0, abs(said))


def by_family(half: str, read: Read) -> dict[str, Score]:
    """The scores of one half, by what the goals are set for, and of every other kind."""
    total: dict[str, Score] = {}
    for report in reports(half):
        facts = read(report.text, report.published)
        kinds = {fact["kind"] for fact in report.facts} | {str(one.kind) for one in facts}
        families = dict(FAMILIES) | {
            kind: frozenset({kind}) for kind in sorted(kinds - set(FAMILY_OF))
        }
        for name, family in families.items():
            total[name] = total.get(name, Score()) + scored(report, facts, family)
    return total


def modalities(half: str, read: Read) -> tuple[int, int, Counter[str]]:
    """Of the numbers found: how many, how many with the marked modality, and the mistakes."""
    found = right = 0
    mistakes: Counter[str] = Counter()
    for report in reports(half):
        facts = list(read(report.text, report.published))
        for fact in report.facts:
            if fact["kind"] not in NUMBERS or not fact.get("modality"):
                continue
            match = _match(fact, facts)
            if match is not None:
                found += 1
                right += match.modality == fact["modality"]
                if match.modality != fact["modality"]:
                    mistakes[f"{fact['modality']} read as {match.modality}"] += 1
    return found, right, mistakes
