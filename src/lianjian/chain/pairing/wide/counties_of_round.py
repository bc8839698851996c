"""Which counties a wide round's villages lie in: a reader looks at one of them at a time."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.places import many
from lianjian.ground.places.codes import SPAN, Level, ancestor_code

from .. import selectors
from ..models import Participant, Round

_CODE = "branch__host__affiliation__code"


@dataclass(frozen=True)
class Counties:
    """``listed``: code and name of each county, by code; ``chosen`` the code of one of them."""

    listed: list[tuple[int, str]]
    chosen: int

    @property
    def name(self) -> str:
        return dict(self.listed).get(self.chosen, "")


def counties(round: Round, asked: int | None) -> Counties:
    """The counties of a round's villages; ``asked`` is chosen if it is one, else the first."""
    rows = Participant.within(Scope.of_everything()).filter(
        round=round, side=Participant.Side.VILLAGE
    )
    codes = set(rows.order_by().values_list(_CODE, flat=True).distinct())
    every = sorted({ancestor_code(code, Level.COUNTY) for code in codes if code is not None})
    named = many.called_by_code(every)
    listed = [(code, named.get(code, str(code)[:6])) for code in every]
    first = every[0] if every else 0
    return Counties(listed, asked if asked in every else first)


def villages_in(scope: Scope, round: Round, county: int) -> ScopedQuerySet[Participant]:
    """The villages of a round in one county, by place."""
    rows = selectors.participants(scope, round).filter(side=Participant.Side.VILLAGE)
    inside = {f"{_CODE}__gte": county, f"{_CODE}__lt": county + SPAN[Level.COUNTY]}
    return rows.filter(**inside)
