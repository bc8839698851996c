"""Span of management: how many pairings a branch holds, and how many it still has room for (M29).

A branch's pairings with others are not for its partner to read, but whether there is a place left
must be known to both. So the counting looks at every pairing and only a number leaves this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope

from .life import HOLDS_A_SLOT
from .models import Pairing

_ALL = Scope.of_everything()


def held(branches: Collection[int] | QuerySet[Any, Any]) -> Counter[int]:
    """How many agreed and live pairings each branch (primary key, or a query that names them)
    holds, on either side."""
    rows = Pairing.within(_ALL).filter(state__in=HOLDS_A_SLOT)
    counts: Counter[int] = Counter()
    for side in ("village", "partner"):
        counts.update(rows.filter(**{f"{side}__in": branches}).values_list(side, flat=True))
    return counts


def room(branch: Branch) -> int:
    """How many more pairings a branch can take."""
    return max(0, branch.span - held([branch.pk])[branch.pk])


def lock(branches: Collection[int]) -> dict[int, Branch]:
    """The branches, locked until the transaction ends, so that their slots are given one by one.

    Sorted, so that two who lock the same branches never wait for each other crosswise; ``no_key``,
    so that whoever merely refers to a branch need not wait at all.
    """
    rows = registry.shown(Q(pk__in=branches)).order_by("pk")
    return {branch.pk: branch for branch in rows.select_for_update(no_key=True)}
