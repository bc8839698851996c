"""What a text could become, as its page shows it: in groups, each line in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import receives
from lianjian.ground.core.receives import Kind, Receiver
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places import selectors as places

from . import tongues
from .forms import LineForm
from .life import OPEN, FactState
from .models import Fact
from .understanding import BOTH, SECOND

EDITABLE = (*OPEN, FactState.REFUSED)
SHORT = 50
"""Longer values are sentences of the text: the number leads there."""
STOPS = ("。", "！", "？")
MODALITY: dict[str, tuple[str, Text]] = {
    "done": ("done", _("done")),
    "ongoing": ("going", _("under way")),
    "planned": ("plan", _("planned")),
    "intent": ("plan", _("intended")),
    "aspiration": ("plan", _("hoped for")),
    "opinion": ("none", _("somebody's view")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact on the page."""

    fact: Fact
    title: Text
    words: str
    rest: list[tuple[str, str]]
    mark: str
    modality: Text
    says: list[str] = field(default_factory=list)
    form: LineForm | None = None
    asked: LineForm | None = None
    asks: list[str] = field(default_factory=list)
    url: str = ""
    is_known: bool = False
    by: Text = ""
    """By whom it was read, where our reader is not the only one."""


@dataclass(slots=True)
class Groups:
    """The facts of a text by what is to be done with them."""

    certain: list[Shown] = field(default_factory=list)
    look: list[Shown] = field(default_factory=list)
    others: list[Shown] = field(default_factory=list)
    known: list[Shown] = field(default_factory=list)
    confirmed: list[Shown] = field(default_factory=list)
    left_out: list[Shown] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(
            (self.certain, self.look, self.others, self.known, self.confirmed, self.left_out)
        )


def groups(
    facts: Sequence[Fact], *, works: bool, form: tuple[int, LineForm] | None = None
) -> Groups:
    """``form`` is the key of a fact whose edited line came back with errors, and that line."""
    found = Groups()
    for fact in facts:
        receiver = receives.receiver(fact.kind)
        if receiver is None:
            continue
        shown = _shown(fact, receiver, form, works=works)
        _group(found, fact).append(shown)
    return found


def _group(found: Groups, fact: Fact) -> list[Shown]:
    if fact.state == FactState.CONFIRMED:
        return found.confirmed
    if fact.state == FactState.REJECTED:
        return found.left_out
    if fact.state == FactState.REFUSED:
        return found.look
    if fact.standing == "unchanged":
        return found.known
    if fact.standing == "others":
        return found.others
    return found.certain if fact.is_certain else found.look


def _shown(
    fact: Fact, receiver: Receiver, form: tuple[int, LineForm] | None, *, works: bool
) -> Shown:
    said = _said(fact, receiver)
    lead = _lead(receiver, said)
    mark, modality = MODALITY.get(fact.modality, ("none", ""))
    known = fact.state in OPEN and fact.standing == "unchanged"
    editable = works and fact.state in EDITABLE and fact.standing != "others" and not known
    mine = form[1] if form is not None and form[0] == fact.pk else None
    asks = set(fact.asks) & {one.name for one in receiver.fields}
    return Shown(
        fact=fact,
        title=receiver.title,
        words=lead[1] if lead else "",
        rest=[one for one in said if one is not lead],
        mark=mark,
        modality=modality,
        says=[] if known else _says(fact, but=asks if editable else set()),
        form=_line(fact, receiver, mine, set()) if editable else None,
        asked=_line(fact, receiver, mine, asks) if editable and asks else None,
        asks=[tongues.told(fact, "asks")[one] for one in sorted(asks)],
        url=receiver.url_name,
        is_known=known,
        by=_by(fact),
    )


_BY: dict[str, Text] = {SECOND: _("second reader"), BOTH: _("said by both readers")}


def _by(fact: Fact) -> Text:
    """Who read the words that its line points at first."""
    marks = fact.submission.marks
    first: dict[str, Any] = next((one for one in marks if one["number"] in fact.marks[:1]), {})
    return _BY.get(first.get("by", ""), "")


def _line(fact: Fact, receiver: Receiver, mine: LineForm | None, only: set[str]) -> LineForm:
    """The line to be edited, or the one of these fields that came back with errors."""
    if mine is not None and bool(mine.only) == bool(only):
        return mine
    return LineForm(receiver=receiver, fact=fact, only=only)


def _said(fact: Fact, receiver: Receiver) -> list[tuple[str, str]]:
    """What the line says, without what the page shows anyway: its sentence stands in the text, its
    source above it, and how far it has come beside it."""
    text = fact.submission
    above = (text.title, text.outlet)
    found = []
    for one in receiver.fields:
        value = fact.values.get(one.name, "")
        shown = as_people_say(receiver, one.name, value)
        if value.endswith(STOPS) and value in text.text:
            continue
        if shown and value not in above and value != fact.modality and len(shown) <= SHORT:
            found.append((str(one.label), shown))
    return found


def _lead(receiver: Receiver, said: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """What the line is about: what it is called or counts. Whose it is comes after, the village
    itself nearly always."""
    own = {str(one.label) for one in receiver.fields if one.kind == Kind.TEXT}
    return next((one for one in said if one[0] in own), said[0] if said else None)


def _says(fact: Fact, but: set[str]) -> list[str]:
    """Why a person should look, each sentence once; ``but`` are fields that ask for themselves."""
    told: list[Any] = [
        f"{one['title']}“{one['name']}”：{one['why']}" for one in tongues.told(fact, "kept")
    ]
    if fact.state not in (FactState.CONFIRMED, FactState.REJECTED):
        told += [tongues.told(fact, "refused"), tongues.told(fact, "doubt")]
        told += tongues.told(fact, "beside")
        asks, wrong = tongues.told(fact, "asks"), tongues.told(fact, "wrong")
        for name, says in [*asks.items(), *wrong.items()]:
            told += [] if name in but else [says]
    return list(dict.fromkeys(str(one) for one in told if one))


def as_people_say(receiver: Receiver, name: str, value: str) -> str:
    """A choice by its label, a place by its name; everything else as it stands."""
    cell = receiver.field(name)
    for option in cell.choices:
        if option.value == value:
            return str(option.label)
    if cell.kind == Kind.PLACE and value.isdecimal():
        division = places.by_code(value)
        return division.name if division is not None else value
    return value
