"""What changed from one text to another, line by line and, in a line, character by character."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import paper
from .models import Accord, TextVersion

ALIKE = 0.4
"""Two lines that share less than this part of their characters are two lines, not one changed."""

MOST_LINES = 1000
BUDGET = 10_000_000
"""Pairs of characters that one comparison looks at, in about a second; what is left over then is
shown as gone and new. A text of ten pages needs a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is ``same`` in both texts, ``gone`` or ``new``."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the two texts laid over each other."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.mark != "same" for piece in self.pieces)


def compare(before: Sequence[str], now: Sequence[str]) -> list[Line]:
    """Every line of ``now`` in order, with those of ``before`` that are gone where they stood.

    Beyond 1,000 lines the texts stand one after the other.
    """
    if max(len(before), len(now)) > MOST_LINES:
        gone = [Line((Piece("gone", line),)) for line in before]
        return gone + [Line((Piece("new", line),)) for line in now] if before != now else []
    return list(_compared(before, now))


def _compared(before: Sequence[str], now: Sequence[str]) -> Iterator[Line]:
    left = BUDGET
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            yield from (Line((Piece("same", line),)) for line in now[start:end])
            continue
        olds, news = list(before[first:last]), list(now[start:end])
        while olds and news:
            left -= len(olds[0]) * len(news[0])
            if left >= 0 and _alike(olds[0], news[0]):
                yield _overlaid(olds.pop(0), news.pop(0))
            elif len(olds) >= len(news):
                yield Line((Piece("gone", olds.pop(0)),))
            else:
                yield Line((Piece("new", news.pop(0)),))
        yield from (Line((Piece("gone", line),)) for line in olds)
        yield from (Line((Piece("new", line),)) for line in news)


def _alike(old: str, new: str) -> bool:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def _overlaid(old: str, new: str) -> Line:
    pieces = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", new[start:end]))
            continue
        if old[first:last]:
            pieces.append(Piece("gone", old[first:last]))
        if new[start:end]:
            pieces.append(Piece("new", new[start:end]))
    return Line(tuple(pieces))


def lines_of(accord: Accord, version: TextVersion) -> list[str]:
    """What a text says, as lines: parties, preamble, principles, clauses with who and by when."""
    said = json.loads(version.text) if version.text else paper.text.of(accord, version)
    lines = [f"{said['title']}　{said['number']}".strip()]
    lines += [_party(party) for party in said["parties"]]
    lines += [*said["preamble"], *said["principle"]]
    for place, clause in enumerate(said["clauses"], start=1):
        lines += [f"{place}. {clause['heading']}", *clause["text"]]
        lines += _promise(clause)
    if said.get("in_turn"):
        lines.append(_("The parties sign one after another, in the order in which they stand."))
    return lines


def _party(party: dict[str, Any]) -> str:
    if not party["members"]:
        return f"{party['label']}：{party['name']}"
    names = "、".join(member["name"] for member in party["members"])
    return (
        f"{party['label']}：{party['name']}（{names}；{party['quorum']}／{len(party['members'])}）"
    )


def _promise(clause: dict[str, Any]) -> list[str]:
    words = []
    if clause["owners"]:
        words.append(_("who promises it: %(who)s") % {"who": "、".join(clause["owners"])})
    if clause["due"]:
        words.append(_("by when: %(day)s") % {"day": clause["due"]})
    return ["；".join(words)] if words else []
