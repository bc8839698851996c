"""A plan: which candidates were chosen, and the prices that prove that none are better."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .tables import Ints


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Plan:
    """``pairs``: the chosen candidate rows, sorted; ``prices`` (partners,) in micro-units;
    ``cap_prices`` (caps,) of the rules on groups.

    A price is what one more slot of that partner would be worth: the lowest prices there are. Where
    there are caps it is no more than the most that could be, and so is a cap's for one pair more;
    below 0 it is what a cap's least pays for each.
    """

    pairs: Ints
    prices: Ints
    cap_prices: Ints = field(default_factory=_none)

    def chosen(self) -> frozenset[int]:
        return frozenset(self.pairs.tolist())
