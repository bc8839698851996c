"""The three shared spaces of a partnership (M57): information, resources, projects.

They grow out of records that are there already; nobody files anything for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.life import OVER
from lianjian.chain.accords.models import Clause
from lianjian.chain.exchange import policy as exchange_policy
from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.exchange.models import Need, Offer, WorkArea
from lianjian.chain.projects import policy as projects_policy
from lianjian.ground.core import clock
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
class Act:
    """What the reader can put into a space: which space, the words of the touch, its address."""

    space: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Spaces:
    words: tuple[Word, ...]
    shelves: tuple[Shelf, ...]
    promises: tuple[Clause, ...]
    projects: tuple[Step, ...]
    lines: tuple[telling.Told, ...]
    acts: tuple[Act, ...] = ()


def spaces_of(actor: Actor, partnership: Partnership, steps: Sequence[Step]) -> Spaces:
    """What the sides let each other know, need and offer, and do together."""
    rows = (*partnership.pairings, *partnership.accords, *partnership.bodies)
    return Spaces(
        words=tuple(_words(partnership)),
        shelves=tuple(_shelves(actor, partnership)),
        promises=tuple(_promises(partnership)),
        projects=tuple(step for step in steps if step.stage == Stage.PROJECT),
        lines=tuple(reversed(telling.history_of(*rows)[-NEWEST:])) if rows else (),
        acts=tuple(_acts(actor, partnership)),
    )


def _acts(actor: Actor, partnership: Partnership) -> Iterator[Act]:
    """Where the reader writes what appears here: each thing is written once, in its own room."""
    for accord in partnership.accords:
        if accord.state not in OVER:
            page = reverse("accords:accord", args=[accord.pk])
            yield Act("information", _("To “%(title)s”") % {"title": accord.title}, page)
    own = [one for one in partnership.branches if exchange_policy.speaks_for(actor, one)]
    if any(one.is_village for one in own):
        yield Act("resources", _("Write down a need"), reverse("exchange:new_need"))
    elif own:
        yield Act("resources", _("Write down an offer"), reverse("exchange:new_offer"))
    if projects_policy.may_propose_some(actor) and partnership.pairings:
        asked = {"pairings": partnership.pairings[0].pk}
        if partnership.accords:
            asked["accord"] = partnership.accords[0].pk
        yield Act(
            "projects", _("Propose a project"), f"{reverse('projects:new')}?{urlencode(asked)}"
        )


def _words(partnership: Partnership) -> list[Word]:
    found = []
    for accord in partnership.accords:
        page = reverse("accords:accord", args=[accord.pk])
        issuer = str(accord.organisation or accord.division)
        for text in accords.versions(accord):
            for one in accords.comments_on(text):
                who = one.party.name if one.party is not None else issuer
                found.append(Word(who, str(one), clock.day_of(one.made_at), page))
        force = accords.text_in_force(accord)
        for clause in accords.clauses_of(force) if force else ():
            if clause.note:
                who = clause.settled_by or accord.title
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
