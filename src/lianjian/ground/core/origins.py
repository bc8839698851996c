"""What texts a record was made of or corrected from: whoever reads texts registers, pages ask here.

A record stands early in the flow and the room that reads texts stands beside it: the sentence
travels back so, and only to a reader who may see the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from .actors import Actor


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence that a record comes from: in the text ``title`` of ``day``, seen at ``url``.

    ``made`` says that the record was made of it, and not only corrected from it. ``sentence`` is
    empty where a person wrote the line and no place of the text says it.
    """

    title: str
    day: dt.date
    sentence: str
    url: str
    made: bool


Find = Callable[[Actor, Model], list[Origin]]

_FINDERS: list[Find] = []


def register(find: Find) -> None:
    """Say where a record comes from, for an actor (from an AppConfig.ready)."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def origins_of(actor: Actor, row: Model) -> list[Origin]:
    """The sentences that a record comes from and this actor may see, the first one first."""
    return [one for find in _FINDERS for one in find(actor, row)]
