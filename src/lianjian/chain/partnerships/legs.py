"""The two legs of a partnership (M52): Party branches that build together, and an alliance of
industry. Each says what stands and what is missing; neither is counted or compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.life import BodyState
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import contacts
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark

from .partnership import Partnership
from .trace import Stage, Step

QUIET_AFTER = 6
"""Months without any record after which a partnership is shown as quiet."""

INDUSTRY = frozenset({WorkArea.INDUSTRY, WorkArea.INVESTMENT, WorkArea.TECHNOLOGY})
"""The work areas whose promises are the industry leg's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing on which a leg stands, or that it lacks (a hollow mark)."""

    text: str
    mark: Mark
    url: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg walks when something stands in it; what is missing is said beside it."""

    name: str
    standings: tuple[Standing, ...]

    @property
    def walks(self) -> bool:
        return any(one.mark == "done" for one in self.standings)


def legs_of(actor: Actor, partnership: Partnership, steps: Sequence[Step]) -> tuple[Leg, Leg]:
    """The Party leg and the industry leg."""
    return (
        Leg(_("Party branches together"), tuple(_party(partnership, steps))),
        Leg(_("Industry together"), tuple(_industry(actor, partnership, steps))),
    )


def _party(partnership: Partnership, steps: Sequence[Step]) -> Iterator[Standing]:
    backing = [one for one in steps if one.stage in (Stage.BODY, Stage.ACCORD)]
    for one in backing:
        yield Standing(str(one.title), one.mark, one.url)
    if not any(one.mark == "done" for one in backing):
        yield Standing(_("no joint body at work and no accord in force"), "plan")
    yield from _contact(partnership)


def _contact(partnership: Partnership) -> Iterator[Standing]:
    days = contacts.last_contacts(partnership.pairings).values()
    if not days:
        return
    months = contacts.months_between(max(days), clock.today())
    words = ngettext(
        "last recorded contact %(many)d month ago",
        "last recorded contact %(many)d months ago",
        months,
    )
    text = words % {"many": months} if months else _("in contact within the last month")
    yield Standing(text, "late" if months >= QUIET_AFTER else "done")


def _industry(actor: Actor, partnership: Partnership, steps: Sequence[Step]) -> Iterator[Standing]:
    found = False
    for body in partnership.bodies:
        if body.state == BodyState.DISSOLVED:
            continue
        for joining in accords.joinings(actor.scope, body=body):
            found = True
            yield Standing(
                _("%(entity)s works with %(body)s")
                % {"entity": joining.entity.name, "body": body.name},
                "done",
                reverse("accords:body", args=[body.pk]),
            )
    for one in _promises(partnership):
        found = True
        yield one
    for step in steps:
        if step.stage == Stage.PROJECT:
            found = True
            yield Standing(str(step.title), step.mark, step.url)
    if not found:
        yield Standing(
            _("no business entity, no promise in industry, investment or technology, no project"),
            "plan",
        )


_MARKS: dict[str, Mark] = {
    "promised": "plan",
    "under_way": "going",
    "fulfilled": "done",
    "overdue": "late",
    "waived": "none",
}


def _promises(partnership: Partnership) -> Iterator[Standing]:
    for accord in partnership.accords:
        force = accords.text_in_force(accord)
        if force is None:
            continue
        for clause in accords.clauses_of(force).filter(area__in=INDUSTRY):
            yield Standing(
                clause.heading, _MARKS[clause.state], reverse("accords:clause", args=[clause.pk])
            )
