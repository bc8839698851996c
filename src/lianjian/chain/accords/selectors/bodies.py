"""Joint bodies and who works with them, inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Post
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import SPAN, Level
from lianjian.ground.places.models import Division

from ..life import BodyState
from ..models import BodyMember, BodyOffice, Joining, JointBody
from .reading import scope_through

_FIRST = dt.date.min


def bodies(scope: Scope, *, state: str = "", text: str = "") -> ScopedQuerySet[JointBody]:
    """The joint bodies that a scope may see, by name."""
    rows = JointBody.within(scope).select_related("division")
    if state:
        rows = rows.filter(state=state)
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    return rows.order_by("name", "pk")


def across_counties(scope: Scope) -> ScopedQuerySet[JointBody]:
    """Those of them whose members answer to authorities of at least two counties (跨县域).

    What answers to a city, to a province or to none lies in no county, and so beyond any.
    """
    county = Coalesce(F("branch__host__affiliation__code") / SPAN[Level.COUNTY], 0)
    counties = (
        BodyMember.within(scope)
        .filter(body=OuterRef("pk"), left_on__isnull=True)
        .order_by()
        .values("body")
        .annotate(many=Count(county, distinct=True))
    )
    return bodies(scope).filter(GreaterThanOrEqual(Subquery(counties.values("many")), 2))


def body(scope: Scope, pk: int) -> JointBody:
    """One joint body; raises OutOfScope."""
    JointBody.get_within(scope, pk=pk)
    return bodies(scope).get(pk=pk)


def bodies_of(scope: Scope, branch: Branch) -> ScopedQuerySet[JointBody]:
    """The joint bodies of which a branch is a member now, as far as the scope may see them."""
    member = BodyMember.within(scope).filter(branch=branch, left_on__isnull=True)
    return bodies(scope).filter(pk__in=member.values("body"))


def branches_in(body: JointBody) -> list[int]:
    """The keys of the branches that are members of a joint body now."""
    return list(body.members.filter(left_on__isnull=True).values_list("branch_id", flat=True))


def members_of(body: JointBody) -> list[BodyMember]:
    """The members of a joint body and those that have left, in the order in which they came."""
    rows = body.members.select_related("branch__host")
    return sorted(rows, key=lambda one: (one.left_on is not None, one.joined_on or _FIRST, one.pk))


def member(scope: Scope, pk: int) -> BodyMember:
    """One member of a joint body; raises OutOfScope."""
    BodyMember.get_within(scope, pk=pk)
    return BodyMember.within(scope).select_related("body__division", "branch").get(pk=pk)


_RANKS = list(BodyOffice.Rank.values)


def offices_in(body: JointBody) -> list[BodyOffice]:
    """Who holds which office in a joint body and who held it: the secretary first, newest first."""
    rows = BodyOffice.within(scope_through(body)).filter(body=body)
    rows = rows.select_related("post__person", "branch").order_by("-starts", "-pk")
    return sorted(rows, key=lambda one: (not one.is_held, _RANKS.index(one.rank)))


def office_in(scope: Scope, pk: int) -> BodyOffice:
    """One office in a joint body; raises OutOfScope."""
    BodyOffice.get_within(scope, pk=pk)
    return BodyOffice.within(scope).select_related("body__division", "post__person").get(pk=pk)


def secretaries(scope: Scope, of: Collection[int] | None = None) -> dict[int, BodyOffice]:
    """Who is secretary of each of these joint bodies, or of all in scope, by the body's key."""
    rows = BodyOffice.within(scope).listed()
    rows = rows.filter(rank=BodyOffice.Rank.SECRETARY, ended_on__isnull=True)
    if of is not None:
        rows = rows.filter(body__in=of)
    return {one.body_id: one for one in rows.select_related("post__person", "branch")}


def terms_ending(actor: Actor, *, until: dt.date, most: int) -> list[BodyOffice]:
    """Offices in bodies at work whose term ends by a day and that still stand, the first to end
    first; at most so many."""
    rows = BodyOffice.within(actor.scope).listed().filter(ended_on__isnull=True, ends__lte=until)
    rows = rows.filter(body__state__in=(BodyState.APPROVED, BodyState.WORKING))
    return list(rows.select_related("body__division").order_by("ends", "pk")[:most])


def bodies_whose_term_ends(actor: Actor, *, until: dt.date, most: int) -> list[JointBody]:
    """Bodies at work whose own term (届) ends by a day, the first to end first; at most so many."""
    rows = bodies(actor.scope).listed().filter(term_to__lte=until)
    rows = rows.filter(state__in=(BodyState.APPROVED, BodyState.WORKING))
    return list(rows.order_by("term_to", "pk")[:most])


def holders_for(actor: Actor, body: JointBody) -> ScopedQuerySet[Post]:
    """The posts in sight whose holders may be named for an office: those of the members' hosts."""
    hosts = {one.branch.host_id for one in members_of(body) if one.left_on is None}
    return accounts.posts(actor.scope).filter(organisation__in=hosts, deputy_of=None)


def approving_divisions(actor: Actor) -> QuerySet[Division]:
    """Whose committee may approve a joint body that this actor proposes, nearest first (M4)."""
    if actor.division is not None:
        return places.authorities(places.division(actor.division))
    body = organisations.own(actor)
    return places.authorities(body.affiliation if body else None)


def joinings(scope: Scope, *, body: JointBody | None = None) -> ScopedQuerySet[Joining]:
    """Which business entities work with which joint bodies now, by name."""
    rows = Joining.within(scope).filter(until__isnull=True).select_related("body", "entity")
    if body is not None:
        rows = rows.filter(body=body)
    return rows.order_by("body__name", "entity__name", "pk")


def joining(scope: Scope, pk: int) -> Joining:
    """One joining with its two sides; raises OutOfScope."""
    Joining.get_within(scope, pk=pk)
    return Joining.within(scope).select_related("body__division", "entity").get(pk=pk)


def present_branches(body: JointBody) -> ScopedQuerySet[Branch]:
    """The branches that are members of a joint body now, by name, for whoever sees the body."""
    return registry.shown(Q(pk__in=branches_in(body))).order_by("name", "pk")
