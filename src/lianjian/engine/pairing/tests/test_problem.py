"""The door: what cannot be taken is refused with its table, its row and the reason."""

from __future__ import annotations

import pytest

from lianjian.engine.pairing import (
    BadProblem,
    Candidates,
    Partners,
    Problem,
    Rules,
    State,
    Villages,
)

GOOD = {
    "villages": {"id": ["v"], "capacity": [1], "must_serve": [False]},
    "partners": {"id": ["p"], "kind": ["university"], "capacity": [1]},
    "candidates": {"village": ["v"], "partner": ["p"], "score": [5]},
}


def problem(rules: Rules | None = None, **changes):
    tables = {name: {**table, **changes.get(name, {})} for name, table in GOOD.items()}
    return Problem.of(
        Villages(**tables["villages"]),
        Partners(**tables["partners"]),
        Candidates(**tables["candidates"]),
        rules,
    )


@pytest.mark.parametrize(
    ("table", "row", "reason", "changes"),
    [
        (
            "villages",
            1,
            "the same id again.*as in row 0",
            {"villages": {"id": ["v", "v"], "capacity": [1, 1], "must_serve": [0, 0]}},
        ),
        ("villages", 0, "outside 0", {"villages": {"capacity": [-1]}}),
        ("villages", 0, "outside 0", {"villages": {"capacity": [2**31]}}),
        ("villages", 0, "whole number", {"villages": {"capacity": [1.5]}}),
        ("villages", 0, "id must be", {"villages": {"id": [None]}}),
        ("villages", None, "one length", {"villages": {"capacity": [1, 2]}}),
        (
            "villages",
            None,
            "partly text",
            {"villages": {"id": ["v", 2], "capacity": [1, 1], "must_serve": [0, 0]}},
        ),
        ("partners", 0, "outside 0", {"partners": {"capacity": [-3]}}),
        ("partners", 0, "id must be", {"partners": {"id": [""]}}),
        ("candidates", 0, "no such village", {"candidates": {"village": ["w"]}}),
        ("candidates", 0, "no such partner", {"candidates": {"partner": ["q"]}}),
        ("candidates", 0, "outside 0", {"candidates": {"score": [1_000_001]}}),
        ("candidates", 0, "outside 0", {"candidates": {"score": [-1]}}),
        ("candidates", 0, "whole number", {"candidates": {"score": [float("nan")]}}),
        ("candidates", 0, "whole number", {"candidates": {"score": [True]}}),
        ("candidates", 0, "outside 0", {"candidates": {"state": [3]}}),
        ("candidates", 0, "outside 0", {"candidates": {"keep": [-1]}}),
        (
            "candidates",
            1,
            "the same pair again, as in row 0",
            {"candidates": {"village": ["v", "v"], "partner": ["p", "p"], "score": [1, 2]}},
        ),
        (
            "candidates",
            0,
            "more locked pairs than the village",
            {"villages": {"capacity": [0]}, "candidates": {"state": [1]}},
        ),
        (
            "candidates",
            0,
            "more locked pairs than the partner",
            {"partners": {"capacity": [0]}, "candidates": {"state": [1]}},
        ),
    ],
)
def test_it_refuses(table, row, reason, changes):
    with pytest.raises(BadProblem, match=reason) as refused:
        problem(**changes)
    assert (refused.value.table, refused.value.row) == (table, row)


def test_it_refuses_two_locked_partners_of_one_kind():
    with pytest.raises(BadProblem, match="too many locked partners of one kind") as refused:
        problem(
            villages={"capacity": [2]},
            partners={"id": ["p", "q"], "kind": ["university"] * 2, "capacity": [1, 1]},
            candidates={
                "village": ["v", "v"],
                "partner": ["p", "q"],
                "score": [1, 2],
                "state": [State.LOCKED] * 2,
            },
        )
    assert refused.value.row == 1


@pytest.mark.parametrize("cap", [-1, 1.5, True])
def test_it_refuses_a_cap_that_is_no_number_of_partners(cap):
    with pytest.raises(BadProblem, match="cap of kind university"):
        problem(Rules(per_kind=cap))


def test_it_refuses_numbers_that_cannot_be_added_exactly():
    """No table that fits into memory gets there with int32 columns; the door looks all the same."""
    from dataclasses import replace

    import numpy as np

    huge = replace(problem(), keep=np.array([2**61], dtype=np.int64))
    with pytest.raises(BadProblem, match="too large"):
        huge._must_fit_into_int64()


def test_it_takes_the_largest_numbers_that_files_can_hold():
    made = problem(
        villages={"capacity": [2**31 - 1], "must_serve": [True]},
        partners={"capacity": [2**31 - 1]},
        candidates={"score": [1_000_000], "keep": [10**9]},
    )
    from lianjian.engine.pairing import certify, solve, verify

    plan = solve(made)
    assert plan.pairs.tolist() == [0]
    assert verify(made, plan, certify(made, plan)).ok


def test_its_digest_changes_with_every_value():
    seen = {problem().digest()}
    for changes in (
        {"villages": {"capacity": [2]}},
        {"villages": {"must_serve": [True]}},
        {"partners": {"capacity": [2]}},
        {"partners": {"kind": ["enterprise"]}},
        {"candidates": {"score": [6]}},
        {"candidates": {"state": [2]}},
        {"candidates": {"keep": [1]}},
    ):
        seen.add(problem(**changes).digest())
    seen.add(problem(Rules(per_kind=2)).digest())
    assert len(seen) == 9
