"""The candidates of a wide round, found city by city by the engine's finder.

The hard filter holds as it does in a small round: distance and the least score are the finder's own
business; who is inside a county, paired, refused or proposed elsewhere is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from lianjian.engine import finding
from lianjian.engine.pairing import Ints, State
from lianjian.files import cities, written

from ..models import Candidate, RuleSet
from ..packed import Table, nothing
from ..scores import PRINCIPLES
from .counties import Inside
from .people import Side
from .recorded import Pairs, Recorded, named, pairs_of, words

LIMITS = finding.Limits()
"""How far is looked and how much is kept for each village."""


@dataclass(frozen=True)
class Field:
    """A wide round as the finder takes it: both sides in its order, what it is to know of them, and
    what keeps two apart. ``keep`` are the pairs with a bonus for staying, of ``bonus``."""

    villages: Side
    partners: Side
    ground: finding.Ground
    inside: Inside
    apart: Pairs
    keep: Pairs
    bonus: int


@dataclass(frozen=True)
class Found:
    """The candidates, by village and partner, and how many pairs were looked at for them."""

    table: Table
    cities: int
    looked_at: int


def field_of(
    rules: RuleSet, villages: Side, partners: Side, recorded: Recorded, inside: Inside
) -> Field:
    """Both sides in the finder's order, with their records. ``inside`` is in the order of the sides
    as they come."""
    weights = finding.Weights(
        **{name: int(getattr(rules, name)) for name in PRINCIPLES},
        floor=rules.floor,
        farthest=rules.farthest,
    )
    theirs = words(recorded, partners)
    order = (
        finding.village_order(villages.affiliation),
        finding.partner_order(partners.home, partners.span, partners.held, theirs, weights),
    )
    villages, partners = villages.rows(order[0]), partners.rows(order[1])
    inside = inside.ordered(*order)
    ground = finding.Ground(
        finding.Villages(villages.affiliation, words(recorded, villages), villages.room),
        finding.Partners(
            partners.home,
            inside.affiliation,
            partners.span,
            partners.held,
            theirs[order[1]],
            np.zeros(len(partners), dtype=np.int64),
            partners.most,
        ),
        named(recorded, villages, partners),
        weights,
        LIMITS,
    )
    suggested = [
        pair for pair, state in recorded.said.items() if state == Candidate.State.SUGGESTED
    ]
    return Field(
        villages,
        partners,
        ground,
        inside,
        pairs_of(recorded.apart, villages, partners),
        pairs_of([*recorded.staying, *suggested], villages, partners),
        rules.staying_bonus,
    )


def with_offers(field: Field, offers: Ints) -> Field:
    """The same with the number of each partner's offers."""
    partners = replace(field.ground.partners, offers=offers)
    return replace(field, ground=replace(field.ground, partners=partners))


def found_in(field: Field, folder: Path, told: Callable[[int, int], None]) -> Found:
    """All candidates, from the partitions in ``folder``. ``told`` hears how many cities of how many
    are done, before each and after the last; it may raise."""
    ground = field.ground
    every = ground.cities().tolist()
    (folder / cities.FOUND).mkdir()
    looked_at = 0
    for done, city in enumerate(every):
        told(done, len(every))
        part = cities.find_in(ground, folder, city)
        looked_at += part.looked_at
        cities.write_part(folder, city, part)
    told(len(every), len(every))
    table = nothing()
    parts = [_allowed(field, one) for one in written.staying(ground, folder)]
    if parts:
        table = Table(
            *(
                np.concatenate([getattr(part, name) for part in parts])
                for name in ("village", "partner", "score", "state", "keep")
            )
        )
    return Found(table, len(every), looked_at)


def _allowed(field: Field, found: finding.Found) -> Table:
    """A city's candidates without those that the hard filter bars. Beside what it knows itself, the
    finder lets in whatever has been said of a pair."""
    village, partner = found.village, found.partner
    out = field.apart.holds(village, partner) | field.inside.bars(village, partner)
    said = np.flatnonzero(found.state != State.FREE)
    out[said] |= finding.barred(field.ground, village[said], partner[said])
    rows = np.flatnonzero(~out)
    village, partner = village[rows], partner[rows]
    return Table(
        village.astype(np.int32),
        partner.astype(np.int32),
        found.score[rows].astype(np.int32),
        found.state[rows].astype(np.int8),
        (field.keep.holds(village, partner) * field.bonus).astype(np.int32),
    )
