"""The tables of ``lianjian candidates`` for any number of villages, from a seed.

Villages are the official list's, where they really lie; everything else is by lot. Partners are
seated in the counties of the same provinces, two fifths of them in the first city of a province.
Texts come from templates; a vector is the encoder's vector of its text, moved a little by lot, so
that no two are the same and half a million villages need no more encoding than a thousand.
"""

from __future__ import annotations

import csv
import time
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from benchmarks.candidates.texts import GOODS, TOPICS
from benchmarks.pairing.instances import KINDS, PARTNERS_PER_VILLAGE, VILLAGES, village_codes

Ints = NDArray[np.int64]

NEEDS, OFFERS = (1, 6), (1, 5)
"""How many of each: from, to before; three a village and two and a half a partner."""
STIR = 6.0
"""How far a vector is moved from its text's, in steps of a 127th of its largest number."""
ROWS = 65_536


@cache
def counties() -> Ints:
    """The official list's counties, of six digits."""
    with VILLAGES.open(encoding="utf-8", newline="") as file:
        return np.unique([int(row["code"]) // 10**6 for row in csv.DictReader(file)])


@cache
def encoded() -> tuple[list[str], list[str], NDArray[np.int8], float]:
    """All different needs and offers, their vectors, and the seconds of encoding."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from lianjian.chain.exchange.meaning import encoded as by_the_product

    sides = [
        [words[at].format(goods) for topic in TOPICS for words in (topic[side],)
         for at in range(2) for goods in GOODS]
        for side in (2, 3)
    ]  # fmt: skip
    by_the_product(sides[0][:1])
    began = time.perf_counter()
    vectors = by_the_product([*sides[0], *sides[1]])
    return sides[0], sides[1], vectors, time.perf_counter() - began


def write(folder: Path, villages: int, *, slots: float = 1.5, seed: int = 7) -> dict[str, float]:
    """Write the tables; ``slots`` places of partners for each partner that the villages want."""
    lot = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    codes = village_codes(villages)
    partners = round(PARTNERS_PER_VILLAGE * villages)
    room = lot.integers(1, 4, villages)
    _save(
        folder / "villages.parquet",
        id=codes,
        division=codes,
        capacity=room,
        must_serve=lot.random(villages) < 0.15,
    )
    seat = _partners(folder, lot, codes, partners, slots * room.sum() / partners)
    texts, _others, _vectors, seconds = encoded()
    needs = _listed(folder / "needs.parquet", "village", lot, codes, NEEDS, 0)
    offers = _listed(folder / "offers.parquet", "partner", lot, np.arange(partners), OFFERS, 1)
    _ties_and_wishes(folder, lot, codes, seat)
    return {
        "villages": villages,
        "partners": partners,
        "needs": needs,
        "offers": offers,
        "texts": 2 * len(texts),
        "encoding": seconds,
    }


def _save(path: Path, **columns: object) -> None:
    parquet.write_table(pa.table(columns), path)


def _partners(
    folder: Path, lot: np.random.Generator, codes: Ints, partners: int, mean: float
) -> Ints:
    """Returns the counties in which they are seated, of six digits; 0 for none."""
    provinces, share = np.unique(codes // 10**10, return_counts=True)
    there = counties()
    there = there[np.isin(there // 10**4, provinces)]
    weight = dict(zip(provinces.tolist(), (share / len(codes)).tolist(), strict=True))
    known, many = np.unique(there // 10**4, return_counts=True)
    size = dict(zip(known.tolist(), many.tolist(), strict=True))
    chance = np.array([weight[c // 10**4] / size[c // 10**4] for c in there.tolist()])
    seat = lot.choice(there, partners, p=chance / chance.sum())
    first = seat // 10**4 * 10**4 + 101 + lot.integers(1, 7, partners)
    seat = np.where(lot.random(partners) < 0.4, first, seat)
    where = lot.random(partners)
    own, nowhere = where < 0.85, where >= 0.95
    local = lot.random(partners) < 0.3
    affiliation = np.where(local & own, seat, seat // 10**4)
    span = np.maximum(1, lot.poisson(1.25 * mean, partners))
    _save(
        folder / "partners.parquet",
        id=np.arange(partners),
        kind=[KINDS[t] for t in lot.integers(0, len(KINDS), partners)],
        capacity=span,
        held=lot.binomial(span, 0.2),
        seat=pa.array(seat, mask=~own),
        affiliation=pa.array(affiliation, mask=nowhere),
    )
    return np.where(own, seat, 0)


def _listed(
    path: Path, side: str, lot: np.random.Generator, owners: Ints, many: tuple[int, int], at: int
) -> int:
    """Needs or offers, some thousand owners at a time; each owner keeps to a few goods."""
    texts, centres = encoded()[0] if at == 0 else encoded()[1], encoded()[2]
    centres = centres[at * len(texts) : (at + 1) * len(texts)].astype(np.float32)
    wide, count = centres.shape[1], 0
    schema = pa.schema(
        [
            (side, pa.int64()),
            ("area", pa.string()),
            ("settled", pa.bool_()),
            ("text", pa.string()),
            ("industry", pa.string()),
            ("meaning", pa.binary(wide)),
        ]
    )
    areas, industries = (pa.array([topic[n] for topic in TOPICS]) for n in (0, 1))
    with parquet.ParquetWriter(path, schema) as writer:
        for low in range(0, len(owners), ROWS // 4):
            mine = owners[low : low + ROWS // 4]
            owner = np.repeat(mine, lot.integers(*many, len(mine)))
            goods = np.repeat(lot.integers(0, len(GOODS), len(mine)), 1)
            goods = goods[np.searchsorted(mine, owner)]
            topic = lot.integers(0, len(TOPICS), len(owner))
            row = (2 * topic + lot.integers(0, 2, len(owner))) * len(GOODS) + goods
            moved = centres[row] + lot.normal(0, STIR, (len(row), wide)).astype(np.float32)
            meaning = np.clip(np.rint(moved), -127, 127).astype(np.int8)
            kept = lot.random(len(row)) < 0.3
            columns = [
                pa.array(owner),
                areas.take(pa.array(topic)),
                pa.array(lot.random(len(row)) < 0.8),
                pa.array(texts).take(pa.array(row)),
                pa.array(industries.take(pa.array(topic)).to_pylist(), mask=kept),
                pa.FixedSizeBinaryArray.from_buffers(
                    pa.binary(wide), len(row), [None, pa.py_buffer(meaning.tobytes())]
                ),
            ]
            writer.write_table(pa.table(columns, schema=schema))
            count += len(row)
    return count


def _ties_and_wishes(folder: Path, lot: np.random.Generator, codes: Ints, seat: Ints) -> None:
    """Two ties a village, two thirds of them in its own province; a few wishes, some by name."""
    villages, partners = len(codes), len(seat)
    order = np.argsort(seat, kind="stable")
    ordered = seat[order] // 10**4
    village = np.repeat(np.arange(villages), 2)
    province = codes[village] // 10**10
    low = np.searchsorted(ordered, province)
    size = np.searchsorted(ordered, province, side="right") - low
    near = order[(low + lot.random(len(village)) * size).astype(np.int64) % partners]
    far = lot.integers(0, partners, len(village))
    partner = np.where((lot.random(len(village)) < 0.67) & (size > 0), near, far)
    strength = np.round(lot.random(len(village)), 3)
    _save(folder / "ties.parquet", village=codes[village], partner=partner, strength=strength)
    some = lot.random(villages) < 0.2
    theirs = lot.random(partners) < 0.4
    named = lot.choice(villages, villages // 20, replace=False)
    asked = lot.integers(0, partners, len(named))
    sides = [int(some.sum()), int(theirs.sum()), len(named)]
    _save(
        folder / "wishes.parquet",
        village=pa.array([*codes[some], *[None] * sides[1], *codes[named]], pa.int64()),
        partner=pa.array([*[None] * sides[0], *np.flatnonzero(theirs), *asked], pa.int64()),
        side=["village"] * sides[0] + ["partner"] * sides[1] + ["village"] * sides[2],
        wants=lot.random(sum(sides)) < 0.95,
        rank=pa.array([None] * (sides[0] + sides[1]) + [1] * sides[2], pa.int64()),
    )
