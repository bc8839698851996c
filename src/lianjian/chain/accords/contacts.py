"""What accords record of two sides having had to do with each other: signatures and clauses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Max

from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

from .models import Clause, Signature

_ALL = Scope.of_everything()


def from_accords(pairings: Sequence[Pairing]) -> Mapping[int, dt.date]:
    """{pairing: the last day on which its accord was signed or one of its clauses settled}. Only a
    day leaves this function, for pairings that the reader may see already."""
    keys = [row.pk for row in pairings]
    found: dict[int, dt.date] = {}
    signed = Signature.within(_ALL).filter(version__accord__pairings__in=keys)
    for key, at in signed.values_list("version__accord__pairings").annotate(Max("signed_at")):
        found[key] = clock.day_of(at)
    settled = Clause.within(_ALL).filter(
        version__accord__pairings__in=keys, settled_on__isnull=False
    )
    for key, day in settled.values_list("version__accord__pairings").annotate(Max("settled_on")):
        found[key] = max(day, found.get(key, day))
    return {key: day for key, day in found.items() if key in set(keys)}
