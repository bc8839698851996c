"""The checker believes nobody: whatever is changed in a plan, a price or a proof is found."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from lianjian.engine.pairing import Certificate, Hall, Plan, Problem, certify, solve, verify
from lianjian.engine.pairing.certificate import plan_digest

from .makers import a_county, a_problem, a_random_problem


def a_proven_round(seed: int = 1) -> tuple[Problem, Plan, Certificate]:
    problem = a_county(seed, span=1)
    plan = solve(problem)
    return problem, plan, certify(problem, plan)


def _one_pair_changed(problem: Problem, plan: Plan, lot: random.Random) -> Plan:
    pairs = plan.pairs.tolist()
    match lot.randrange(3):
        case 0:
            pairs.pop(lot.randrange(len(pairs)))
        case 1:
            pairs.append(lot.choice([n for n in range(len(problem)) if n not in pairs]))
        case _:
            pairs[lot.randrange(len(pairs))] = lot.choice(
                [n for n in range(len(problem)) if n not in pairs]
            )
    return Plan(np.array(sorted(pairs), dtype=np.int64), plan.prices)


def _one_price_changed(plan: Plan, lot: random.Random) -> Plan:
    prices = plan.prices.copy()
    j = lot.randrange(len(prices))
    prices[j] += lot.choice([-1, 1, 1000, -1000, 10**6, 2**40])
    return Plan(plan.pairs, prices)


def test_it_rejects_every_single_change_of_a_pair_or_a_price():
    problem, plan, certificate = a_proven_round()
    lot = random.Random(7)
    for n in range(200):
        changed = _one_pair_changed(problem, plan, lot) if n % 2 else _one_price_changed(plan, lot)
        assert not verify(problem, changed, certificate).ok, n


def test_a_changed_pair_is_worse_or_not_allowed_even_with_its_digest_forged():
    """The argument itself, not the seal: certified anew, what is not optimal shows a gap."""
    problem, plan, certificate = a_proven_round()
    lot = random.Random(8)
    for n in range(100):
        changed = _one_pair_changed(problem, plan, lot)
        forged = replace(certificate, plan_digest=plan_digest(problem, changed, certificate.hall))
        report = verify(problem, changed, forged)
        assert not report.ok, n


def test_a_checker_without_the_seal_would_let_another_proof_pass():
    """The control: some changed prices prove as much; only the digest tells them apart."""
    problem, plan, certificate = a_proven_round()
    passed = 0
    for j in range(len(plan.prices)):
        prices = plan.prices.copy()
        prices[j] += 1
        changed = Plan(plan.pairs, prices)
        assert not verify(problem, changed, certificate).ok
        passed += verify(problem, changed, certify(problem, changed)).ok
    assert passed > 0


@pytest.mark.parametrize(
    "field", ["value", "bound", "gap", "score", "must_served", "must_unservable"]
)
def test_it_rejects_a_figure_that_is_not_so(field: str):
    problem, plan, certificate = a_proven_round()
    changed = replace(certificate, **{field: getattr(certificate, field) + 1})
    assert not verify(problem, plan, changed).ok


def test_it_rejects_the_certificate_of_another_problem():
    problem, plan, certificate = a_proven_round()
    other = replace(problem, keep=problem.keep + 1)
    assert not verify(other, plan, certificate).ok


def test_a_plan_that_is_not_the_best_gets_a_certificate_with_its_gap():
    problem, plan, _ = a_proven_round()
    worse = Plan(plan.pairs[1:], plan.prices)
    certificate = certify(problem, worse)
    assert certificate.gap > 0
    assert any("not proven" in fault for fault in verify(problem, worse, certificate).faults)


def test_certificate_and_checker_reckon_the_same_bound_at_any_prices():
    """Two hands wrote them; where they differ, one is wrong."""
    for seed in range(300):
        problem = a_random_problem(seed)
        lot = random.Random(seed)
        prices = np.array(
            [lot.choice([0, 1, 400_000, 2_000_000]) for _ in problem.partner_id], dtype=np.int64
        )
        plan = Plan(solve(problem).pairs, prices)
        certificate = certify(problem, plan)
        report = verify(problem, plan, certificate)
        assert (report.value, report.bound) == (certificate.value, certificate.bound), seed
        assert report.gap >= 0


def test_a_village_that_cannot_be_served_carries_its_proof():
    v = [(f"v{i}", 1, True) for i in range(3)] + [("far", 1, True), ("lone", 1, True)]
    p = [("p", "other", 1), ("q", "other", 1), ("r", "other", 1)]
    rows = [(f"v{i}", j, 100_000 * (i + 1)) for i in range(3) for j in ("p", "q")] + [
        ("far", "r", 1)
    ]
    problem = a_problem(v, p, rows)
    plan = solve(problem)
    certificate = certify(problem, plan)
    assert certificate.must_unservable == 2
    assert set(certificate.hall) == {Hall((0, 1, 2), (0, 1)), Hall((4,), ())}
    assert verify(problem, plan, certificate).ok


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (Hall((4,), ()),),
        (Hall((0, 1, 2), (0,)), Hall((4,), ())),
        (Hall((0, 1), (0, 1)), Hall((4,), ())),
        (Hall((0, 1, 2), (0, 1, 2)), Hall((4,), ())),
        (Hall((0, 1, 2), (0, 1)), Hall((4,), ()), Hall((4,), ())),
        (Hall((0, 1, 2, 99), (0, 1)), Hall((4,), ())),
        (Hall((0, 1, 2), (0, 1, 99)), Hall((4,), ())),
        (Hall((0, 1, 2), (0, 1)), Hall((3, 4), ())),
    ],
)
def test_it_rejects_a_hall_proof_that_proves_nothing(pieces):
    v = [(f"v{i}", 1, True) for i in range(3)] + [("far", 1, True), ("lone", 1, True)]
    p = [("p", "other", 1), ("q", "other", 1), ("r", "other", 1)]
    rows = [(f"v{i}", j, 100_000 * (i + 1)) for i in range(3) for j in ("p", "q")] + [
        ("far", "r", 1)
    ]
    problem = a_problem(v, p, rows)
    plan = solve(problem)
    known = all(max(*piece.villages, *piece.partners, 0) < 5 for piece in pieces)
    seal = plan_digest(problem, plan, pieces) if known else ""
    forged = replace(certify(problem, plan), hall=pieces, plan_digest=seal)
    faults = verify(problem, plan, forged).faults
    assert any("Hall" in fault or "D" in fault or "proof" in fault for fault in faults), faults


def test_every_random_problem_with_an_unserved_village_proves_it():
    seen = 0
    for seed in range(300):
        problem = a_random_problem(seed)
        plan = solve(problem)
        certificate = certify(problem, plan)
        seen += certificate.must_unservable > 0
        assert verify(problem, plan, certificate).ok
    assert seen > 30


def test_a_certificate_comes_back_from_json_as_it_was():
    import json

    _, _, certificate = a_proven_round()
    assert Certificate.from_json(json.loads(json.dumps(certificate.as_json()))) == certificate


def test_the_checker_shares_no_code_with_the_solver_or_the_certificate():
    import ast
    import inspect
    import sys

    tree = ast.parse(inspect.getsource(sys.modules["lianjian.engine.pairing.verify"]))
    at_run_time = [node for node in tree.body if isinstance(node, ast.ImportFrom | ast.Import)]
    named = {getattr(node, "module", None) or node.names[0].name for node in at_run_time}
    assert named <= {
        "__future__",
        "hashlib",
        "json",
        "collections",
        "collections.abc",
        "dataclasses",
        "fractions",
        "typing",
    }
