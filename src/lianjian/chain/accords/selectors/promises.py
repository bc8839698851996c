"""Clauses, who promised them and which are due, inside the reader's scope."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, Q

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from .. import policy
from ..models import AccordParty, Clause, GroupMember, TextVersion
from .reading import scope_through


def clauses_of(version: TextVersion) -> ScopedQuerySet[Clause]:
    """A version's clauses in order, with their owners."""
    scope = scope_through(version)
    owners = AccordParty.within(scope).order_by("order")
    rows = Clause.within(scope).filter(version=version).select_related("version__accord")
    return rows.prefetch_related(Prefetch("owners", queryset=owners)).order_by("order")


def owners_of(clause: Clause) -> list[AccordParty]:
    """The parties that promised a clause."""
    return list(AccordParty.within(scope_through(clause)).filter(clauses=clause).order_by("order"))


def clause(scope: Scope, pk: int) -> Clause:
    """One clause with its text and accord; raises OutOfScope."""
    Clause.get_within(scope, pk=pk)
    return Clause.within(scope).select_related("version__accord").get(pk=pk)


def promises_due(scope: Scope, *, until: dt.date) -> ScopedQuerySet[Clause]:
    """Open clauses of texts in force that are due by a day, what is due first comes first."""
    rows = (
        Clause.within(scope)
        .listed()
        .filter(
            version__in_force_from__isnull=False,
            version__in_force_to=None,
            state__in=("promised", "under_way", "overdue"),
            due__lte=until,
        )
    )
    return rows.select_related("version__accord").order_by("due", "pk")


def own_promises_due(actor: Actor, *, until: dt.date) -> list[Clause]:
    """Those of ``promises_due`` that a party promised for which the actor speaks."""
    own = actor.organisation
    if own is None:
        return []
    members = GroupMember.within(actor.scope).select_related("branch", "posting")
    owners = AccordParty.within(actor.scope).select_related("branch")
    owners = owners.prefetch_related(Prefetch("members", queryset=members))
    theirs = (
        AccordParty.within(actor.scope)
        .listed()
        .filter(Q(organisation=own) | Q(branch__host=own) | Q(members__branch__host=own))
    )
    rows = promises_due(actor.scope, until=until).filter(owners__in=theirs.values("pk")).distinct()
    rows = rows.prefetch_related(Prefetch("owners", queryset=owners))
    return [
        clause for clause in rows if any(policy.is_in(actor, one) for one in clause.owners.all())
    ]


def promises_past_due(scope: Scope, *, on: dt.date) -> ScopedQuerySet[Clause]:
    """Clauses of texts in force whose day lies before ``on`` and that nobody has settled."""
    rows = promises_due(scope, until=on - dt.timedelta(days=1))
    return rows.exclude(state="overdue")
