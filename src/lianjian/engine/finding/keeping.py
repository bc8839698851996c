"""What is kept of all cities' candidates: each village's best, and a few of each partner's.

A partner's best lie in several cities, so that they are known when all cities are. What is held
for that is ``per_partner`` numbers a partner; the candidates themselves pass by.
"""

from __future__ import annotations

import numpy as np

from lianjian.engine.pairing import Bools, Ints

from .city import Found

_SHIFT = 32
_LEAST = -(2**62)
"""Where a partner has fewer."""


class Keeping:
    """Is shown every city's pairs once (``see``), in any order, and then says which stay."""

    def __init__(self, partners: int, per_partner: int) -> None:
        self._most = per_partner
        self._best = np.full((partners, per_partner), _LEAST, dtype=np.int64)

    def see(self, found: Found) -> None:
        """Remember the best of each partner."""
        if not self._most or not len(found.partner):
            return
        key = _keys(found)
        order = np.lexsort((-key, found.partner))
        who = found.partner[order]
        place = np.arange(len(who)) - np.searchsorted(who, who)
        order, who, place = (part[place < self._most] for part in (order, who, place))
        mine, row = np.unique(who, return_inverse=True)
        new = np.full((len(mine), self._most), _LEAST, dtype=np.int64)
        new[row, place] = key[order]
        both = np.concatenate([self._best[mine], new], axis=1)
        both.sort(axis=1)
        self._best[mine] = both[:, : self._most - 1 : -1]

    def stays(self, found: Found) -> Bools:
        """(pairs,): whether each is among the candidates."""
        if not self._most:
            return found.kept
        least = self._best[found.partner, -1]
        return np.asarray(found.kept | (_keys(found) >= least))


def _keys(found: Found) -> Ints:
    """Claim and village in one number (a claim has 28 bits and a sign); of equal claims the village
    that comes first is more."""
    return np.asarray((found.claim << _SHIFT) + (2**_SHIFT - 1 - found.village))
