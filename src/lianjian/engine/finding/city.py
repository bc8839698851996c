"""The candidates of one city's villages: seen, scored exactly, the best kept.

A city is one piece of work. It needs everybody's few bytes (``Ground``), its own villages' needs,
and the offers of the partners that it reaches (``reach``) or that something is recorded of; it
gives what ``Keeping`` puts together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine.pairing import Bools, Ints, State

from .looking import Sight, look
from .posted import Posted
from .reach import Run, reach
from .scoring import Scored, scored
from .tables import Ground

AT_ONCE = 500_000
"""Pairs that are scored at a time."""


@dataclass(frozen=True)
class Found:
    """Pairs by village and partner (rows), each once.

    ``claim``: what a pair is worth above what its village has left anyhow, times 100, by which a
    partner's are chosen. ``kept`` are the best of their village and what is always found; the
    others are there for their partners alone. ``looked_at`` pairs of villages and partners,
    ``close`` of needs and offers.
    """

    village: Ints
    partner: Ints
    score: Ints
    state: Ints
    claim: Ints
    kept: Bools
    looked_at: int = 0
    close: int = 0


def find(ground: Ground, city: int, needs: Posted, offers: Posted) -> Found:
    """The candidates of a city's villages. The same whatever the sizes of the tiles are."""
    first, behind = ground.of_city(city)
    runs: list[Run] = reach(ground, city)
    sight = Sight(ground, city, runs, offers)
    seen = look(sight, needs, first, behind)
    named = ground.named.of(first, behind)
    always = named.village[named.always], named.partner[named.always]
    width = np.int64(len(ground.partners))
    bound = np.unique(always[0] * width + always[1])
    key = np.unique(np.concatenate([seen.village * width + seen.partner, bound]))
    parts = [
        scored(ground, part // width, part % width, needs, offers)
        for part in (key[low : low + AT_ONCE] for low in range(0, len(key), AT_ONCE))
    ]
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Found(none, none, none, none, none, none.astype(np.bool_), seen.pairs, seen.close)
    found = [_chosen(ground, part, bound) for part in parts]
    # A village may stand in two parts: its best are chosen from both.
    village, partner, score, state, held = (
        np.concatenate([one[at] for one in found]) for at in range(5)
    )
    price = np.zeros(len(ground.partners), dtype=np.int64)
    price[sight.partner] = seen.price
    limits = ground.limits
    kept = held | best_of(village, score, limits.per_village)
    kept |= best_of(village, 100 * score - price[partner], limits.at_prices)
    claim = 100 * score - seen.level[village - first]
    few = kept | best_of(partner, claim, limits.per_partner)
    return Found(
        village[few],
        partner[few],
        score[few],
        state[few],
        claim[few],
        kept[few],
        seen.pairs,
        seen.close,
    )


def _chosen(ground: Ground, part: Scored, bound: Ints) -> tuple[Ints, Ints, Ints, Ints, Bools]:
    """The pairs that can be, and which of them are found whatever they score. A pair with a side
    that has no room can be in no plan; one that somebody has spoken about stays all the same."""
    key = part.village * np.int64(len(ground.partners)) + part.partner
    held = np.isin(key, bound, assume_unique=True)
    said = part.state != State.FREE
    room = (ground.villages.room[part.village] > 0) & (ground.partners.room[part.partner] > 0)
    rows = np.flatnonzero(said | (part.allowed & room))
    return (
        part.village[rows],
        part.partner[rows],
        part.score[rows],
        part.state[rows],
        held[rows],
    )


def best_of(owner: Ints, score: Ints, most: int) -> Bools:
    """(pairs,): the best ``most`` of each owner; of equals those that stand first."""
    order = np.lexsort((-score, owner))
    ordered = owner[order]
    start = np.searchsorted(ordered, ordered)
    best = np.zeros(len(owner), dtype=np.bool_)
    best[order[np.arange(len(order)) - start < most]] = True
    return best
