"""A text as its page shows it: paragraphs in pieces, each with what is said of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Text

from .life import FactState
from .models import Fact, Submission

REPAIRS: dict[str, Text] = {
    "latin1": _("letters were read in the wrong alphabet"),
    "markup": _("marks of a web page were taken out"),
    "entity": _("a sign of a web page was read"),
    "invisible": _("invisible marks were taken out"),
    "byte-shift": _("letters were shifted by half a character"),
    "pinyin": _("pinyin was taken out"),
    "traditional": _("simplified"),
    "width": _("punctuation was widened"),
    "spaces": _("blanks or line ends were taken out"),
    "repeat": _("it stood there twice"),
    "boilerplate": _("it belongs to the page and not to the text"),
    "lost": _("something is missing here"),
}
_QUIET = frozenset({"width", "spaces", "invisible", "markup", "entity"})
"""Repairs that nobody needs to see one by one in the clean text."""
_CLASS = {
    "done": "f", "ongoing": "f", "planned": "f pl", "intent": "f pl", "aspiration": "f pl",
    "opinion": "f op",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters: ``number`` is the fact that they say, ``why`` what was done to them."""

    text: str
    css: str = ""
    number: int = 0
    why: str = ""
    heading: bool = False


Paragraphs = list[list[Piece]]

_NEVER_A_DAY = frozenset({"vague", "recurring", "festival"})
_SAYS_ITS_YEAR = re.compile(r"\d{4}年|二[〇○零]|之日")
"""What no day of writing would make a date: 近年来, 每年, 2025年春节期间, 自签订之日起."""


def undated(submission: Submission) -> list[str]:
    """The words of a text that would be dates if one knew when it was written (今年, 上月,
    11月20日), each once, in the order of the text."""
    if submission.published_on is not None:
        return []
    waiting = (
        one["text"]
        for one in submission.marks
        if one["kind"] == "date"
        and one["value"] is None
        and one["more"].get("sort") not in _NEVER_A_DAY
        and not _SAYS_ITS_YEAR.search(one["text"])
    )
    return list(dict.fromkeys(waiting))


def texts(submission: Submission, facts: Sequence[Fact]) -> dict[str, Paragraphs]:
    """The clean text with facts and repairs, and the raw one with what was repaired."""
    spans = {one["number"]: one for one in submission.marks}
    of_facts: list[tuple[int, int, Piece]] = []
    for fact in facts:
        mark = spans.get(fact.marks[0]) if fact.marks else None
        if mark is not None:
            css = _CLASS.get(fact.modality, "f")
            if fact.state == FactState.REFUSED or not (fact.is_certain or _is_settled(fact)):
                css += " cf"
            of_facts.append((mark["start"], mark["end"], Piece("", css, fact.number)))
    repairs = [
        (*one["clean"], Piece("", "fx", why=_why(one)))
        for one in submission.repairs.get("edits", [])
        if one["kind"] not in _QUIET and one["clean"][0] < one["clean"][1]
    ]
    doubts = [
        (*one["clean"], Piece("", "fx dt", why=str(REPAIRS.get(one["kind"], ""))))
        for one in submission.repairs.get("doubts", [])
    ]
    raw = [
        (*one["raw"], Piece("", "fx", why=_why(one)))
        for one in submission.repairs.get("edits", [])
        if one["kind"] not in _QUIET
    ]
    heads = {one["start"] for one in submission.marks if one["kind"] in ("title", "heading")}
    return {
        "clean": _paragraphs(submission.text, [*of_facts, *doubts, *repairs], heads),
        "raw": _paragraphs(submission.raw, raw),
    }


def _is_settled(fact: Fact) -> bool:
    return fact.state in (FactState.CONFIRMED, FactState.REJECTED) or fact.standing == "unchanged"


def _why(edit: dict[str, Any]) -> str:
    before = edit["before"] if len(edit["before"]) <= 40 else f"{edit['before'][:39]}…"
    return f"{before} — {REPAIRS.get(edit['kind'], edit['kind'])}"


def _paragraphs(
    text: str, spans: Iterable[tuple[int, int, Piece]], heads: Collection[int] = ()
) -> Paragraphs:
    """The first of two spans that overlap is drawn: facts come before repairs."""
    drawn: list[tuple[int, int, Piece]] = []
    taken = bytearray(len(text))
    for start, end, piece in spans:
        if 0 <= start < end <= len(text) and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            drawn.append((start, end, piece))
    drawn.sort(key=lambda one: one[0])
    found: Paragraphs = []
    at = place = 0
    for line in text.split("\n"):
        last = at + len(line)
        pieces: list[Piece] = []
        done = at
        while place < len(drawn) and drawn[place][0] < last:
            start, end, piece = drawn[place]
            stop = min(end, last)
            if done < start:
                pieces.append(Piece(text[done:start]))
            begin = max(start, done)
            if begin < stop:
                pieces.append(Piece(text[begin:stop], piece.css, piece.number, piece.why))
            done = max(done, stop)
            if end > last:
                break
            place += 1
        if done < last:
            pieces.append(Piece(text[done:last]))
        if pieces:
            if any(at <= head <= last for head in heads):
                pieces[0] = replace(pieces[0], heading=True)
            found.append(pieces)
        at = last + 1
    return found


def offers(submission: Submission) -> list[dict[str, Any]]:
    """The repairs that a person decides on, each with its readings."""
    return [
        {
            "place": place,
            "before": one["before"],
            "readings": one["candidates"][:4] or [one["after"]],
            "why": REPAIRS.get(one["kind"], ""),
        }
        for place, one in enumerate(submission.repairs.get("offers", []))
    ]


def doubts(submission: Submission) -> list[dict[str, Any]]:
    """What looks damaged and was left as it stands."""
    return [
        {"text": one["text"], "why": REPAIRS.get(one["kind"], one["why"])}
        for one in submission.repairs.get("doubts", [])
    ]
