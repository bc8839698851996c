"""Who must be served and is not: proven, or left open; never the one for the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from lianjian.engine.pairing import Certificate, Hall, Plan, Problem, State, certify, solve, verify
from lianjian.engine.pairing.certificate import plan_digest
from lianjian.engine.pairing.verify import ANY_GAP

from .makers import (
    a_busy_problem,
    a_problem,
    a_random_problem,
    best_by_trying,
    cut_short,
    figures,
)


def cut_short_plans(count: int) -> Iterator[tuple[Problem, Plan, Certificate]]:
    for seed in range(count):
        problem = a_random_problem(seed)
        plan = cut_short(problem, seed)
        yield problem, plan, certify(problem, plan)


def test_what_is_proven_of_a_plan_that_was_stopped_is_true_and_the_rest_is_open():
    """Open is left exactly where a better plan serves more (Berge 1957)."""
    seen = {"open": 0, "proven": 0, "both": 0}
    for problem, plan, certificate in cut_short_plans(600):
        assert verify(problem, plan, certificate, within=ANY_GAP).ok
        most, _score = best_by_trying(problem)
        must = int(problem.must_serve.sum())
        served = figures(problem, plan.pairs.tolist())[0]
        assert certificate.must_served == served
        assert served + certificate.must_unservable + certificate.must_open == must
        assert most <= must - certificate.must_unservable
        assert (certificate.must_open > 0) == (served < most)
        seen["open"] += certificate.must_open > 0
        seen["proven"] += certificate.must_unservable > 0
        seen["both"] += certificate.must_open > 0 and certificate.must_unservable > 0
    assert min(seen.values()) > 10, seen


def test_an_optimal_plan_leaves_nothing_open():
    seen = 0
    for seed in range(60):
        problem = a_busy_problem(seed)
        certificate = certify(problem, solve(problem))
        assert certificate.must_open == 0
        seen += certificate.must_unservable > 0
    assert seen > 3


def test_a_chain_of_two_thousand_villages_is_followed_to_its_end():
    """Each holds what the next one wants, and only the last could move; or nobody could."""
    n = 2_000
    v = [(f"v{i:05}", 1, True) for i in range(n)]
    rows = [(f"v{i:05}", f"p{i + 1:05}", 1) for i in range(n - 1)]
    rows += [(f"v{i:05}", f"p{i:05}", 1) for i in range(1, n)]
    for slots, expected in ((1, "open"), (0, "proven")):
        p = [(f"p{i:05}", "other", 1) for i in range(1, n)] + [("end", "other", slots)]
        problem = a_problem(v, p, [*rows, (f"v{n - 1:05}", "end", 1)])
        held = np.arange(n - 1, 2 * n - 2)
        prices = np.zeros(n, dtype=np.int64)
        certificate = certify(problem, Plan(held, prices))
        assert certificate.must_served == n - 1
        assert certificate.must_open == (expected == "open")
        assert certificate.must_unservable == (expected == "proven")
        assert [len(piece.villages) for piece in certificate.hall] == (
            [n] if expected == "proven" else []
        )


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("field", ["must_open", "must_unservable", "gap"])
def test_the_checker_reckons_for_itself_what_is_open(field: str, by: int):
    seen = 0
    for problem, plan, certificate in cut_short_plans(60):
        if not certificate.must_open:
            continue
        seen += 1
        forged = replace(certificate, **{field: getattr(certificate, field) + by})
        faults = verify(problem, plan, forged, within=ANY_GAP).faults
        assert any(fault.startswith(f"{field}: ") for fault in faults), faults
    assert seen > 5


def test_open_is_not_taken_for_proven():
    """A piece that takes an open village in, with seal and counts to match, proves nothing."""
    seen = 0
    for problem, plan, certificate in cut_short_plans(200):
        if not certificate.must_open:
            continue
        seen += 1
        named = {i for piece in certificate.hall for i in piece.villages}
        served = set(problem.village[plan.pairs].tolist())
        one = next(
            i
            for i in np.flatnonzero(problem.must_serve).tolist()
            if i not in served and i not in named
        )
        wants = problem.partner[(problem.village == one) & (problem.state == State.FREE)]
        for partners in ((), tuple(sorted(set(wants.tolist())))):
            hall = (*certificate.hall, Hall((one,), partners))
            forged = replace(
                certificate,
                hall=hall,
                must_open=certificate.must_open - 1,
                must_unservable=certificate.must_unservable + 1,
                plan_digest=plan_digest(problem, plan, hall),
            )
            assert not verify(problem, plan, forged, within=ANY_GAP).ok
    assert seen > 20


def test_nobody_may_be_left_open_where_the_bound_shows_that_none_could_be_served():
    v = [(f"v{i}", 1, True) for i in range(3)]
    problem = a_problem(v, [("p", "other", 1)], [(f"v{i}", "p", 100_000 * i) for i in range(3)])
    plan = solve(problem)
    certificate = certify(problem, plan)
    assert (certificate.must_unservable, certificate.must_open) == (2, 0)
    forged = replace(
        certificate,
        hall=(),
        must_unservable=0,
        must_open=2,
        plan_digest=plan_digest(problem, plan, ()),
    )
    faults = verify(problem, plan, forged).faults
    assert faults == ("a village stays unserved without a proof that it must",)
    # The control: where the bound shows nothing of the kind, it is no fault.
    none = Plan(np.empty(0, dtype=np.int64), plan.prices)
    weak = certify(problem, none)
    assert (weak.must_unservable, weak.must_open) == (0, 3)
    assert verify(problem, none, weak, within=ANY_GAP).ok


def test_a_certificate_from_before_there_was_anything_open_is_read():
    problem, _plan, certificate = next(cut_short_plans(1))
    said = certificate.as_json()
    del said["must_open"]
    assert Certificate.from_json(said) == replace(certificate, must_open=0)
    assert problem.digest() == certificate.digest
