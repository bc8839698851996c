"""A plan: which candidates were chosen, and the prices that prove that none are better."""

from __future__ import annotations

from dataclasses import dataclass

from .tables import Ints


@dataclass(frozen=True)
class Plan:
    """``pairs``: the chosen candidate rows, sorted; ``prices`` (partners,) in micro-units.

    A price is what one more slot of that partner would be worth: the lowest prices there are.
    """

    pairs: Ints
    prices: Ints

    def chosen(self) -> frozenset[int]:
        return frozenset(self.pairs.tolist())
