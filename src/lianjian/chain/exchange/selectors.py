"""Reading needs and offers, always inside the reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Count, OuterRef, QuerySet, Subquery

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped, ScopedQuerySet

from .life import ListingState
from .meaning import vectors_of
from .models import DormantAsset, Listing, Need, Offer, TextMeaning

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


POSTED = ("branch", "title", "detail", "area", "area_guessed", "industry", "vector")
"""What ``open_needs_in`` and ``open_offers_in`` give of each; ``vector`` is None while there is
none."""


def open_needs_in(scope: Scope, branches: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """What the villages of a query need now, as columns (``POSTED``), one after the other."""
    return _posted(Need.within(scope), branches)


def open_offers_in(scope: Scope, branches: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """What the organisations of a query can give now, likewise."""
    return _posted(Offer.within(scope), branches)


def how_many_offers(scope: Scope, branches: QuerySet[Any, Any]) -> Iterator[tuple[int, int]]:
    """{branch: how many open offers it has} of the organisations of a query, as pairs."""
    rows = Offer.within(scope).filter(state=ListingState.OPEN, branch__in=branches)
    counted = rows.order_by().values_list("branch").annotate(count=Count("pk"))
    return counted.iterator()


def _posted(rows: ScopedQuerySet[Any], branches: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    vector = TextMeaning.objects.filter(key=OuterRef("text_key")).values("vector")
    rows = rows.filter(state=ListingState.OPEN, branch__in=branches).order_by("pk")
    rows = rows.annotate(vector=Subquery(vector[:1]))
    found: Iterator[tuple[Any, ...]] = rows.values_list(*POSTED).iterator(chunk_size=2_000)
    return found


def meanings(keys: Iterable[str]) -> dict[str, bytes]:
    """The sentence vectors of texts by their keys, as bytes; those that are not made yet are left
    out."""
    return {key: vector.tobytes() for key, vector in vectors_of(set(keys)).items()}


def _with_branch(rows: ScopedQuerySet[L]) -> ScopedQuerySet[L]:
    return rows.select_related("branch__host__affiliation")
