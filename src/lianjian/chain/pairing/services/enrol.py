from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange import services as exchange
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import canonical
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.places.models import Division

from .. import policy, span
from ..geography import Counties
from ..life import ROUND
from ..models import Participant, Round


@command("pairing.enrol", policy=policy.may_steer)
def enrol(actor: Actor, *, round: Round, branches: Collection[Branch]) -> int:
    """Let branches take part, each with the room that its span still has; gives how many are new.

    Villages of the division or of the society's directory; partners from outside the county only
    (M2). The issuer may from now on read what they have posted. Raises OutOfScope for a branch
    that the issuer does not see and Invalid, with its name, for one that cannot take part.
    """
    must_be_open(round)
    keys = {branch.pk for branch in branches}
    wanted = list(registry.branches(actor.scope).filter(pk__in=keys).order_by("pk"))
    if len(wanted) != len(keys):
        raise OutOfScope(Branch.missing())
    known = set(
        Participant.within(actor.scope).filter(round=round).values_list("branch", flat=True)
    )
    fresh = [branch for branch in wanted if branch.pk not in known]
    for branch in fresh:
        must_fit(round.division, branch)
    return let_in(round, places_of(fresh))


@dataclass(frozen=True)
class Place:
    """A branch on its way into a round: its ``room`` there, and what the issuer says of it."""

    branch: Branch
    room: int
    must_serve: bool
    most: int | None = None


def places_of(branches: Collection[Branch]) -> list[Place]:
    """Branches with the room that their spans have today."""
    held = span.held([branch.pk for branch in branches])
    return [
        Place(
            branch,
            max(0, branch.span - held[branch.pk]),
            branch.is_village and branch.must_serve,
        )
        for branch in branches
    ]


def let_in(round: Round, places: Collection[Place]) -> int:
    """Write participants who are not in yet; gives how many. To be called inside a command."""
    Participant.objects.bulk_create(
        Participant(
            round=round,
            branch=place.branch,
            side=Participant.Side.VILLAGE if place.branch.is_village else Participant.Side.PARTNER,
            capacity=place.room,
            must_serve=place.must_serve,
            most=place.most,
        )
        for place in places
    )
    if places:
        exchange.share(
            system("they take part in a round"),
            branches=[place.branch for place in places],
            cause=canonical.label(round),
            division=round.division,
            organisation=round.organisation,
        )
    return len(places)


def must_be_open(round: Round) -> None:
    """Raises Invalid unless participants and pairs may still change: the round can be solved."""
    if not ROUND.can(round.state, "solve"):
        raise Invalid(
            _("Not possible now: this is “%(state)s”.") % {"state": round.get_state_display()}
        )


def must_fit(division: Division | None, branch: Branch) -> None:
    """A county's round takes the county's villages, and partners from outside it."""
    above = branch.host.affiliation
    if branch.is_village and above is None:
        raise Invalid(_("%(branch)s lies in no division.") % {"branch": branch.name})
    if division is None:
        return
    first, behind = division.range
    inside = above is not None and first <= above.code < behind
    if branch.is_village and not inside:
        raise Invalid(
            _("%(branch)s is not in %(division)s.") % {"branch": branch.name, "division": division}
        )
    if not branch.is_village and inside and Counties().share(division, above):
        raise Invalid(
            _("%(branch)s answers to %(division)s: partners come from outside the county.")
            % {"branch": branch.name, "division": division}
        )
