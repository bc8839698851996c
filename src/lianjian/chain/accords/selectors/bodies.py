"""Joint bodies and who works with them, inside the reader's scope."""

from __future__ import annotations

from django.db.models import QuerySet

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from ..models import BodyMember, Joining, JointBody


def bodies(scope: Scope, *, state: str = "", text: str = "") -> ScopedQuerySet[JointBody]:
    """The joint bodies that a scope may see, by name."""
    rows = JointBody.within(scope).select_related("division")
    if state:
        rows = rows.filter(state=state)
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    return rows.order_by("name", "pk")


def body(scope: Scope, pk: int) -> JointBody:
    """One joint body; raises OutOfScope."""
    JointBody.get_within(scope, pk=pk)
    return bodies(scope).get(pk=pk)


def bodies_of(scope: Scope, branch: Branch) -> ScopedQuerySet[JointBody]:
    """The joint bodies of which a branch is a member, as far as the scope may see them."""
    member = BodyMember.within(scope).filter(branch=branch)
    return bodies(scope).filter(pk__in=member.values("body"))


def branches_in(body: JointBody) -> list[int]:
    """The keys of the branches that are members of a joint body."""
    return list(body.members.values_list("branch_id", flat=True))


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
