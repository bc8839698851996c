"""A forward auction: prices and a plan that are nearly right, quickly (Bertsekas 1988; Bertsekas
and Castañón 1989 for partners with many equal slots).

Villages bid for what they lack. A bid lifts a slot to where the village would as soon have its next
best; a full partner lets its cheapest slot go. Nothing here need be exact: repair takes any prices
and any plan. What helps later is that prices are about right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .compiled import compiled, lent
from .holding import NEVER, Flags
from .market import Int32s, Market
from .tables import Ints

BLOCK = 1024
"""Villages that wait in one queue: what lies near in memory is worked on together."""


class Auction(NamedTuple):
    """``price`` (partners,); ``filled`` (partners,) of the slots ``begin[j] …``, each a row of
    ``slot`` (slots, 4): bid, offer, its node and its village, in one line of memory. ``has``
    (villages,) and ``taken`` (nodes,) count; ``held`` (offers,) is kept up to date for nodes with a
    cap above 1 alone, and made for all at the end.

    ``queue`` is a ring of ``BLOCK`` places for each block of villages; ``head`` and ``waiting``
    (blocks,); ``waits`` (villages,) 1 while it is in its queue; ``at`` is (block that is worked on,
    how many wait in all).
    """

    price: Ints
    filled: Int32s
    begin: Int32s
    slot: Ints
    held: Flags
    has: Int32s
    taken: Int32s
    queue: Int32s
    head: Int32s
    waiting: Int32s
    waits: Flags
    at: Ints


def new_auction(market: Market) -> Auction:
    """Nobody holds anything and every price is 0."""
    villages, partners = len(market.room), len(market.slots)
    degree = np.bincount(market.partner, minlength=partners)
    begin = np.zeros(partners + 1, dtype=np.int32)
    np.cumsum(np.minimum(market.slots, degree), out=begin[1:])
    blocks = (villages + BLOCK - 1) // BLOCK
    return Auction(
        price=np.zeros(partners, dtype=np.int64),
        filled=np.zeros(partners, dtype=np.int32),
        begin=begin,
        slot=np.empty((begin[-1], 4), dtype=np.int64),
        held=np.zeros(len(market.worth), dtype=np.uint8),
        has=np.zeros(villages, dtype=np.int32),
        taken=np.zeros(len(market.cap), dtype=np.int32),
        queue=np.empty(blocks * BLOCK, dtype=np.int32),
        head=np.zeros(blocks, dtype=np.int32),
        waiting=np.zeros(blocks, dtype=np.int32),
        waits=np.zeros(villages, dtype=np.uint8),
        at=np.zeros(2, dtype=np.int64),
    )


@compiled
def open_auction(market: Market, auction: Auction) -> None:
    """Everybody lets go and waits for a turn; prices stay as they are."""
    auction.filled[:] = 0
    auction.held[:] = 0
    auction.has[:] = 0
    auction.taken[:] = 0
    auction.head[:] = 0
    auction.waiting[:] = 0
    auction.waits[:] = 0
    auction.at[:] = 0
    for i in range(len(market.room)):
        if market.room[i] > 0 and market.first[i] < market.first[i + 1]:
            _wait(auction, i)


@compiled
def _wait(auction: Auction, i: int) -> None:
    if auction.waits[i]:
        return
    auction.waits[i] = 1
    block = i // BLOCK
    at = (auction.head[block] + auction.waiting[block]) % BLOCK
    auction.queue[block * BLOCK + at] = i
    auction.waiting[block] += 1
    auction.at[1] += 1


@compiled
def bid(market: Market, auction: Auction, step: int, always: bool, reward: int, turns: int) -> bool:
    """Up to so many turns of villages; True when nobody waits any longer.

    Each bid is lifted by ``step``: ``always``, or only to make it at least that much more than a
    full partner's price. ``reward`` is what a first partner is worth beside its worth to a village
    that must be served.
    """
    market, auction = lent(market), lent(auction)
    most = 1
    for i in range(len(market.room)):
        most = max(most, market.first[i + 1] - market.first[i])
    wish, best, second = (
        np.empty(most, dtype=np.int32),
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.int64),
    )
    blocks, block = len(auction.head), auction.at[0]
    while auction.at[1] > 0 and turns > 0:
        while auction.waiting[block] > 0 and turns > 0:
            i = auction.queue[block * BLOCK + auction.head[block]]
            auction.head[block] = (auction.head[block] + 1) % BLOCK
            auction.waiting[block] -= 1
            auction.at[1] -= 1
            auction.waits[i] = 0
            turns -= 1
            _turn(market, auction, i, step, always, reward, wish, best, second)
        if auction.waiting[block] == 0:
            block = (block + 1) % blocks
    auction.at[0] = block
    return bool(auction.at[1] == 0)


@compiled
def _turn(
    market: Market,
    auction: Auction,
    i: int,
    step: int,
    always: bool,
    reward: int,
    wish: Int32s,
    best: Ints,
    second: Ints,
) -> None:
    """Village ``i`` bids for the best of each kind it lacks, as many as it has places for."""
    lacking = market.room[i] - auction.has[i]
    if lacking <= 0:
        return
    floor = -reward if market.owed[i] and auction.has[i] == 0 else 0
    found = _wishes(market, auction, i, lacking, floor, wish, best, second)
    lost = False
    for k in range(min(found, lacking)):
        if k > 0 and best[k] <= 0:
            break
        rest = best[lacking] if found > lacking else NEVER
        rest = max(rest, floor if k == 0 else 0)
        raised = best[k] - max(rest, second[k])
        lost = not _place(market, auction, wish[k], raised, step, always) or lost
    # A kind that may be held more than once gets one bid a turn.
    more = auction.has[i] < market.room[i] and not lost and found > 0
    if more and _has_more(market, auction, i):
        _wait(auction, i)


@compiled
def _has_more(market: Market, auction: Auction, i: int) -> bool:
    for n in range(market.first[i], market.first[i + 1]):
        taken, offers = auction.taken[n], market.start[n + 1] - market.start[n]
        if 0 < taken < min(market.cap[n], offers):
            return True
    return False


@compiled
def _wishes(
    market: Market,
    auction: Auction,
    i: int,
    lacking: int,
    floor: int,
    wish: Int32s,
    best: Ints,
    second: Ints,
) -> int:
    """The best offer of each open kind and what its second would gain, the best kinds first; at
    least ``lacking`` + 1 of them are right, if there are so many."""
    price, worth, partner, held = auction.price, market.worth, market.partner, auction.held
    found = 0
    for n in range(market.first[i], market.first[i + 1]):
        if auction.taken[n] >= market.cap[n]:
            continue
        bar = best[lacking] if found > lacking else np.int64(floor)
        more = market.cap[n] > 1
        one, two, which = np.int64(bar), np.int64(bar), -1
        for r in range(market.start[n], market.start[n + 1]):
            if worth[r] <= two:
                break
            gain = worth[r] - price[partner[r]]
            if gain <= two or (more and held[r]):
                continue
            if gain > one:
                one, two, which = gain, one, r
            else:
                two = gain
        if which < 0:
            continue
        at = found
        while at > 0 and best[at - 1] < one:
            wish[at], best[at], second[at] = wish[at - 1], best[at - 1], second[at - 1]
            at -= 1
        wish[at], best[at], second[at] = which, one, two
        found += 1
    return found


@compiled
def _place(market: Market, auction: Auction, r: int, raised: int, step: int, always: bool) -> bool:
    """Put a bid of ``raised`` above the price; False where it moves nothing."""
    j, n = market.partner[r], market.node[r]
    low, filled, slots = auction.begin[j], auction.filled[j], market.slots[j]
    price = auction.price[j]
    if filled < slots:
        at = low + filled
        filled += 1
        auction.filled[j] = filled
        bid = price + raised + (step if always else 0)
    else:
        lifted = raised + step if always else max(raised, step)
        if lifted == 0:
            return False
        at = _cheapest(auction, low, filled)
        loser = auction.slot[at, 3]
        auction.taken[auction.slot[at, 2]] -= 1
        if market.cap[auction.slot[at, 2]] > 1:
            auction.held[auction.slot[at, 1]] = 0
        auction.has[loser] -= 1
        _wait(auction, loser)
        bid = price + lifted
    i = market.village[n]
    auction.slot[at, 0] = bid
    auction.slot[at, 1] = r
    auction.slot[at, 2] = n
    auction.slot[at, 3] = i
    auction.taken[n] += 1
    auction.has[i] += 1
    if market.cap[n] > 1:
        auction.held[r] = 1
    if filled == slots:
        auction.price[j] = auction.slot[_cheapest(auction, low, slots), 0]
    return True


@compiled
def _cheapest(auction: Auction, low: int, filled: int) -> int:
    at = low
    for other in range(low + 1, low + filled):
        if auction.slot[other, 0] < auction.slot[at, 0]:
            at = other
    return at


@compiled
def who_holds(market: Market, auction: Auction) -> None:
    """Make ``held`` of what stands in the slots."""
    auction.held[:] = 0
    for j in range(len(market.slots)):
        for at in range(auction.begin[j], auction.begin[j] + auction.filled[j]):
            auction.held[auction.slot[at, 1]] = 1
