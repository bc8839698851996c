"""What a text could become, as its page shows it: in groups, each line in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import receives
from lianjian.ground.core.receives import Receiver
from lianjian.ground.core.verdicts import Text

from .forms import LineForm
from .life import FactState
from .models import Fact

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
    url: str = ""


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
    said = [
        (str(one.label), _as_people_say(receiver, one.name, fact.values[one.name]))
        for one in receiver.fields
        if fact.values.get(one.name)
    ]
    mark, modality = MODALITY.get(fact.modality, ("none", ""))
    editable = works and fact.state != FactState.CONFIRMED and fact.standing != "others"
    mine = form[1] if form is not None and form[0] == fact.pk else None
    return Shown(
        fact=fact,
        title=receiver.title,
        words=said[0][1] if said else "",
        rest=said[1:],
        mark=mark,
        modality=modality,
        says=_says(fact),
        form=(mine or LineForm(receiver=receiver, fact=fact)) if editable else None,
        url=receiver.url_name,
    )


def _says(fact: Fact) -> list[str]:
    """Why a person should look: each sentence once."""
    if fact.state in (FactState.CONFIRMED, FactState.REJECTED):
        return [f"{one['title']}“{one['name']}”：{one['why']}" for one in fact.kept]
    told: list[Any] = [fact.refused, fact.doubt, *fact.asks.values()]
    told += [*fact.beside, *fact.wrong.values()]
    told += [f"{one['title']}“{one['name']}”：{one['why']}" for one in fact.kept]
    return list(dict.fromkeys(str(one) for one in told if one))


def _as_people_say(receiver: Receiver, name: str, value: str) -> str:
    """A choice by its label; everything else as it stands."""
    for option in receiver.field(name).choices:
        if option.value == value:
            return str(option.label)
    return value
