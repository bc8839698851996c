"""Who could take part in a round and does not yet: the issuer's villages, and partners outside."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from .geography import Counties
from .material import everybody
from .models import Participant, Round

SHOWN = 300
"""So many of each side are listed to be ticked one by one; of more, all can be let in at once."""


@dataclass(frozen=True)
class Eligible:
    """Those who are listed, and how many there are (partners inside the county are counted, and
    left out where the list is short enough to look at each)."""

    villages: list[Branch]
    partners: list[Branch]
    all_villages: int
    all_partners: int

    @property
    def many_villages(self) -> bool:
        return self.all_villages > len(self.villages)

    @property
    def many_partners(self) -> bool:
        return self.all_partners > len(self.partners)


def eligible(scope: Scope, round: Round) -> Eligible:
    """For the page on which the issuer chooses."""
    villages, partners = villages_of(scope, round), partners_of(scope, round)
    counts = villages.count(), partners.count()
    listed = list(partners[:SHOWN])
    if counts[1] <= SHOWN and round.division is not None:
        counties, home = Counties(), round.division
        listed = [one for one in listed if not counties.share(home, one.host.affiliation)]
        counts = counts[0], len(listed)
    return Eligible(list(villages[:SHOWN]), listed, *counts)


def by_side(scope: Scope, round: Round, side: str) -> ScopedQuerySet[Branch]:
    """Of one side all that are not in yet."""
    village = side == Participant.Side.VILLAGE
    return villages_of(scope, round) if village else partners_of(scope, round)


def villages_of(scope: Scope, round: Round) -> ScopedQuerySet[Branch]:
    """Villages by place; in a division's round its own."""
    rows = registry.villages(scope).exclude(pk__in=everybody(round))
    if round.division is not None:
        first, behind = round.division.range
        rows = rows.filter(host__affiliation__code__gte=first, host__affiliation__code__lt=behind)
    return rows.order_by("host__affiliation__code", "pk")


def partners_of(scope: Scope, round: Round) -> ScopedQuerySet[Branch]:
    """Partners by name."""
    return registry.partners(scope).exclude(pk__in=everybody(round)).order_by("name", "pk")
