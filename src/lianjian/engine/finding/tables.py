"""What the finder knows of everybody: villages, partners, and what is recorded of single pairs.

Villages stand in the order of their division codes and partners in the order of their regions, in
hands (``village_order``, ``partner_order``), so that a region is a run of rows. All
that grows with their number is a few bytes for each of them; nothing here grows with their product.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lianjian.engine.pairing import UNIT, Bools, Ints, State, principles
from lianjian.engine.pairing.principles import CITY, COUNTY, NOWHERE

SAID_NO = -1
"""What a side counts that said no; any negative number makes the willingness 0."""
UNSAID = -2
"""By name a side has said nothing: what it says to anybody counts."""
HANDS = 64
"""Into so many parts the partners of a region are dealt, each as good as the others."""
EVERYWHERE = 9_999
"""The region of bodies that are seated nowhere; no city has this number."""


@dataclass(frozen=True)
class Weights:
    """The four principles in percent, together 100; ``floor`` in percent.

    ``farthest``: ``anywhere``, ``province`` or ``city``.
    """

    willingness: int = 30
    ties: int = 20
    span: int = 20
    relevance: int = 30
    floor: int = 0
    farthest: str = "anywhere"

    @property
    def least(self) -> int:
        return self.floor * UNIT // 100


@dataclass(frozen=True)
class Limits:
    """How far is looked and how much is kept. Weights of partners: one for each offer, at least 1.

    ``per_village`` the best of a village that are kept; ``per_partner`` of a partner; ``found``
    the most that are scored exactly for a village beside what is recorded by name; ``reach`` the
    weight of the nearest partners that a city's villages look at; ``anywhere`` of those that are
    seated nowhere; ``beside`` offers of other work areas that a need looks at, the nearest.
    """

    per_village: int = 30
    at_prices: int = 25
    per_partner: int = 6
    found: int = 60
    bought: int = 50
    reach: int = 120_000
    anywhere: int = 6_000
    beside: int = 2_000

    @staticmethod
    def none() -> Limits:
        """Look at all pairs and keep them all: for tests, and for nothing that is large."""
        return Limits(10**9, 0, 0, 10**9, 0, *[10**9] * 3)


@dataclass(frozen=True)
class Villages:
    """``code`` (n,) divisions of 15 digits, ascending; ``word`` (n,) what each says to anybody:
    SILENT, OPEN_TO_ALL or SAID_NO; ``room`` (n,) how many partners it can take."""

    code: Ints
    word: Ints
    room: Ints

    def __len__(self) -> int:
        return len(self.code)

    @cached_property
    def city(self) -> Ints:
        return self.code // CITY


@dataclass(frozen=True)
class Partners:
    """``home`` (n,) the seat, else the affiliation; ``affiliation`` (n,); NOWHERE for none.
    ``span`` and ``held`` (n,) of it; ``word`` (n,) as with villages; ``offers`` (n,) how many;
    ``most`` (n,) places that it gives at most, whatever its span leaves."""

    home: Ints
    affiliation: Ints
    span: Ints
    held: Ints
    word: Ints
    offers: Ints
    most: Ints

    def __len__(self) -> int:
        return len(self.home)

    @cached_property
    def regions(self) -> tuple[Ints, Ints]:
        """The regions in which there are partners, ascending, and the first row of each; last, the
        number of all partners."""
        found, first = np.unique(region_of(self.home), return_index=True)
        return found, np.append(first, len(self))

    @cached_property
    def county(self) -> Ints:
        """The six digits whose villages a partner is inside with; NOWHERE for none."""
        return np.where(self.affiliation < 0, NOWHERE, self.affiliation // COUNTY)

    @cached_property
    def room(self) -> Ints:
        return np.asarray(np.minimum(np.maximum(0, self.span - self.held), self.most))

    @cached_property
    def weight_before(self) -> Ints:
        """(n + 1,): what it costs to look at all that stand before a row; nothing for a partner
        that has no place."""
        weight = np.where(self.room > 0, np.maximum(1, self.offers), 0)
        return np.concatenate(([0], np.cumsum(weight)))


@dataclass(frozen=True)
class Named:
    """Pairs that something is recorded of, by village and partner (rows), each once.

    ``ties`` (n,) micro-units; ``village_word`` and ``partner_word`` (n,) what each says of the
    other by name (SAID_NO, UNSAID); ``state`` (n,) State; ``always`` (n,) whether the pair is
    found whatever it scores.
    """

    village: Ints
    partner: Ints
    ties: Ints
    village_word: Ints
    partner_word: Ints
    state: Ints
    always: Bools

    def __len__(self) -> int:
        return len(self.village)

    def of(self, first: int, behind: int) -> Named:
        """Those of a run of villages."""
        part = slice(*np.searchsorted(self.village, [first, behind]).tolist())
        return Named(
            self.village[part],
            self.partner[part],
            self.ties[part],
            self.village_word[part],
            self.partner_word[part],
            self.state[part],
            self.always[part],
        )


@dataclass(frozen=True)
class Ground:
    """Everybody, what is recorded of single pairs, and the rules."""

    villages: Villages
    partners: Partners
    named: Named
    weights: Weights
    limits: Limits

    def cities(self) -> Ints:
        """The cities in which there are villages: each is one piece of work."""
        return np.unique(self.villages.city)

    def of_city(self, city: int) -> tuple[int, int]:
        """The first row of a city's villages, and the row behind its last."""
        first, behind = np.searchsorted(self.villages.city, [city, city + 1]).tolist()
        return first, behind


def region_of(home: Ints) -> Ints:
    """The four digits of a city, or of a province with 00; EVERYWHERE for a body seated nowhere."""
    return np.where(home < 0, EVERYWHERE, home // CITY)


def village_order(code: Ints) -> Ints:
    """The rows of villages by code; those of one code in the order in which they come."""
    return np.argsort(code, kind="stable")


def partner_order(home: Ints, span: Ints, held: Ints, word: Ints, weights: Weights) -> Ints:
    """The rows of partners by region, where they are dealt into hands like cards: sorted by what
    speaks for each whoever the village is, one to each hand in turn, so all hands are alike."""
    said = np.where(word < 0, 0, word)
    standing = weights.willingness * said + weights.span * principles.free(span, held)
    region = region_of(home)
    order = np.lexsort((-standing, region))
    ordered = region[order]
    hand = (np.arange(len(order)) - np.searchsorted(ordered, ordered)) % HANDS
    return order[np.lexsort((hand, ordered))]


def nothing_named() -> Named:
    """No ties, no wishes, nothing said."""
    none = np.zeros(0, dtype=np.int64)
    return Named(none, none, none, none, none, none, np.zeros(0, dtype=np.bool_))


@dataclass(frozen=True)
class Said:
    """One kind of record about single pairs (rows); ``value`` (n,) as ``named_of`` takes it."""

    village: Ints
    partner: Ints
    value: Ints


def named_of(
    ties: Said, village_words: Said, partner_words: Said, states: Said, others: Said | None = None
) -> Named:
    """All records by pair.

    ``ties.value`` are strengths in micro-units, any number of them a pair; words are SAID_NO or
    what ``principles.named`` gives; a state is LOCKED or FORBIDDEN. Ties, wishes, states and the
    ``others`` (whose value nobody reads) are always found; a "no" by name brings nobody in.
    """
    none = np.zeros(0, dtype=np.int64)
    others = others or Said(none, none, none)
    parts = (ties, village_words, partner_words, states, others)
    width = 1 + max(int(part.partner.max(initial=0)) for part in parts)
    keys = [part.village * np.int64(width) + part.partner for part in parts]
    pairs = np.unique(np.concatenate(keys))
    at = [np.searchsorted(pairs, key) for key in keys]
    village_word = np.full(len(pairs), UNSAID, dtype=np.int64)
    village_word[at[1]] = village_words.value
    partner_word = np.full(len(pairs), UNSAID, dtype=np.int64)
    partner_word[at[2]] = partner_words.value
    state = np.full(len(pairs), State.FREE, dtype=np.int64)
    state[at[3]] = states.value
    strength = _noisy_or(at[0], ties.value, len(pairs))
    wanted = (village_word >= 0) | (partner_word >= 0)
    always = (strength > 0) | wanted | (state != State.FREE)
    always[at[4]] = True
    return Named(pairs // width, pairs % width, strength, village_word, partner_word, state, always)


def _noisy_or(place: Ints, strength: Ints, count: int) -> Ints:
    """Sorted by strength first, so that the order of the rows does not show in the last digit."""
    order = np.lexsort((strength, place))
    strangers = np.ones(count, dtype=np.float64)
    if len(order):
        starts = np.flatnonzero(np.diff(place[order], prepend=-1))
        left = 1.0 - strength[order] / UNIT
        strangers[place[order][starts]] = np.multiply.reduceat(left, starts)
    return principles.tied(strangers)
