"""The three shared spaces of a partnership (M57): information, resources, projects.

They grow out of records that are there already; nobody files anything for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Clause
from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.models import Need, Offer, WorkArea
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text
from lianjian.ground.journal import telling

from .partnership import Partnership
from .trace import Stage, Step

NEWEST = 12
"""So many words that were exchanged are shown; the whole stands on each accord."""


@dataclass(frozen=True, slots=True)
class Word:
    """Something that one side let the others know."""

    who: str
    text: str
    day: dt.date
    url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One work area: what is needed and what is offered in it."""

    area: Text
    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Spaces:
    words: tuple[Word, ...]
    shelves: tuple[Shelf, ...]
    promises: tuple[Clause, ...]
    projects: tuple[Step, ...]
    lines: tuple[telling.Told, ...]


def spaces_of(actor: Actor, partnership: Partnership, steps: Sequence[Step]) -> Spaces:
    """What the sides let each other know, need and offer, and do together."""
    rows = (*partnership.pairings, *partnership.accords, *partnership.bodies)
    return Spaces(
        words=tuple(_words(partnership)),
        shelves=tuple(_shelves(actor, partnership)),
        promises=tuple(_promises(partnership)),
        projects=tuple(step for step in steps if step.stage == Stage.PROJECT),
        lines=tuple(reversed(telling.history_of(*rows)[-NEWEST:])) if rows else (),
    )


def _words(partnership: Partnership) -> list[Word]:
    found = []
    for accord in partnership.accords:
        page = reverse("accords:accord", args=[accord.pk])
        issuer = str(accord.organisation or accord.division)
        for text in accords.versions(accord):
            for one in accords.comments_on(text):
                who = one.party.name if one.party is not None else issuer
                found.append(Word(who, one.text, one.made_at.date(), page))
        force = accords.text_in_force(accord)
        for clause in accords.clauses_of(force) if force else ():
            if clause.note:
                who = "、".join(owner.name for owner in clause.owners.all()) or issuer
                address = reverse("accords:clause", args=[clause.pk])
                day = clause.settled_on or force.in_force_from if force else None
                if day is not None:
                    found.append(Word(who, f"{clause.heading}：{clause.note}", day, address))
    return sorted(found, key=lambda one: one.day, reverse=True)[:NEWEST]


def _shelves(actor: Actor, partnership: Partnership) -> list[Shelf]:
    branches = partnership.branches
    needs = list(exchange.open_needs_of(actor.scope, branches).select_related("branch"))
    offers = list(exchange.open_offers_of(actor.scope, branches).select_related("branch"))
    found = []
    for area in WorkArea:
        wanted = tuple(one for one in needs if one.area == area)
        given = tuple(one for one in offers if one.area == area)
        if wanted or given:
            found.append(Shelf(area.label, wanted, given))
    return found


def _promises(partnership: Partnership) -> list[Clause]:
    found: list[Clause] = []
    for accord in partnership.accords:
        if force := accords.text_in_force(accord):
            found.extend(accords.clauses_of(force))
    return sorted(found, key=lambda one: (one.due or dt.date.max, one.pk))
