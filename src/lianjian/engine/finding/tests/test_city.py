"""The finder against all pairs, one by one and in plain steps."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lianjian.engine import pairing as engine
from lianjian.engine.finding import (
    EVERYWHERE,
    SAID_NO,
    UNSAID,
    Found,
    Keeping,
    Limits,
    Posted,
    Weights,
    find,
    joined,
    looking,
    reach,
    region_of,
    words,
)
from lianjian.engine.finding import city as one_city
from lianjian.engine.finding.reach import nearest_first
from lianjian.engine.pairing import UNIT, State

from .makers import World, a_world


def all_found(world: World) -> Found:
    """What is found in all cities, put together."""
    needs, offers = world.find_all()
    ground = world.ground
    return put_together(
        world, [find(ground, city, needs, offers) for city in ground.cities().tolist()]
    )


def put_together(world: World, parts: list[Found]) -> Found:
    keeping = Keeping(len(world.ground.partners), world.ground.limits.per_partner)
    for part in parts:
        keeping.see(part)
    stay = [keeping.stays(part) for part in parts]
    columns = [
        np.concatenate([getattr(part, name)[rows] for part, rows in zip(parts, stay, strict=True)])
        for name in ("village", "partner", "score", "state", "claim", "kept")
    ]
    order = np.lexsort((columns[1], columns[0]))
    village, partner, score, state, claim, kept = (column[order] for column in columns)
    return Found(village, partner, score, state, claim, kept)


def plainly(world: World) -> dict[tuple[int, int], tuple[int, int]]:
    """Score and state of every pair that can be a candidate, pair by pair."""
    ground = world.ground
    villages, partners, named = ground.villages, ground.partners, ground.named
    relevance = engine.relevance(world.needs, world.offers, len(villages), len(partners)).score
    known = {
        (int(i), int(j)): row
        for row, (i, j) in enumerate(zip(named.village, named.partner, strict=True))
    }
    found = {}
    for i in range(len(villages)):
        for j in range(len(partners)):
            row = known.get((i, j))
            mine, theirs = int(villages.word[i]), int(partners.word[j])
            ties, state = 0, State.FREE
            if row is not None:
                mine = mine if named.village_word[row] == UNSAID else int(named.village_word[row])
                theirs = (
                    theirs if named.partner_word[row] == UNSAID else int(named.partner_word[row])
                )
                ties, state = int(named.ties[row]), State(int(named.state[row]))
            span, held = int(partners.span[j]), int(partners.held[j])
            free = max(0, span - held) * UNIT // span if span else 0
            far, near = _far(int(villages.code[i]), int(partners.home[j]))
            willing = 0 if SAID_NO in (mine, theirs) else (mine + theirs) // 2
            weights = ground.weights
            score = (
                weights.willingness * willing
                + weights.ties * ties
                + weights.span * ((free + near) // 2)
                + weights.relevance * int(relevance[i, j])
            ) // 100
            barred = villages.code[i] // 10**9 == partners.affiliation[j] // 10**9
            barred |= far > {"anywhere": 3, "province": 2, "city": 1}[weights.farthest]
            room = villages.room[i] > 0 and span > held
            enough = score >= weights.floor * UNIT // 100 or state == State.LOCKED
            if state != State.FREE or (room and enough and not barred):
                found[i, j] = (score, int(state))
    return found


def _far(village: int, home: int) -> tuple[int, int]:
    if home < 0:
        return 1, 500_000
    if village // 10**13 != home // 10**13:
        return 3, 400_000
    if home % 10**13 == 0 or village // 10**11 != home // 10**11:
        return 2, 700_000
    return 1, UNIT


def as_pairs(found: Found) -> dict[tuple[int, int], tuple[int, int]]:
    rows = zip(
        *(getattr(found, name).tolist() for name in ("village", "partner", "score", "state")),
        strict=True,
    )
    return {(i, j): (score, state) for i, j, score, state in rows}


@pytest.mark.parametrize("farthest", ["anywhere", "province", "city"])
@pytest.mark.parametrize("seed", range(4))
def test_without_limits_every_pair_is_found_and_scored_as_alone(seed, farthest):
    weights = Weights(25, 15, 20, 40, floor=20 * (seed % 2), farthest=farthest)
    world = a_world(seed, limits=Limits.none(), weights=weights)
    assert as_pairs(all_found(world)) == plainly(world)


@pytest.mark.parametrize("seed", range(4))
def test_each_village_keeps_its_best_and_each_partner_a_few(seed):
    limits = dataclasses.replace(Limits.none(), per_village=5, per_partner=3)
    world = a_world(seed, limits=limits)
    named = world.ground.named
    always = set(
        zip(named.village[named.always].tolist(), named.partner[named.always].tolist(), strict=True)
    )
    every = plainly(world)
    wanted = {pair for pair in every if pair in always}
    for side, most in ((0, 5), (1, 3)):
        for one in {pair[side] for pair in every}:
            mine = [pair for pair in every if pair[side] == one]
            mine.sort(key=lambda pair: (-every[pair][0], pair))
            wanted |= set(mine[:most])
    assert set(as_pairs(all_found(world))) == wanted


def test_tiles_and_cities_in_any_order_give_the_same(monkeypatch: pytest.MonkeyPatch):
    limits = Limits(6, 3, 2, found=9, bought=9, reach=70, anywhere=9, beside=20)
    world = a_world(7, limits=limits)
    whole = all_found(world)
    needs, offers = world.find_all()
    monkeypatch.setattr(looking, "TILE", 1_000)
    monkeypatch.setattr(looking, "AT_ONCE", 3)
    monkeypatch.setattr(one_city, "AT_ONCE", 7)
    parts = [find(world.ground, city, needs, offers) for city in world.ground.cities()[::-1]]
    small = put_together(world, parts)
    for name in ("village", "partner", "score", "state"):
        assert (getattr(small, name) == getattr(whole, name)).all(), name
    assert 0 < sum(part.looked_at for part in parts) < 40 * 60


def test_partners_in_reach_and_those_that_are_spoken_of_are_enough():
    world = a_world(3, limits=Limits(6, 3, 2, found=9, bought=9, reach=70, anywhere=9, beside=20))
    ground = world.ground
    needs, offers = world.find_all()
    for city in ground.cities().tolist():
        first, behind = ground.of_city(city)
        low, high = np.searchsorted(world.needs.owner, [first, behind]).tolist()
        enough = np.zeros(len(ground.partners), dtype=np.bool_)
        named = ground.named.of(first, behind)
        enough[named.partner[named.always]] = True
        for run in reach(ground, city):
            enough[run.first : run.behind] = True
        parts = [
            Posted.of(world.offers.rows(row, row + 1))
            for row in np.flatnonzero(enough[world.offers.owner])[::-1].tolist()
        ]
        assert len(parts) < len(offers)
        some = find(ground, city, Posted.of(world.needs.rows(low, high)), joined(parts))
        assert as_pairs(some) == as_pairs(find(ground, city, needs, offers))


def test_the_nearest_regions_come_first():
    regions = np.array([1100, 1101, 3500, 3501, 3502, 3503, 3505, 3601, 4401, EVERYWHERE])
    assert regions[nearest_first(3503, regions)].tolist() == [
        3503, 3500, 3502, 3501, 3505, 3601, 4401, 1101, 1100, EVERYWHERE,
    ]  # fmt: skip


def test_nobody_is_out_of_everybodys_reach():
    """Half of a province is in reach of each of its cities, and another half of each."""
    world = a_world(5, partners=900, limits=dataclasses.replace(Limits(), reach=500, anywhere=20))
    ground = world.ground
    reached = np.zeros(len(ground.partners), dtype=np.int64)
    for city in (3501, 3502, 3503, 3504, 3505, 3506):
        runs = reach(ground, city)
        rows = np.concatenate([np.arange(run.first, run.behind) for run in runs])
        assert len(np.unique(rows)) == len(rows)
        seated = region_of(ground.partners.home[rows])
        weight = ground.partners.weight_before[1:] - ground.partners.weight_before[:-1]
        assert weight[rows[seated != EVERYWHERE]].sum() <= 550
        reached[rows] += 1
    mine = np.isin(region_of(ground.partners.home), [3500, 3503, 3505])
    assert (reached[mine & (ground.partners.room > 0)] > 0).mean() > 0.95
    assert (reached[mine] < 6).any()


def test_words_are_those_that_a_score_counts():
    texts = ["老果园修剪技术", "", "的", "ab cd，老果园", "我们的和了", "果园果园果园", "é茶x"]
    found = words.words_of(texts)
    for row, text in enumerate(texts):
        codes = found.code[found.start[row] : found.start[row + 1]].tolist()
        assert codes == sorted(set(codes))
        read = {chr(code // 0x110000) + chr(code % 0x110000) for code in codes}
        assert read == engine.bigrams(text)
