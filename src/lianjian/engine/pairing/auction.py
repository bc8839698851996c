"""A forward auction: prices and a plan that are nearly right, quickly (Bertsekas 1988; Bertsekas
and Castañón 1989 for partners with many equal slots).

Villages bid for what they lack. A bid lifts a slot to where the village would as soon have its next
best; a full partner lets its cheapest slot go. Nothing here need be exact: repair takes any prices
and any plan. What helps later is that prices are about right.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .compiled import compiled, inlined, lent
from .holding import NEVER, Flags
from .market import Int32s, Market
from .tables import Ints

FITS = 2**29
"""Worths up to this are reckoned in 32 bits: no bid is more than three of them and a step."""

PLACE = 30
LAST = 2**PLACE - 1
"""Low bits of a gain: the place of its offer among its kind's, counted from behind."""

BLOCK = 1024
"""Villages that wait in one queue: what lies near in memory is worked on together."""


class Auction(NamedTuple):
    """``price`` (partners,); ``filled`` (partners,) of the slots ``begin[j] …``, each with its
    ``bid`` (slots,) and a row of ``slot`` (slots, 4): offer, its node and its village, in one line
    of memory. ``cheapest`` (partners,): the slot that a full partner would let go. ``has``
    (villages,) and ``taken`` (nodes,) count; ``held`` (offers,) is kept up to date for nodes with a
    cap above 1 alone, and made for all at the end.

    ``queue`` is a ring of ``BLOCK`` places for each block of villages; ``head`` and ``waiting``
    (blocks,); ``waits`` (villages,) 1 while it is in its queue; ``at`` is (block that is worked on,
    how many wait in all).
    """

    price: Int32s | Ints
    filled: Int32s
    begin: Int32s
    bid: Int32s | Ints
    slot: Int32s
    cheapest: Int32s
    held: Flags
    has: Int32s
    taken: Int32s
    queue: Int32s
    head: Int32s
    waiting: Int32s
    waits: Flags
    at: Ints


def new_auction(market: Market, unit: int) -> Auction:
    """Nobody holds anything and every price is 0. No offer is worth more than ``unit``."""
    villages, partners = len(market.room), len(market.slots)
    degree = np.bincount(market.partner, minlength=partners)
    begin = np.zeros(partners + 1, dtype=np.int32)
    np.cumsum(np.minimum(market.slots, degree), out=begin[1:])
    blocks = (villages + BLOCK - 1) // BLOCK
    money: Any = np.int32 if unit <= FITS else np.int64
    return Auction(
        price=np.zeros(partners, dtype=money),
        filled=np.zeros(partners, dtype=np.int32),
        begin=begin,
        bid=np.empty(begin[-1], dtype=money),
        slot=np.empty((begin[-1], 4), dtype=np.int32),
        cheapest=np.empty(partners, dtype=np.int32),
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


@inlined
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


@inlined
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


@inlined
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
    worth, start = market.worth, market.start
    found = 0
    for n in range(market.first[i], market.first[i + 1]):
        bar = int(best[lacking]) if found > lacking else floor
        if auction.taken[n] >= market.cap[n] or worth[start[n]] <= bar:
            continue
        if market.cap[n] > 1:
            one, two = _two_open(market, auction, n, bar)
        else:
            one, two = _two_best(market, auction, n, bar)
        gain = one >> PLACE
        if gain <= bar:
            continue
        at = found
        while at > 0 and best[at - 1] < gain:
            wish[at], best[at], second[at] = wish[at - 1], best[at - 1], second[at - 1]
            at -= 1
        wish[at], best[at], second[at] = start[n] + LAST - (one & LAST), gain, two >> PLACE
        found += 1
    return found


@inlined
def _two_best(market: Market, auction: Auction, n: int, bar: int) -> tuple[int, int]:
    """The two highest gains of a node's offers, each with the offer's place in its low bits: so
    nothing need be compared but numbers, and of equals the first is the higher. At least ``bar``.
    """
    price, worth, partner = auction.price, market.worth, market.partner
    low = market.start[n]
    one = two = (np.int64(bar) << PLACE) | LAST
    for k in range(np.uint32(market.start[n + 1] - low)):
        r = np.uint32(low) + k
        key = (np.int64(worth[r] - price[np.uint32(partner[r])]) << PLACE) | (LAST - k)
        lower = min(one, key)
        one = max(one, key)
        two = max(two, lower)
    return one, two


@compiled
def _two_open(market: Market, auction: Auction, n: int, bar: int) -> tuple[int, int]:
    """The same of those that the node has not got."""
    price, worth, partner = auction.price, market.worth, market.partner
    low = market.start[n]
    one = two = (np.int64(bar) << PLACE) | LAST
    for r in range(low, market.start[n + 1]):
        if not auction.held[r]:
            key = (np.int64(worth[r] - price[partner[r]]) << PLACE) | (LAST - (r - low))
            two = max(two, min(one, key))
            one = max(one, key)
    return one, two


@inlined
def _place(market: Market, auction: Auction, r: int, raised: int, step: int, always: bool) -> bool:
    """Put a bid of ``raised`` above the price; False where it moves nothing."""
    j, n = market.partner[r], market.node[r]
    low, filled, slots = auction.begin[j], auction.filled[j], market.slots[j]
    bid = np.int64(auction.price[j])
    if filled < slots:
        at = low + filled
        auction.filled[j] = filled + 1
        bid += raised + (step if always else 0)
    else:
        lifted = raised + step if always else max(raised, step)
        if lifted == 0:
            return False
        at = auction.cheapest[j]
        loser = auction.slot[at, 2]
        auction.taken[auction.slot[at, 1]] -= 1
        if market.cap[auction.slot[at, 1]] > 1:
            auction.held[auction.slot[at, 0]] = 0
        auction.has[loser] -= 1
        _wait(auction, loser)
        bid += lifted
    i = market.village[n]
    auction.bid[at] = bid
    auction.slot[at, 0] = r
    auction.slot[at, 1] = n
    auction.slot[at, 2] = i
    auction.taken[n] += 1
    auction.has[i] += 1
    if market.cap[n] > 1:
        auction.held[r] = 1
    if auction.filled[j] == slots:
        _read_price(auction, j, low, slots)
    return True


@inlined
def _read_price(auction: Auction, j: int, low: int, slots: int) -> None:
    """The price of a full partner is its lowest bid."""
    at = low
    for other in range(low + 1, low + slots):
        if auction.bid[other] < auction.bid[at]:
            at = other
    auction.cheapest[j] = at
    auction.price[j] = auction.bid[at]


@compiled
def who_holds(market: Market, auction: Auction) -> None:
    """Make ``held`` of what stands in the slots."""
    auction.held[:] = 0
    for j in range(len(market.slots)):
        for at in range(auction.begin[j], auction.begin[j] + auction.filled[j]):
            auction.held[auction.slot[at, 0]] = 1
