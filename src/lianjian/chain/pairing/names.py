"""Branches by their keys, looked up where they are shown: nobody loads all who take part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import Q

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope

from . import selectors
from .models import Participant, Round

Named = Callable[[Collection[int]], Mapping[int, Branch]]
"""Looks up branches by their keys."""
AT_ONCE = 500
"""So many keys a query: a database chokes on ten thousand."""


def named_by(scope: Scope, round: Round) -> Named:
    """Looks up branches of those who take part; who does not any more is left out."""

    def named(keys: Collection[int]) -> dict[int, Branch]:
        found: dict[int, Branch] = {}
        for some in in_parts(sorted(keys), AT_ONCE):
            people = selectors.participants(scope, round).filter(branch__in=some)
            found.update((one.branch_id, one.branch) for one in people)
        return found

    return named


def bearing(scope: Scope, round: Round, text: str) -> set[int]:
    """The branches of a round with ``text`` in their own name or their host's."""
    wanted = text.strip()
    inside = Q(branch__name__icontains=wanted) | Q(branch__host__name__icontains=wanted)
    rows = Participant.within(scope).filter(inside, round=round).order_by()
    return set(rows.values_list("branch", flat=True))


def in_parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The same rows, some at a time."""
    every = iter(rows)
    while some := list(islice(every, size)):
        yield some
