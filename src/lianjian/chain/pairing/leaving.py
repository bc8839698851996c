"""Who would rather have each other: the pairs behind the figure of fairness, one by one."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from lianjian.chain.registry.models import Branch
from lianjian.ground.ui.listing import PAGE_SIZE

from . import fairness, instance
from .board import in_order
from .material import Pair
from .models import Solution
from .names import Named


@dataclass(frozen=True)
class Row:
    """A village and a partner: what each would let go for the other (the worth of its weakest pair
    now; None where it has a place left), and what they would be worth together; micro-units."""

    village: Branch
    partner: Branch
    village_lets_go: int | None
    partner_lets_go: int | None
    together: int


@dataclass(frozen=True)
class Listed:
    """A page of them by division code, of those with a text in a name. ``villages`` and ``pairs``
    count all; ``everywhere``: whether all pairs of the round were looked at; ``bonus``: whether
    what they are worth counts a bonus for staying."""

    rows: list[Row]
    page: Page[Pair]
    villages: int
    pairs: int
    everywhere: bool
    bonus: bool


def leaving_of(
    solution: Solution,
    named: Named,
    *,
    bearing: Callable[[], Set[int]] | None = None,
    number: str | None = None,
) -> Listed:
    """Page ``number`` of the pairs of a draft that would rather have each other; of those with one
    of the branches in them that ``bearing`` gives, if anybody looks for a name. The villages of a
    wide round stand in the order of their codes already."""
    problem, plan, _certificate = instance.stored(solution)
    field = instance.field_of(solution)
    if field is not None:
        problem, plan = instance.among_all(problem, plan, field)
    found = fairness.leaving_pairs(problem, plan)
    place: dict[Pair, int] = {
        (problem.village_id[village], problem.partner_id[partner]): at
        for at, (village, partner) in enumerate(
            zip(
                problem.village[found.rows].tolist(),
                problem.partner[found.rows].tolist(),
                strict=True,
            )
        )
    }
    pairs = (
        list(place) if solution.is_wide else in_order(place, named({k for p in place for k in p}))
    )
    wanted = None if bearing is None else bearing()
    listed = [pair for pair in pairs if wanted is None or not wanted.isdisjoint(pair)]
    page = Paginator(listed, PAGE_SIZE).get_page(number)
    branches = named({key for pair in page for key in pair})

    def row(pair: Pair) -> Row:
        at = place[pair]
        return Row(
            branches[pair[0]],
            branches[pair[1]],
            _let_go(found.village_lets_go[at]),
            _let_go(found.partner_lets_go[at]),
            int(problem.worth[found.rows[at]]),
        )

    return Listed(
        [row(pair) for pair in page if branches.keys() >= set(pair)],
        page,
        len({village for village, _partner in pairs}),
        len(pairs),
        field is not None,
        bool(problem.keep.any()),
    )


def _let_go(worth: int) -> int | None:
    return None if worth == fairness.ROOM else int(worth)
