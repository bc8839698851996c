"""What is recorded of single pairs: ties, wishes, what people have said, and what keeps two apart.

All of it is read by the round's own queries (``material``), whatever the size of the round; here it
becomes rows and numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lianjian.engine import finding
from lianjian.engine.pairing import Bools, Ints, State, principles

from .. import candidates, material, scores
from ..instance import among
from ..material import Pair
from ..models import Candidate, Round, Solution
from ..scores import Wish
from .people import Side

_STATES: dict[str, State] = {
    Candidate.State.LOCKED: State.LOCKED,
    Candidate.State.FORBIDDEN: State.FORBIDDEN,
}


@dataclass(frozen=True)
class Recorded:
    """Between branches by their keys. ``apart`` are paired already, refused, or proposed to each
    other; ``said`` what the issuer has said of a pair; ``staying`` the pairs of the draft before;
    ``ties`` the score of each pair that has any."""

    wishes: dict[tuple[int, int | None], Wish]
    ties: dict[Pair, int]
    apart: set[Pair]
    said: dict[Pair, str]
    staying: set[Pair]


def read(round: Round, last: Solution | None, on: dt.date) -> Recorded:
    """What is recorded between those who take part, a query for each kind of record."""
    keys = material.everybody(round)
    ties = material.ties_among(keys, on)
    return Recorded(
        wishes=material.wishes_of(keys, on),
        ties={pair: scores.ties(known, on=on).score for pair, known in ties.items()},
        apart=material.paired_among(keys)
        | material.refused_among(keys, round)
        | material.proposed_among(keys),
        said=candidates.states(round),
        staying={(village, partner) for village, partner in last.pairs} if last else set(),
    )


@dataclass(frozen=True)
class Pairs:
    """Pairs as numbers, village times ``width`` plus partner (rows), ascending."""

    key: Ints
    width: int

    def holds(self, village: Ints, partner: Ints) -> Bools:
        """(pairs,): which of these pairs (rows) are among them."""
        return among(village.astype(np.int64) * self.width + partner, self.key)


def rows_of(pairs: Iterable[Pair], villages: Side, partners: Side) -> tuple[Ints, Ints, Bools]:
    """The rows of pairs of branches, and which of the pairs have both of their sides here."""
    keys = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    village, partner = villages.places.of(keys[:, 0]), partners.places.of(keys[:, 1])
    return village, partner, (village >= 0) & (partner >= 0)


def pairs_of(pairs: Iterable[Pair], villages: Side, partners: Side) -> Pairs:
    """Pairs of branches as numbers; who takes no part is left out."""
    village, partner, here = rows_of(pairs, villages, partners)
    width = max(1, len(partners))
    return Pairs(np.unique(village[here] * width + partner[here]), width)


def words(recorded: Recorded, side: Side) -> Ints:
    """(n,): what each says to anybody, as the finder counts it."""
    found = np.full(len(side), principles.SILENT, dtype=np.int64)
    told = [
        (branch, wish) for (branch, towards), wish in recorded.wishes.items() if towards is None
    ]
    row = side.places.of([branch for branch, _wish in told])
    worth = [principles.OPEN_TO_ALL if wish.wants else finding.SAID_NO for _branch, wish in told]
    here = row >= 0
    found[row[here]] = np.array(worth, dtype=np.int64)[here]
    return found


def named(recorded: Recorded, villages: Side, partners: Side) -> finding.Named:
    """All that is recorded of single pairs, in rows. Whoever is kept apart is told to the finder
    as forbidden, so that they take up nobody's list; they never become candidates."""
    states = {
        **{pair: _STATES.get(state, State.FREE) for pair, state in recorded.said.items()},
        **dict.fromkeys(recorded.apart, State.FORBIDDEN),
    }
    told = {pair: state for pair, state in states.items() if state != State.FREE}
    always = [*recorded.said, *recorded.staying]

    def said(pairs: Collection[Pair], values: Collection[Any]) -> finding.Said:
        village, partner, here = rows_of(pairs, villages, partners)
        value = np.array([int(one) for one in values], dtype=np.int64)
        return finding.Said(village[here], partner[here], value[here])

    return finding.named_of(
        said(recorded.ties.keys(), recorded.ties.values()),
        said(*_by_name(recorded, villages, turned=False)),
        said(*_by_name(recorded, partners, turned=True)),
        said(told.keys(), told.values()),
        said(always, [0] * len(always)),
    )


def _by_name(recorded: Recorded, side: Side, *, turned: bool) -> tuple[list[Pair], list[int]]:
    """What one side has said by name: pairs of village and partner, and what it counts."""
    told = [
        (branch, towards, wish)
        for (branch, towards), wish in recorded.wishes.items()
        if towards is not None
    ]
    mine = side.places.of([branch for branch, _towards, _wish in told]) >= 0
    rank = np.array([wish.rank or 0 for _branch, _towards, wish in told], dtype=np.int64)
    wants = np.array([wish.wants for _branch, _towards, wish in told], dtype=np.bool_)
    worth = np.where(wants, principles.named(rank), finding.SAID_NO)
    rows = np.flatnonzero(mine).tolist()
    pairs = [told[row][:2] for row in rows]
    return [pair[::-1] if turned else pair for pair in pairs], worth[rows].tolist()
