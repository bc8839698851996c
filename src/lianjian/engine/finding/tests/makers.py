"""Small worlds with everything in them that a score is made of, by lot from a given seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lianjian.engine.finding import (
    SAID_NO,
    Ground,
    Limits,
    Named,
    Partners,
    Posted,
    Said,
    Villages,
    Weights,
    named_of,
    partner_order,
    village_order,
)
from lianjian.engine.pairing import Ints, Listings, State
from lianjian.engine.pairing.principles import NOWHERE, OPEN_TO_ALL, SILENT, named

COUNTIES = (350302, 350303, 350304, 350521, 350525, 360102, 360103, 440111, 110101)
LETTERS = "茶园果树修剪冷库包装收购直播培训民宿规划水利检测义诊"
WIDE = 16


@dataclass(frozen=True)
class World:
    """A ground with all its needs and offers."""

    ground: Ground
    needs: Listings
    offers: Listings

    def find_all(self) -> tuple[Posted, Posted]:
        return Posted.of(self.needs), Posted.of(self.offers)


def a_world(
    seed: int,
    villages: int = 40,
    partners: int = 60,
    limits: Limits | None = None,
    weights: Weights | None = None,
    counties: tuple[int, ...] = COUNTIES,
) -> World:
    """Villages and partners in a few counties of four provinces."""
    lot = np.random.default_rng(seed)
    weights = weights or Weights()
    code = lot.choice(counties, villages) * 10**9 + lot.integers(1, 400, villages) * 10**3
    code = code[village_order(code)]
    seat = lot.choice(
        [NOWHERE, *(c * 10**9 for c in counties), 35 * 10**13, 3503 * 10**11], partners
    )
    affiliation = np.where(lot.random(partners) < 0.3, seat, NOWHERE)
    span, held = lot.integers(0, 6, partners), lot.integers(0, 4, partners)
    word = lot.choice([SAID_NO, SILENT, SILENT, OPEN_TO_ALL], partners)
    order = partner_order(seat, span, held, word, weights)
    needs, offers = listings(lot, 3 * villages, villages), listings(lot, 3 * partners, partners)
    ground = Ground(
        Villages(
            code,
            lot.choice([SAID_NO, SILENT, OPEN_TO_ALL], villages),
            lot.integers(0, 4, villages),
        ),
        Partners(
            seat[order],
            affiliation[order],
            span[order],
            held[order],
            word[order],
            np.bincount(offers.owner, minlength=partners),
            span[order],
        ),
        some_named(lot, villages, partners),
        weights,
        limits or Limits(),
    )
    return World(ground, needs, offers)


def listings(lot: np.random.Generator, count: int, owners: int) -> Listings:
    texts = ["".join(lot.choice(list(LETTERS), size=lot.integers(0, 14))) for _ in range(count)]
    meaning = lot.integers(-127, 128, (8, WIDE))[lot.integers(0, 8, count)]
    meaning = np.clip(meaning + lot.integers(-40, 41, (count, WIDE)), -127, 127)
    section = lot.choice([-1, 65, 67], count)
    return Listings(
        np.sort(lot.integers(0, owners, count)),
        lot.integers(0, 6, count),
        lot.random(count) < 0.7,
        section,
        np.where(section < 0, -1, lot.choice([-1, 1, 13], count)),
        texts,
        (meaning * (lot.random((count, 1)) < 0.9)).astype(np.int8),
    )


def some_named(lot: np.random.Generator, villages: int, partners: int) -> Named:
    """Ties, wishes and words about a few pairs, some of them about the same."""

    def pairs(count: int) -> tuple[Ints, Ints]:
        pick = lot.choice(villages * partners, count, replace=False)
        return pick // partners, pick % partners

    some = max(1, villages * partners // 50)
    tied, mine, theirs, said = (pairs(some) for _ in range(4))
    villages_tied, partners_tied = (np.concatenate([side, side[: some // 2]]) for side in tied)
    return named_of(
        Said(villages_tied, partners_tied, lot.integers(0, 1_000_001, len(villages_tied))),
        Said(*mine, np.where(lot.random(some) < 0.2, SAID_NO, named(lot.integers(0, 9, some)))),
        Said(*theirs, np.where(lot.random(some) < 0.2, SAID_NO, named(lot.integers(0, 9, some)))),
        Said(*said, lot.choice([State.LOCKED, State.FORBIDDEN], some)),
    )
