"""What each party of an accord has: leading group and liaison, inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Prefetch, Q

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Post
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from .. import side_policy
from ..life import OVER, LeadingState
from ..models import Accord, AccordParty, GroupMember, LeadingGroup, Liaison, TextVersion
from ..models.leading_group import STILL_PLANNED
from ..models.side import OfOneParty
from .reading import scope_through
from .texts import parties_of, text_in_force, text_in_hand

S = TypeVar("S", bound=OfOneParty)


def groups_called(row: OfOneParty) -> list[AccordParty]:
    """The groups of that name in the texts of an accord that were sent, with their members."""
    scope = Scope.of_everything()
    members = GroupMember.within(scope).select_related("branch", "posting")
    rows = AccordParty.within(scope).filter(
        version__accord=row.accord_id,
        version__sent_at__isnull=False,
        kind=AccordParty.Kind.GROUP,
        name=row.party,
    )
    return list(rows.prefetch_related(Prefetch("members", queryset=members)))


def binding_text(accord: Accord) -> TextVersion | None:
    """The text in force, else the newest that the reader may see: it says who the parties are."""
    return text_in_force(accord) or text_in_hand(accord)


def party(scope: Scope, accord: Accord, pk: int) -> AccordParty:
    """One party of an accord, with its members; raises OutOfScope."""
    found = AccordParty.get_within(scope, pk=pk, version__accord=accord)
    return parties_of(found.version).get(pk=pk)


def leading_groups(
    scope: Scope, *, accord: Accord | None = None, state: str = ""
) -> ScopedQuerySet[LeadingGroup]:
    """The leading groups of the accords that a scope may see, by party."""
    rows = LeadingGroup.within(scope).select_related("accord", "organisation", "branch__host")
    if accord is not None:
        rows = rows.filter(accord=accord)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("party", "pk")


def leading_group(scope: Scope, pk: int) -> LeadingGroup:
    """One leading group with its accord; raises OutOfScope."""
    LeadingGroup.get_within(scope, pk=pk)
    rows = leading_groups(scope).select_related(
        "accord__division", "accord__organisation", "branch__host", "organisation", "document"
    )
    return rows.get(pk=pk)


def liaisons(
    scope: Scope, *, accord: Accord | None = None, standing: bool = True
) -> ScopedQuerySet[Liaison]:
    """The liaisons of the accords that a scope may see: those that stand, or all, newest first."""
    rows = Liaison.within(scope).select_related("accord", "organisation", "branch__host")
    if accord is not None:
        rows = rows.filter(accord=accord)
    if standing:
        rows = rows.filter(until__isnull=True)
    return rows.order_by("party", "-pk")


def liaison(scope: Scope, pk: int) -> Liaison:
    """One liaison with its accord; raises OutOfScope."""
    Liaison.get_within(scope, pk=pk)
    return liaisons(scope, standing=False).get(pk=pk)


def liaisons_before(one: Liaison) -> list[Liaison]:
    """What the same party had agreed before, newest first."""
    rows = liaisons(scope_through(one), standing=False).filter(accord=one.accord_id)
    return [row for row in rows if row.side == one.side and row.pk < one.pk]


def liaison_after(one: Liaison) -> Liaison | None:
    """What stands for the same party today, where that is another row."""
    rows = liaisons(scope_through(one)).filter(accord=one.accord_id)
    return next((row for row in rows if row.side == one.side and row.pk != one.pk), None)


def contacts_of(actor: Actor, row: AccordParty | OfOneParty) -> ScopedQuerySet[Post]:
    """The posts that may be named as a party's contact: those of its own bodies, in sight."""
    if isinstance(row, AccordParty):
        groups = [row] if row.is_group else []
    else:
        groups = groups_called(row) if row.side[2] else []
    hosts = {member.branch.host_id for group in groups for member in group.members.all()}
    hosts |= {row.organisation_id} if row.organisation_id else set()
    hosts |= {row.branch.host_id} if row.branch is not None else set()
    return accounts.posts(actor.scope).filter(organisation__in=hosts, deputy_of=None)


def own_sides(actor: Actor) -> tuple[list[LeadingGroup], list[Liaison]]:
    """Of the parties for which an actor speaks, in accords that go on: the leading groups that are
    still planned, and the liaisons that stand."""
    if actor.organisation is None:
        return [], []
    named = _groups_with(actor)
    planned = leading_groups(actor.scope, state=LeadingState.PLANNED)
    return _of(actor, planned, named), _of(actor, liaisons(actor.scope), named)


def groups_late(actor: Actor, *, on: dt.date, most: int) -> list[LeadingGroup]:
    """Groups that an actor's side of an issuer waits for, past their day and still planned; at
    most so many."""
    rows = groups_past_due(actor.scope, on=on).filter(Accord.issuer_rule(actor.scope, "accord__"))
    theirs = rows.select_related("accord__division", "accord__organisation")
    return list(theirs[:most])


def groups_past_due(scope: Scope, *, on: dt.date) -> ScopedQuerySet[LeadingGroup]:
    """Leading groups past their day and still planned, what was due first comes first."""
    rows = _going_on(leading_groups(scope, state=LeadingState.PLANNED).listed())
    late = Q(due__lt=on) | Q(due__isnull=True, made_at__date__lt=on - STILL_PLANNED)
    return rows.filter(late).order_by("due", "pk")


def _going_on(rows: ScopedQuerySet[S]) -> ScopedQuerySet[S]:
    return rows.exclude(accord__state__in=OVER)


def _groups_with(actor: Actor) -> set[tuple[int, str]]:
    """(accord, name) of the groups in which a branch of the actor's own body is a member."""
    rows = AccordParty.within(actor.scope).filter(
        kind=AccordParty.Kind.GROUP, members__branch__host=actor.organisation
    )
    return set(rows.values_list("version__accord_id", "name"))


def _of(actor: Actor, rows: ScopedQuerySet[S], named: Collection[tuple[int, str]]) -> list[S]:
    """Those of a party for which the actor speaks. A group is looked up by name, one by one: only
    groups of which a branch of the actor's own body is a member come so far."""
    own = actor.organisation
    of_a_group = Q(
        organisation__isnull=True,
        branch__isnull=True,
        accord__in={accord for accord, _name in named},
    )
    theirs = _going_on(rows.listed()).filter(Q(organisation=own) | Q(branch__host=own) | of_a_group)
    return [
        one
        for one in theirs
        if (not one.side[2] or (one.accord_id, one.party) in named)
        and side_policy.speaks_for_side(actor, one)
    ]
