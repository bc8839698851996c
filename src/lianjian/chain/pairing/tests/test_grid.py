"""The tables of all pairs say of each pair what its own reasons say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import numpy as np
import pytest
from tests import makers as ground
from tests.cast import World

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing import candidates, scores, solving
from lianjian.chain.pairing.grid import BARRED, Grid, grid_of
from lianjian.chain.pairing.material import Material, gathered
from lianjian.chain.pairing.models import Candidate, RuleSet
from lianjian.chain.pairing.progress import Progress
from lianjian.chain.registry.tests.makers import a_tie
from lianjian.engine import finding
from lianjian.engine.pairing import principles
from lianjian.ground.core import clock
from lianjian.ground.organisations.models import Kind

from .makers import (
    a_pairing,
    a_participant,
    a_proposal,
    a_round,
    a_solved_round,
    a_wish,
    some_partners,
    some_rules,
    some_villages,
)

TEXTS = ("老果园修剪技术", "冷库和包装", "义诊", "直播培训", "民宿规划", "果品收购")


@pytest.fixture
def material(world: World) -> Material:
    """A round with everything in it that a score is made of."""
    lot = random.Random(11)
    villages, partners = some_villages(world, 6, span=2), some_partners(world, 7, span=2)
    # One partner answers to the county itself, one is seated in another city.
    inside = ground.an_organisation("县农业局", kind=Kind.GOVERNMENT, affiliation=world.county)
    far = ground.a_division("99030001001", "远镇")
    partners[1].host.seat = far
    partners.append(_branch(inside))
    ground_rows = [partners[1].host]
    _save(ground_rows)
    for branch in villages:
        for _n in range(lot.randint(0, 3)):
            a_need(branch, lot.choice(TEXTS), area=lot.choice(WorkArea.values), industry="01")
    for branch in partners:
        for _n in range(lot.randint(0, 3)):
            an_offer(branch, lot.choice(TEXTS), area_guessed=lot.random() < 0.5, industry="13")
    since = clock.today() - dt.timedelta(days=400)
    for n in range(4):
        a_tie(villages[n], partners[n], since=since)
    a_wish(villages[0], partners[0], rank=2)
    a_wish(partners[0], villages[0])
    a_wish(villages[1])
    a_wish(partners[2], wish=False)
    a_wish(villages[2], partners[3], wish=False)
    rules = some_rules(world.county, farthest=RuleSet.Farthest.PROVINCE)
    round = a_round(world.county, rules=rules)
    for branch in (*villages, *partners):
        a_participant(round, branch)
    a_pairing(villages[3], partners[4])
    a_proposal(villages[4], partners[5], round=round)
    return gathered(round, on=clock.today())


def _branch(host):
    from lianjian.chain.registry.tests.makers import a_branch

    return a_branch(host, span=2)


def _save(rows) -> None:
    from lianjian.ground.core.scoped import scope_lifted

    with scope_lifted("a maker"):
        for row in rows:
            row.save(update_fields=["seat"])


def test_every_pair_scores_in_the_tables_as_it_does_alone(material: Material):
    grid = grid_of(material, RuleSet())
    for row, village in enumerate(material.villages):
        for column, partner in enumerate(material.partners):
            reasons = candidates.reasons_for(material, village.branch, partner.branch)
            told = {name: int(table[row, column]) for name, table in grid.four.items()}
            assert told == {name: reason.score for name, reason in reasons.items()}


def test_the_tables_know_why_a_pair_cannot_be(material: Material):
    grid = grid_of(material, RuleSet())
    words = {BARRED[number] for number in np.unique(grid.barred).tolist()}
    assert words == {"", "inside_county", "paired", "proposed"}
    inside = grid.barred[:, -1]
    assert (inside == BARRED.index(Candidate.Barred.INSIDE)).all()


def test_rules_may_leave_out_who_is_seated_far_away(material: Material):
    rules = RuleSet(farthest=RuleSet.Farthest.CITY)
    grid = grid_of(material, rules)
    far = BARRED.index(Candidate.Barred.FAR)
    # The partners answer to the province and stand nowhere nearer, so all of them are too far.
    assert (grid.barred[0] == far).sum() > 1
    assert not (grid_of(material, RuleSet()).barred == far).any()


def test_a_pair_below_the_floor_is_not_proposed_but_answers_why(world: World):
    branches = [*some_villages(world, 2), *some_partners(world, 2)]
    round = a_solved_round(world.mei, branches)
    rules = RuleSet(floor=100)
    material = gathered(round, on=clock.today())
    grid = grid_of(material, rules)
    field = candidates.Field.by(grid, grid.weighted(rules), rules.floor)
    assert not field.allowed.any()
    words = {one.barred for one in candidates.scored(material, field)}
    assert words == {Candidate.Barred.WEAK}


def test_a_large_round_finds_the_plan_of_all_pairs_from_a_few(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    branches = [*some_villages(world, 8, span=2), *some_partners(world, 9, span=2)]
    round = a_solved_round(world.mei, branches)
    whole = solving.among_all_pairs(round, Progress())
    monkeypatch.setattr(candidates, "ALL_PAIRS", 10)
    monkeypatch.setattr(candidates, "PER_VILLAGE", 1)
    monkeypatch.setattr(candidates, "PER_PARTNER", 1)
    few = solving.among_all_pairs(round, Progress())
    assert len(few.solved.problem) < len(whole.solved.problem)
    assert few.solved.certificate.value == whole.solved.certificate.value
    assert few.solved.posed["considered"] == 72


def test_what_is_packed_is_unpacked_unchanged(material: Material):
    grid = grid_of(material, RuleSet())
    again = Grid.unpacked(grid.packed(), grid.villages, grid.partners)
    assert (again.barred == grid.barred).all()
    assert all((again.four[name] == table).all() for name, table in grid.four.items())


# -- the finder of candidates, that works on whole nations --


def as_ground(material: Material) -> finding.Ground:
    """The participants as the finder takes them, without the order in which it finds faster."""
    rows = {row.branch_id: n for n, row in enumerate(material.villages)}
    columns = {row.branch_id: n for n, row in enumerate(material.partners)}

    def words(keys) -> np.ndarray:
        said = [material.wishes.get((key, None)) for key in keys]
        counts = {None: principles.SILENT, True: principles.OPEN_TO_ALL, False: finding.SAID_NO}
        return np.array([counts[None if wish is None else wish.wants] for wish in said])

    def by_name(mine, theirs, *, turned: bool) -> finding.Said:
        found = [
            (mine[branch], theirs[towards], wish)
            for (branch, towards), wish in material.wishes.items()
            if branch in mine and towards in theirs
        ]
        sides = np.array([(one, other) for one, other, _wish in found]).reshape(-1, 2).T
        worth = [
            int(principles.named(np.array(wish.rank or 0))) if wish.wants else finding.SAID_NO
            for _one, _other, wish in found
        ]
        village, partner = sides[::-1] if turned else sides
        return finding.Said(village, partner, np.array(worth, dtype=np.int64))

    def codes(places) -> np.ndarray:
        return np.array([principles.NOWHERE if place is None else place.code for place in places])

    tied = [
        (rows[village], columns[partner], tie.strength * 1_000)
        for (village, partner), several in material.ties.items()
        for tie in several
    ]
    hosts = [row.branch.host for row in material.partners]
    none = np.zeros(0, dtype=np.int64)
    return finding.Ground(
        finding.Villages(
            codes([row.branch.host.affiliation for row in material.villages]),
            words(rows),
            np.ones(len(rows), dtype=np.int64),
        ),
        finding.Partners(
            codes([host.seat or host.affiliation for host in hosts]),
            codes([host.affiliation for host in hosts]),
            np.array([row.branch.span for row in material.partners]),
            np.array([material.held[row.branch_id] for row in material.partners]),
            words(columns),
            np.zeros(len(columns), dtype=np.int64),
            np.array([row.branch.span for row in material.partners]),
        ),
        finding.named_of(
            finding.Said(*np.array(tied).T),
            by_name(rows, columns, turned=False),
            by_name(columns, rows, turned=True),
            finding.Said(none, none, none),
        ),
        finding.Weights(30, 20, 20, 30, farthest="province"),
        finding.Limits.none(),
    )


def posted(listed, keys) -> finding.Posted:
    return finding.Posted.of(
        scores.tabled((n, one) for n, key in enumerate(keys) for one in listed.get(key, ()))
    )


def test_the_finder_scores_every_pair_as_the_tables_do(material: Material):
    # On the day of the ties: how they fade is not the finder's business.
    since = next(tie.since for several in material.ties.values() for tie in several)
    material = dataclasses.replace(material, day=since)
    rules = RuleSet(farthest=RuleSet.Farthest.PROVINCE)
    grid, ground = grid_of(material, rules), as_ground(material)
    shape = grid.barred.shape
    village, partner = (side.ravel() for side in np.indices(shape))
    needs, offers = posted(material.needs, grid.villages), posted(material.offers, grid.partners)
    found = finding.scored(ground, village, partner, needs, offers)
    for name, table in grid.four.items():
        assert len(np.unique(table)) > 1, name
        assert (getattr(found, name).reshape(shape) == table).all(), name
    assert (found.score.reshape(shape) == grid.weighted(rules)).all()
    words = [Candidate.Barred.INSIDE, Candidate.Barred.FAR]
    kept_out = np.isin(grid.barred, [BARRED.index(word) for word in words])
    # What else bars a pair is said in tables of its own, and the place of one in another's stead.
    other = (grid.barred != 0) & ~kept_out
    barred = finding.barred(ground, village, partner).reshape(shape)
    assert kept_out.any()
    assert (barred[~other] == kept_out[~other]).all()
