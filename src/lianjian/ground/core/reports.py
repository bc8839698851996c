"""A text that somebody handed in and what it says, as rooms see it: facts with their place.

Whoever reads texts makes a ``Report`` of one; a room says in its ``Receiver.reads`` which lines
of its own the report comes to. So the reader of texts knows no record and the rooms no text
engine (mission §4, "Report once"). A proposed line holds its values as a person would write them
into a sheet: what reads cells reads them, and a person may edit each in place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .verdicts import Text

Value = str | Fraction | tuple[Fraction, Fraction] | None

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’』」）)]*")


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: ``text`` is the report's text from ``start`` to ``end``.

    ``kind``, ``comparator`` and ``modality`` are words of the text engine's own lists
    (docs/ideas/report-once.md); ``more`` holds what belongs to the kind (role, parties, code, …).
    """

    number: int
    kind: str
    start: int
    end: int
    text: str
    value: Value = None
    unit: str = ""
    comparator: str = ""
    modality: str = ""
    subject: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The clean text, where and when it was published, and its facts in their order.

    ``outlet`` is empty for what somebody writes of their own: such a text is their word and no
    source. ``division`` is the key of the place whose people handed it in, if it is of a place.
    ``aliases`` maps a short name to the full one, as this text alone says it.
    """

    title: str
    text: str
    facts: tuple[Said, ...]
    outlet: str = ""
    published: dt.date | None = None
    division: int | None = None
    organisation: int | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[Said]:
        """The facts of these kinds."""
        return (one for one in self.facts if one.kind in kinds)

    def sentence(self, fact: Said) -> str:
        """The sentence in which a fact stands."""
        start, end = self.sentence_span(fact)
        return self.text[start:end].strip()

    def sentence_span(self, fact: Said) -> tuple[int, int]:
        """From where to where the sentence of a fact goes in the text."""
        start = max(self.text.rfind(mark, 0, fact.start) for mark in "。！？\n") + 1
        found = _SENTENCE.match(self.text, start)
        end = found.end() if found else fact.end
        return start, max(end, fact.end)

    def beside(self, fact: Said, *kinds: str) -> Iterator[Said]:
        """The facts of these kinds in the sentence of a fact."""
        start, end = self.sentence_span(fact)
        return (one for one in self.of(*kinds) if start <= one.start and one.end <= end)

    def full(self, name: str) -> str:
        """The full name of what this text calls by a short one."""
        return self.aliases.get(name, name)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line that a room would take, and the facts that say it, the one to point at first.

    ``values`` holds, by the receiver's field, what one would write into a cell. ``asks`` says, by
    field, what the text leaves open and a person must add: such a line is never certain.
    ``refused`` is why it can be no record as it stands (a percentage without its numbers).
    ``modality`` is the leading fact's unless said.
    """

    values: Mapping[str, str]
    facts: tuple[int, ...]
    asks: Mapping[str, Text] = field(default_factory=dict)
    refused: Text = ""
    doubt: Text = ""
