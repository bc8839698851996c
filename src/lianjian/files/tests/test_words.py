"""What is said of a plan is true, to the last digit that is said, and short whatever its size."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import numpy as np

from lianjian import cli
from lianjian.engine.pairing import Plan, certify, solve
from lianjian.engine.pairing.tests.makers import a_problem
from lianjian.files.words import at_most, must, proven, shortages

from .makers import problem_as_csv
from .mutations import Files


def test_a_gap_in_percent_is_never_less_than_it_is_and_hardly_more():
    lot = random.Random(4)
    for _ in range(2_000):
        score = lot.randrange(1, 10 ** lot.randrange(1, 13))
        gap = lot.randrange(1, 10 ** lot.randrange(1, 14))
        said = Fraction(at_most(gap, score).removesuffix(" %").replace(",", ""))
        true = Fraction(100 * gap, score)
        assert true <= said <= true * Fraction(11, 10) + Fraction(1, 10**6)


def test_a_gap_in_percent_has_two_digits():
    said = {
        (8, 1_000): "0.8 %",
        (78_312, 10**7): "0.79 %",
        (1_234, 10_000): "13 %",
        (1, 10**12): "0.000001 %",
        (15, 10): "150 %",
        (123_456, 1): "13,000,000 %",
    }
    assert {given: at_most(*given) for given in said} == said


def test_each_plan_is_told_what_is_known_of_better_ones():
    v = [("stone", 1, True), ("pine", 1, True), ("lone", 1, True)]
    rows = [("stone", "p", 400_000), ("pine", "q", 500_000), ("pine", "r", 600_000)]
    problem = a_problem(v, [(name, "other", 1) for name in "pqr"], rows)
    no_prices = np.zeros(3, dtype=np.int64)

    def said(*pairs: int) -> tuple[str, str]:
        certificate = certify(problem, Plan(np.array(pairs, dtype=np.int64), no_prices))
        return must(certificate), proven(certificate)

    assert said(0, 2) == (
        "2 of 3 villages that must be served are, 1 cannot be",
        "gap 0, so no plan is better",
    )
    assert said(0, 1) == (
        "2 of 3 villages that must be served are, 1 cannot be",
        "no plan is more than 12 % better",
    )
    assert said(2) == (
        "1 of 3 villages that must be served are, 1 cannot be, of 1 it is not known",
        "another plan may serve more villages that must be",
    )


def test_verify_says_of_how_many_nothing_is_known_and_reads_what_does_not_say_it(tmp_path, capsys):
    v = [("stone", 1, True), ("pine", 1, True)]
    rows = [("stone", "p", 400_000), ("pine", "q", 500_000)]
    problem = a_problem(v, [(name, "other", 1) for name in "pq"], rows)
    county = problem_as_csv(tmp_path / "county", problem)
    half = Plan(np.array([0], dtype=np.int64), np.zeros(2, dtype=np.int64))
    files = Files.of(problem, half, certify(problem, half))
    plan = files.write(tmp_path / "plan")
    assert cli.main(["verify", str(county), str(plan), "--gap", "1e9"]) == 0
    told = capsys.readouterr().out
    assert "  1 of 2 villages that must be served are, of 1 it is not known\n" in told
    assert "another plan may serve more villages that must be.\n" in told
    # Without the count it would be a claim that nobody is left open: so it is no longer true.
    file = plan / "certificate.json"
    said = json.loads(file.read_text())
    del said["must_open"]
    file.write_text(json.dumps(said))
    assert cli.main(["verify", str(county), str(plan), "--gap", "1e9"]) == 1
    assert "  must_open: 0 is said, 1 is so\n" in capsys.readouterr().out
    whole = solve(problem)
    Files.of(problem, whole, certify(problem, whole)).write(plan)
    said = json.loads(file.read_text())
    del said["must_open"]
    file.write_text(json.dumps(said))
    assert cli.main(["verify", str(county), str(plan)]) == 0


def test_a_proof_of_thousands_is_told_in_a_few_lines():
    v = [(f"v{i:03}", 1, True) for i in range(300)]
    rows = [(f"v{i:03}", "hall", 1) for i in range(200)]
    problem = a_problem(v, [("hall", "other", 7)], rows)
    lines = shortages(problem, certify(problem, solve(problem)))
    assert len(lines) == 21
    assert lines[0].startswith("200 villages that must be served (v000, v001,")
    assert "v011 and 188 more) can only be served by hall (7 free places): 7 places" in lines[0]
    assert "So 193 of them must go without" in lines[0]
    assert lines[1] == "v200 must be served and has no candidate that could be its own."
    assert lines[-1] == "And 81 more such groups: certificate.json names them all."
