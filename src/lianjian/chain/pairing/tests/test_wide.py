"""A wide round is what a small one is: the same scores, the same bars, the same plan."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import World
from tests.sizes import size

from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.pairing import instance, jobs, selectors, services, solving
from lianjian.chain.pairing.material import Pair
from lianjian.chain.pairing.models import Candidate, Participant, Round, RuleSet
from lianjian.chain.pairing.progress import Progress
from lianjian.chain.pairing.wide import counties, memory, reckoning, recorded
from lianjian.engine.finding import Limits
from lianjian.engine.pairing import State
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.jobs.models import Job
from lianjian.ground.jobs.registry import Work
from lianjian.ground.jobs.worker import Stopped

from .wide_makers import Motley, a_motley_round, wide_from

ALL = Scope.of_everything()
RULES: tuple[dict[str, Any], ...] = (
    {},
    {"farthest": RuleSet.Farthest.PROVINCE, "floor": 12},
    {"farthest": RuleSet.Farthest.CITY},
    {"one_per_kind": False, "willingness": 10, "ties": 10, "span": 10, "relevance": 70},
    {"per_town": 2, "least_of_a_partner": 1},
)


def every_pair(round: Round) -> tuple[solving.Found, dict[Pair, int]]:
    """The round solved by tables, and the pairs that may be in its plan, with their scores: those
    with room on both sides."""
    found = solving.among_all_pairs(round, Progress())
    field, known = found.field, found.material
    room = {row.branch_id: known.room(row) for row in (*known.villages, *known.partners)}
    return found, {
        (village, partner): int(field.score[row, column])
        for row, village in enumerate(field.grid.villages)
        for column, partner in enumerate(field.grid.partners)
        if field.allowed[row, column] and room[village] and room[partner]
    }


def found_of(wide: reckoning.Found) -> tuple[dict[Pair, int], dict[Pair, tuple[int, int]]]:
    """The candidates of a wide round with their scores, and what was said of each."""
    posed, table = wide.posed, wide.posed["candidates"]
    pairs = instance.pairs_in(posed)
    marks = zip(table.state.tolist(), table.keep.tolist(), strict=True)
    return (
        dict(zip(pairs, table.score.tolist(), strict=True)),
        dict(zip(pairs, marks, strict=True)),
    )


def differences(motley: Motley) -> list[str]:
    """In what a wide round differs from the small one; nothing, if all is well."""
    small, allowed = every_pair(motley.round)
    wide = reckoning.reckon(motley.round, Progress())
    scores, marks = found_of(wide)
    kept_out = {pair for pair, (state, _keep) in marks.items() if state == State.FORBIDDEN}
    found = []
    if {pair: score for pair, score in scores.items() if pair not in kept_out - allowed.keys()} != (
        allowed
    ):
        found.append("scores or bars")
    posed = small.solved.posed
    table = posed["candidates"]
    said = zip(table.state.tolist(), table.keep.tolist(), strict=True)
    theirs = dict(zip(instance.pairs_in(posed), said, strict=True))
    if any(marks[pair] != theirs[pair] for pair in marks.keys() & theirs.keys()):
        found.append("marks")
    one, other = small.solved.certificate, wide.certificate
    for name in ("score", "must_served", "must_unservable", "least_filled", "gap"):
        if getattr(one, name) != getattr(other, name):
            found.append(name)
    return found


@pytest.mark.parametrize("seed", range(size(5, long=60)))
def test_a_wide_round_is_what_a_small_one_is(
    world: World, monkeypatch: pytest.MonkeyPatch, seed: int
):
    wide_from(monkeypatch, 0, Limits.none())
    motley = a_motley_round(world, seed, **RULES[seed % len(RULES)])
    assert differences(motley) == []


def test_with_ordinary_limits_a_small_world_is_found_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    wide_from(monkeypatch, 0)
    assert differences(a_motley_round(world, 2)) == []


def test_what_keeps_two_apart_is_missed_where_it_is_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    """The control: a renumbered county taken by its digits alone, and refusals that are forgotten,
    are each seen in one of a few worlds."""
    wide_from(monkeypatch, 0, Limits.none())
    motley = [a_motley_round(world, 100)]

    def by_digits(villages: Any, partners: Any) -> counties.Inside:
        none = np.zeros(0, dtype=np.int64)
        nowhere = np.full(len(partners), -1)
        return counties.Inside(np.zeros(len(villages), int), nowhere, 1, none, partners.affiliation)

    with monkeypatch.context() as patched:
        patched.setattr(counties, "inside", by_digits)
        assert any(differences(one) for one in motley)
    read = recorded.read
    with monkeypatch.context() as patched:
        patched.setattr(
            recorded,
            "read",
            lambda *given: recorded.Recorded(**{**vars(read(*given)), "apart": set()}),
        )
        assert any(differences(one) for one in motley)


def test_needs_and_offers_that_come_and_go_are_seen(world: World, monkeypatch: pytest.MonkeyPatch):
    wide_from(monkeypatch, 0, Limits.none())
    motley = a_motley_round(world, 3)
    before, _marks = found_of(reckoning.reckon(motley.round, Progress()))
    need = a_need(motley.villages[0], "盼冷库和包装")
    an_offer(motley.partners[0], "给冷库和包装")
    assert differences(motley) == []
    after, _marks = found_of(reckoning.reckon(motley.round, Progress()))
    assert before != after
    with scope_lifted("it is withdrawn"):
        type(need).objects.update(state="withdrawn")
    assert differences(motley) == []


# -- the job --


@pytest.fixture
def waiting(world: World, monkeypatch: pytest.MonkeyPatch) -> Motley:
    """A wide round whose solving was asked for."""
    wide_from(monkeypatch, 3)
    monkeypatch.setattr(solving, "INLINE_PAIRS", 3)
    motley = a_motley_round(world, 4)
    assert services.solve(world.bo.actor, round=motley.round) is None
    return motley


def test_it_is_solved_by_the_job_and_keeps_rows_of_few_pairs(world: World, waiting: Motley):
    round = waiting.round
    said: list[tuple[int, str]] = []
    work = Work(world.bo.actor, lambda permille, sentence: said.append((permille, str(sentence))))
    keep: Any = jobs.solve_round(work, round=round.pk)
    assert selectors.solution(ALL, round) is None
    keep()
    round.refresh_from_db()
    assert round.state == "review"
    solution = selectors.solution(ALL, round)
    assert solution is not None
    assert solution.is_wide
    assert solution.proven
    assert [permille for permille, _sentence in said] == sorted(p for p, _s in said)
    assert sum("个城市" in sentence for _permille, sentence in said) >= 3
    rows = Candidate.within(ALL).filter(round=round)
    spoken_of = rows.exclude(state=Candidate.State.FREE).count()
    plan = {(village, partner) for village, partner in solution.pairs}
    assert spoken_of
    assert len(plan) <= rows.count() <= len(plan) + spoken_of
    scored = dict(zip(*(_candidates(solution)), strict=True))
    for row in rows.select_related("village", "partner"):
        pair = (row.village.branch_id, row.partner.branch_id)
        if pair in plan:
            assert (row.score, row.barred) == (scored[pair], "")
            weights = solution.instance["weights"]
            assert row.score == sum(row.reasons[n]["score"] * w for n, w in weights.items()) // 100
    capacity = dict(
        zip(*(solution.instance["villages"][name] for name in ("id", "capacity")), strict=True)
    )
    for someone in Participant.within(ALL).filter(round=round, side="village"):
        assert someone.capacity == capacity[someone.branch_id]


def _candidates(solution: Any) -> tuple[list[Pair], list[int]]:
    posed = instance.posed_by(solution)
    return instance.pairs_in(posed), posed["candidates"].score.tolist()


def test_stopped_between_two_cities_it_writes_nothing(
    world: World, waiting: Motley, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    round, done = waiting.round, []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def tell(permille: int, sentence: Any) -> None:
        if "个城市" in str(sentence):
            assert list(tmp_path.iterdir())
            done.append(sentence)
            if len(done) == 2:
                raise Stopped

    with pytest.raises(Stopped):
        jobs.solve_round(Work(world.bo.actor, tell), round=round.pk)
    round.refresh_from_db()
    assert (round.state, len(done)) == ("draft", 2)
    assert selectors.solution(ALL, round) is None
    assert not Candidate.within(ALL).filter(round=round, state=Candidate.State.FREE).exists()
    assert not list(tmp_path.iterdir())
    assert Job.within(world.bo.scope).filter(name="pairing.solve").count() == 1


def test_a_round_that_does_not_fit_into_the_memory_is_refused_and_stays_a_draft(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    wide_from(monkeypatch, 3)
    monkeypatch.setattr(memory, "available", lambda: 800_000_000)
    motley = a_motley_round(world, 4)
    with pytest.raises(Invalid, match=r"0\.9 GB"):
        services.solve(world.bo.actor, round=motley.round)
    motley.round.refresh_from_db()
    assert motley.round.state == "draft"
    assert not Job.within(world.bo.scope).exists()


def test_a_second_draft_stays_near_the_first(world: World, waiting: Motley):
    round = waiting.round
    work = Work(world.bo.actor, lambda _permille, _sentence: None)
    first: list[Any] = []
    for version in (1, 2):
        keep: Any = jobs.solve_round(work, round=round.pk)
        keep()
        round.refresh_from_db()
        solution = selectors.solution(ALL, round)
        assert solution is not None
        assert solution.version == version
        first.append(solution.pairs)
        posed = instance.posed_by(solution)
        if version == 1:
            services.solve(world.bo.actor, round=round)
        else:
            assert (posed["candidates"].keep > 0).sum() >= len(first[0])
    assert first[0] == first[1]


def test_the_number_of_queries_does_not_grow_with_the_participants(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    wide_from(monkeypatch, 0)
    counts = []
    for villages in (6, 24):
        motley = a_motley_round(world, 7 + villages, villages=villages, partners=2 * villages)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reckoning.reckon(motley.round, Progress())
        counts.append(len(asked))
        with scope_lifted("another world"):
            Participant.objects.all().delete()
    # What depends on how many counties they lie in differs a little.
    assert counts[1] <= counts[0] + 25, counts
