"""The three commands, from files to files: written whole or not at all, and answered plainly."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from lianjian import cli
from lianjian.engine.pairing import Forced, force, one_more_slot, solve
from lianjian.engine.pairing.tests.makers import a_county, a_random_problem
from lianjian.files.columns import PAIRS
from lianjian.files.instance import read_instance
from lianjian.files.sources import Folder
from lianjian.files.words import points

from .makers import FIVE, as_csv, problem_as_csv, problem_as_parquet, zipped


def paired(instance: Path, plan: Path, *more: str) -> Path:
    assert cli.main(["pair", str(instance), "-o", str(plan), *more]) == 0
    return plan


def test_a_plan_is_written_and_proven(tmp_path, capsys):
    plan = paired(as_csv(tmp_path / "county"), tmp_path / "plan")
    said = capsys.readouterr()
    assert "2 pairs for 3 villages and 3 partners, score 0.573456" in said.out
    assert "1 of 2 villages that must be served are, 1 cannot be; gap 0" in said.out
    assert said.out.count("\n") == 1
    for phase in ("reading", "solving", "proving", "checking", "writing"):
        assert phase in said.err
    assert sorted(one.name for one in plan.iterdir()) == [
        "certificate.json",
        "pairs.csv",
        "prices.csv",
    ]
    said = json.loads((plan / "certificate.json").read_text())
    assert set(said["seconds"]) == {"reading", "solving", "proving", "checking"}
    assert said["hall"] == [{"villages": ["stone", "lake"], "partners": ["u1"]}]
    assert cli.main(["verify", str(tmp_path / "county"), str(plan)]) == 0
    assert "The plan is proven" in capsys.readouterr().out


def test_all_forms_of_an_instance_give_one_plan(tmp_path):
    for seed in range(8):
        problem = a_random_problem(seed) if seed else a_county(seed)
        home = tmp_path / str(seed)
        forms = [
            problem_as_csv(home / "text", problem),
            problem_as_parquet(home / "exact", problem),
            problem_as_parquet(home / "floating", problem, "double"),
        ]
        zipped(home / "packed.zip", instance=forms[0])
        digests = set()
        for n, form in enumerate([*forms, home / "packed.zip"]):
            plan = paired(form, home / f"plan{n}", *(["--csv"] if n == 2 else []))
            said = json.loads((plan / "certificate.json").read_text())
            digests.add((said["digest"], said["plan_digest"]))
            # The plan of one form is a plan of every other.
            assert all(cli.main(["verify", str(other), str(plan)]) == 0 for other in forms)
        assert digests == {(problem.digest(), said["plan_digest"])}
        assert read_instance(Folder(forms[1])).problem.score.tolist() == problem.score.tolist()


def test_parquet_comes_back_as_parquet_with_exact_decimals(tmp_path):
    plan = paired(problem_as_parquet(tmp_path / "county", a_county(2)), tmp_path / "plan")
    table = parquet.read_table(plan / "pairs.parquet")
    assert table.column_names == list(PAIRS.columns)
    assert str(table.schema.field("score").type) == "decimal128(20, 6)"
    assert (plan / "prices.parquet").exists()


def test_sorted_tables_keep_their_proof(tmp_path):
    """A spreadsheet may sort every table by any column: the certificate names ids, not rows."""
    lot = random.Random(3)
    for seed in range(20):
        county = problem_as_csv(tmp_path / f"county{seed}", a_random_problem(seed))
        plan = paired(county, tmp_path / f"plan{seed}")
        for file in (*county.glob("*.csv"), *plan.glob("*.csv")):
            heading, *rows = file.read_text().splitlines()
            lot.shuffle(rows)
            file.write_text("\n".join([heading, *rows]) + "\n")
        assert cli.main(["verify", str(county), str(plan)]) == 0, seed


def test_one_zip_file_with_both_is_checked_by_its_name(tmp_path):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    both = zipped(tmp_path / "round.zip", instance=county, plan=plan)
    assert cli.main(["verify", str(both)]) == 0
    assert cli.main(["explain", str(both), "--village", "pine"]) == 0


def test_a_plan_is_replaced_and_anything_else_is_not(tmp_path, capsys):
    county, plan = as_csv(tmp_path / "county"), tmp_path / "plan"
    plan.mkdir()
    paired(county, plan)
    paired(county, plan)
    (plan / "letter.txt").write_text("kept")
    assert cli.main(["pair", str(county), "-o", str(plan)]) == 2
    assert "holds letter.txt, which is no part of a plan" in capsys.readouterr().err
    assert cli.main(["pair", str(county), "-o", str(county)]) == 2
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "no" / "where")]) == 2
    assert (plan / "letter.txt").read_text() == "kept"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["county", "plan"]


@pytest.mark.parametrize("place", ["solve", "certify"])
def test_ctrl_c_while_it_works_leaves_nothing(tmp_path, monkeypatch, capsys, place):
    from lianjian.engine import pairing

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    county = as_csv(tmp_path / "county")
    monkeypatch.setattr(pairing, place, stop, raising=False)
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["county"]


def test_ctrl_c_while_it_writes_leaves_the_plan_of_before(tmp_path, monkeypatch):
    county = as_csv(tmp_path / "county")
    kept = paired(county, tmp_path / "plan")
    before = {one.name: one.read_bytes() for one in kept.iterdir()}
    real = Path.rename

    for stopped in ("fsync", "rename"):
        with monkeypatch.context() as patch:
            if stopped == "fsync":
                patch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(KeyboardInterrupt))
            else:
                patch.setattr(
                    Path,
                    "rename",
                    lambda one, to: (
                        real(one, to)
                        if one.name == "plan" or one.name.endswith(".old")
                        else (_ for _ in ()).throw(KeyboardInterrupt)
                    ),
                )
            assert cli.main(["pair", str(county), "-o", str(kept)]) == 130
        assert {one.name: one.read_bytes() for one in kept.iterdir()} == before
        assert sorted(one.name for one in tmp_path.iterdir()) == ["county", "plan"]


def test_a_gap_is_taken_and_a_wrong_one_refused(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    paired(county, tmp_path / "plan", "--gap", "0.01")
    for wrong in ("-1", "nan", "much"):
        with pytest.raises(SystemExit) as ended:
            cli.main(["pair", str(county), "-o", str(tmp_path / "other"), "--gap", wrong])
        assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.count("--gap: must be a number from 0") == 3
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("name", ["pair", "verify", "explain"])
def test_each_explains_itself(name, capsys):
    for typed in ([name, "--help"], ["help", name]):
        with pytest.raises(SystemExit) as ended:
            cli.main(typed)
        assert ended.value.code == 0
        assert f"usage: lianjian {name}" in capsys.readouterr().out
    cli.main(["--help"])
    assert f"\n  {name} " in capsys.readouterr().out


def test_verify_tells_each_fault_in_a_line(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    capsys.readouterr()
    (plan / "pairs.csv").write_text(
        "village,partner,score\nstone,u1,0.5\nstone,bank,0.1\npine,u2,0.123456\npine,u2,0.123456\n"
    )
    (plan / "prices.csv").write_text("partner,price\nu1,0\nmill,0\nu1,1\nu2,0\n")
    assert cli.main(["verify", str(county), str(plan)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "The plan is refused: 6 faults.",
        "  pairs.csv, line 2: stone and u1 have the score 0.400000, not 0.500000",
        "  pairs.csv, line 3: stone and bank are no candidate pair",
        "  pairs.csv, line 5: pine and u2 are a pair again, as in line 4",
        "  prices.csv, line 3: there is no partner mill",
        "  prices.csv, line 4: partner u1 has a price already",
        "  prices.csv: partner bank has no price",
    ]


def test_verify_names_the_rules_that_a_plan_breaks(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    capsys.readouterr()
    (plan / "pairs.csv").write_text(
        "village,partner,score\nstone,u1,0.4\npine,u1,0.9\npine,u2,0.123456\npine,bank,1\n"
    )
    assert cli.main(["verify", str(county), str(plan)]) == 1
    told = capsys.readouterr().out
    for fault in (
        "the pair of pine and bank is forbidden",
        "village pine is over its capacity",
        "partner u1 is over its span",
        "village pine has too many partners of the kind university",
    ):
        assert f"  {fault}\n" in told


NO_SOLVER = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "numba", "scipy") or name in (
            "lianjian.engine.pairing.solver",
            "lianjian.engine.pairing.auction",
            "lianjian.engine.pairing.repair",
            "lianjian.engine.pairing.paths",
            "lianjian.engine.pairing.finish",
            "lianjian.engine.pairing.explain",
        ):
            raise ImportError("not for the checker: " + name)
sys.meta_path.insert(0, Refuse())
from lianjian import cli
sys.exit(cli.main(sys.argv[1:]))
"""


def test_verify_runs_without_solver_and_without_django(tmp_path):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")

    def alone(*typed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", NO_SOLVER, *typed], capture_output=True, text=True
        )

    checked = alone("verify", str(county), str(plan))
    assert (checked.returncode, checked.stderr) == (0, "")
    # The control: the same barrier stops the solver.
    solved = alone("pair", str(county), "-o", str(tmp_path / "other"))
    assert "not for the checker" in solved.stderr


def test_explain_tells_why_and_what_another_would_cost(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    capsys.readouterr()
    assert cli.main(["explain", str(county), str(plan), "--village", "pine"]) == 0
    told = capsys.readouterr().out
    assert told == (
        "Village pine: 1 partner, room for 2.\n"
        "\n"
        "u2 (university)\n"
        "  score of the pair                       0.123456\n"
        "  for staying together                    0.05\n"
        "  price of a place, by who else wants it  0\n"
        "  left to the village                     0.173456\n"
        "\n"
        "Why not another:\n"
        "  u1 (university), score 0.9: 1 village that must be served would go without\n"
        "    score +0.326544\n"
        "    pine gets u1 in place of u2: +0.726544\n"
        "    stone loses u1: -0.4\n"
        "  bank (enterprise), score 1: is forbidden\n"
        "\n"
        "What one more place would be worth:\n"
        "  u2 (university): nothing\n"
    )


def test_explain_tells_the_proof_that_a_village_must_go_without(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    capsys.readouterr()
    assert cli.main(["explain", str(county), str(plan), "--village", "lake"]) == 0
    told = capsys.readouterr().out
    assert (
        "2 villages that must be served (stone, lake) can only be served by u1 (1 free place): "
        "1 place in all. So 1 of them must go without, whatever the plan.\n" in told
    )
    assert "  u1 (university), score 0.2: costs 0.2 (" in told
    assert (
        cli.main(["explain", str(county), str(plan), "--village", "lake", "--partner", "u1"]) == 0
    )
    told = capsys.readouterr().out
    assert "  u1 (university): 1 more village that must be served; score +0.2\n" in told


def test_explain_gives_the_engines_exact_figures(tmp_path, capsys):
    problem = a_county(5, villages=8, partners=8, span=1)
    county = problem_as_csv(tmp_path / "county", problem)
    plan = paired(county, tmp_path / "plan")
    solved = solve(problem)
    for row in [row for row in range(len(problem)) if row not in solved.chosen()][:12]:
        capsys.readouterr()
        village = problem.village_id[problem.village[row]]
        partner = int(problem.partner[row])
        name = problem.partner_id[partner]
        asked = ["--village", village, "--partner", name]
        assert cli.main(["explain", str(county), str(plan), *asked]) == 0
        told = capsys.readouterr().out
        answer = force(problem, solved, row)
        assert isinstance(answer, Forced)
        assert not answer.served_lost
        assert f": costs {points(answer.cost)}" in told
        assert told.count("\n    ") == len(answer.moves)
        more = one_more_slot(problem, solved, partner)
        worth = points(-more.cost, signed=True) if more.cost else "nothing"
        assert told.rstrip().endswith(f": {worth}")


def test_explain_refuses_whom_it_does_not_know_and_what_is_not_proven(tmp_path, capsys):
    county = as_csv(tmp_path / "county")
    plan = paired(county, tmp_path / "plan")
    for asked, said in (
        (["--village", "stoen"], "there is no village stoen. Did you mean stone?"),
        (["--village", "stone", "--partner", "u9"], "there is no partner u9"),
    ):
        assert cli.main(["explain", str(county), str(plan), *asked]) == 2
        assert said in capsys.readouterr().err
    stranger = ["--village", "stone", "--partner", "bank"]
    assert cli.main(["explain", str(county), str(plan), *stranger]) == 0
    assert "no candidate pair" in capsys.readouterr().out
    (plan / "pairs.csv").write_text("village,partner,score\nstone,u1,0.4\n")
    assert cli.main(["explain", str(county), str(plan), "--village", "stone"]) == 1
    assert "The plan is refused" in capsys.readouterr().out


def test_a_column_that_is_not_used_is_said_and_taken(tmp_path, capsys):
    named = FIVE["villages"].replace("must_serve\n", "must_serve,name\n")
    named = named.replace("1,1\n", "1,1,石村\n").replace("2,0\n", "2,0,松村\n")
    county = as_csv(tmp_path / "county", {**FIVE, "villages": named})
    paired(county, tmp_path / "plan")
    assert "villages.csv: the column name is not used\n" in capsys.readouterr().err
