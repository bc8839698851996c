"""The checker rejects every changed plan and every changed proof, and only those."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.sizes import size

from lianjian import cli
from lianjian.engine.pairing import Plan, Problem, Rules, certify, solve
from lianjian.engine.pairing.tests.makers import a_problem, a_random_problem, cut_short

from .makers import problem_as_csv
from .mutations import MUTATIONS, Files, mutated

TIMES = size(100, long=10_000)
EACH = 25
Solved = Callable[[Problem], Plan]


def a_full_problem(seed: int) -> Problem:
    """A random problem, and beside it a corner that must go without and one that competes."""
    made = a_random_problem(seed, villages=8, partners=8, most=40)
    villages = [
        *zip(
            made.village_id, made.village_capacity.tolist(), made.must_serve.tolist(), strict=True
        ),
        *((f"weak{n}", 1, True) for n in range(3)),
        ("lone", 2, True),
        ("stone", 1, False),
        ("pine", 1, False),
    ]
    kinds = [made.kinds[t] for t in made.kind.tolist()]
    partners = [
        *zip(made.partner_id, kinds, made.partner_capacity.tolist(), strict=True),
        ("hall", "university", 1),
        ("mill", "enterprise", 1),
    ]
    rows = [
        (made.village_id[i], made.partner_id[j], score, state, keep)
        for i, j, score, state, keep in zip(
            *(
                column.tolist()
                for column in (made.village, made.partner, made.score, made.state, made.keep)
            ),
            strict=True,
        )
    ]
    rows += [(f"weak{n}", "hall", 100_000 * n, 0, 0) for n in range(3)]
    rows += [("stone", "mill", 300_000, 0, 0), ("pine", "mill", 800_000, 0, 0)]
    caps = dict(zip(made.kinds, made.kind_cap.tolist(), strict=True))
    return a_problem(villages, partners, rows, Rules(per_kind=1, by_kind=caps))


def passed(times: int, home: Path, solved: Solved = solve, *more: str) -> tuple[list[str], int]:
    """The names of the mutations that were *not* refused, and how many problems there were."""
    through: list[str] = []
    problems = 0
    for start in range(0, times, EACH):
        problems += 1
        problem = a_full_problem(start)
        plan = solved(problem)
        files = Files.of(problem, plan, certify(problem, plan))
        county = problem_as_csv(home / "county", problem)
        # The control of each problem: the plan as it is passes.
        assert cli.main(["verify", str(county), str(files.write(home / "plan")), *more]) == 0
        for seed in range(start, min(start + EACH, times)):
            name, changed = mutated(files, seed)
            asked = ["verify", str(county), str(changed.write(home / "plan")), *more]
            status = cli.main(asked)
            assert status in (0, 1, 2)
            if status == 0:
                through.append(name)
    return through, problems


class CutShort:
    """Solves as far as chance has it: with a gap, and with villages of which nothing is known."""

    def __init__(self) -> None:
        self.seed = self.gaps = self.open = 0

    def __call__(self, problem: Problem) -> Plan:
        self.seed += 1
        # Some pairs there must be, for mutations to take from, and a score to measure the gap by.
        shares = (0.2, 0.4, 0.6, 0.8, 1)
        plans = (cut_short(problem, self.seed, share) for share in shares)
        plan = next(
            plan for plan in plans if len(plan.pairs) > 1 and problem.worth[plan.pairs].sum() > 0
        )
        certificate = certify(problem, plan)
        self.gaps += certificate.gap > 0
        self.open += certificate.must_open > 0
        return plan


def blinded(patch: pytest.MonkeyPatch, what: str) -> None:
    """The seeded faults: a checker for which every seal fits, or that skips the Hall proof too.

    Other prices and other pieces may prove as much: they pass the first. That is no lie, but they
    are not what was given.
    """
    checker: Any = sys.modules["lianjian.engine.pairing.verify"]
    patch.setattr(checker, "_digest", lambda *_given: AnyDigest())
    if what == "hall":
        patch.setattr(checker, "_bad_hall", lambda *_given: iter(()))


class AnyDigest(str):
    """A seal that fits everything."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __ne__(self, _other: object) -> bool:
        return False

    __hash__ = str.__hash__


@pytest.mark.campaign
def test_every_mutated_plan_and_proof_is_rejected(tmp_path, campaign, monkeypatch):
    through, problems = passed(TIMES, tmp_path)
    assert through == []
    blind = {}
    for what in ("seal", "hall"):
        with monkeypatch.context() as patch:
            blinded(patch, what)
            blind[what] = len(passed(2 * EACH, tmp_path)[0])
    assert 0 < blind["seal"] < blind["hall"]
    campaign(
        "T19",
        "pairing: plans and certificates with one thing changed",
        size=TIMES,
        control=f"of {2 * EACH}, {blind['seal']} passed a checker that skips the seal, "
        f"{blind['hall']} one that skips the Hall proof too",
        outcome=f"all refused, {len(MUTATIONS)} kinds, {problems} problems",
    )


@pytest.mark.campaign
def test_every_mutated_plan_that_was_stopped_is_rejected(tmp_path, campaign, monkeypatch):
    """However large a gap is allowed: what is said of it must be so."""
    short = CutShort()
    through, problems = passed(TIMES, tmp_path, short, "--gap", "1e9")
    assert through == []
    assert short.gaps == problems
    assert short.open
    with monkeypatch.context() as patch:
        blinded(patch, "hall")
        blind = len(passed(2 * EACH, tmp_path, CutShort(), "--gap", "1e9")[0])
    assert blind > 0
    campaign(
        "T19",
        "pairing: stopped plans and their certificates with one thing changed",
        size=TIMES,
        control=f"of {2 * EACH}, {blind} passed a checker that skips seal and Hall proof",
        outcome=f"all refused, {len(MUTATIONS)} kinds, {problems} problems, "
        f"{short.open} of them with villages left open",
    )
