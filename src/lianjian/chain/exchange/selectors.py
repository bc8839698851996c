"""Reading needs and offers, always inside the reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import Count

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped, ScopedQuerySet

from .life import ListingState
from .meaning import vectors_of
from .models import DormantAsset, Listing, Need, Offer

L = TypeVar("L", bound=Listing)
S = TypeVar("S", bound=Scoped)


def needs(scope: Scope) -> ScopedQuerySet[Need]:
    """The needs that a scope may read."""
    return _with_branch(Need.within(scope))


def offers(scope: Scope) -> ScopedQuerySet[Offer]:
    """The offers that a scope may read."""
    return _with_branch(Offer.within(scope))


def need(scope: Scope, pk: int) -> Need:
    """One need; raises OutOfScope."""
    Need.get_within(scope, pk=pk)
    return needs(scope).get(pk=pk)


def offer(scope: Scope, pk: int) -> Offer:
    """One offer; raises OutOfScope."""
    Offer.get_within(scope, pk=pk)
    return offers(scope).get(pk=pk)


def assets(scope: Scope) -> ScopedQuerySet[DormantAsset]:
    """The dormant assets that a scope may read."""
    return DormantAsset.within(scope).select_related("branch__host__affiliation__parent")


def asset(scope: Scope, pk: int) -> DormantAsset:
    """One dormant asset; raises OutOfScope."""
    DormantAsset.get_within(scope, pk=pk)
    return assets(scope).get(pk=pk)


def tally(rows: ScopedQuerySet[S], field: str) -> dict[tuple[str, str], int]:
    """How many rows stand in each state, by the values of ``field``: {(value, state): count}."""
    counted = rows.order_by().values_list(field, "state").annotate(count=Count("pk"))
    return {(value, state): count for value, state, count in counted}


def open_needs_of(scope: Scope, branches: Collection[Branch]) -> ScopedQuerySet[Need]:
    """What these villages need now."""
    rows = Need.within(scope).filter(state=ListingState.OPEN)
    return rows.filter(branch__in=[branch.pk for branch in branches]).order_by("pk")


def open_offers_of(scope: Scope, branches: Collection[Branch]) -> ScopedQuerySet[Offer]:
    """What these organisations can give now."""
    rows = Offer.within(scope).filter(state=ListingState.OPEN)
    return rows.filter(branch__in=[branch.pk for branch in branches]).order_by("pk")


def meanings(keys: Iterable[str]) -> dict[str, bytes]:
    """The sentence vectors of texts by their keys, as bytes; those that are not made yet are left
    out."""
    return {key: vector.tobytes() for key, vector in vectors_of(set(keys)).items()}


def _with_branch(rows: ScopedQuerySet[L]) -> ScopedQuerySet[L]:
    return rows.select_related("branch__host__affiliation")
