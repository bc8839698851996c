"""Rules on groups in files: read, solved, proven, and refused with the group and the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianjian import cli
from lianjian.engine.pairing.tests.makers import a_busy_problem, with_caps
from lianjian.files.instance import read_instance
from lianjian.files.sources import Folder

from .makers import as_csv, problem_as_csv, problem_as_parquet


def test_groups_are_read_solved_and_proven_in_every_form(tmp_path: Path, capsys: Any):
    asked = 0
    for seed in range(6):
        problem = with_caps(a_busy_problem(seed), seed)
        asked += len(problem.caps)
        text = problem_as_csv(tmp_path / f"text{seed}", problem)
        exact = problem_as_parquet(tmp_path / f"exact{seed}", problem)
        assert read_instance(Folder(exact)).problem.digest() == problem.digest()
        plan = tmp_path / f"plan{seed}"
        assert cli.main(["pair", str(text), "-o", str(plan)]) == 0
        assert cli.main(["verify", str(exact), str(plan)]) == 0
        assert "The plan is proven" in capsys.readouterr().out
    assert asked


def test_a_price_of_a_group_that_was_changed_is_found(tmp_path: Path, capsys: Any):
    problem = with_caps(a_busy_problem(3), 5)
    home = problem_as_csv(tmp_path / "county", problem)
    assert cli.main(["pair", str(home), "-o", str(tmp_path / "plan")]) == 0
    file = tmp_path / "plan" / "certificate.json"
    kept = file.read_text()
    for change in (
        lambda said: said["groups"].update({"c0": said["groups"]["c0"] + 1}),
        lambda said: said["groups"].pop("c0"),
        lambda said: said["groups"].update({"nobody": 0}),
        lambda said: said.update({"least_filled": said["least_filled"] + 1}),
    ):
        said = json.loads(kept)
        change(said)
        file.write_text(json.dumps(said))
        assert cli.main(["verify", str(home), str(tmp_path / "plan")]) == 1
    file.write_text(kept)
    assert cli.main(["verify", str(home), str(tmp_path / "plan")]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({}, "rules.json: groups must be a list of objects"),
        ([{"most": 1}], "rules.json, group 1: has no name"),
        ([{"name": "a"}], "rules.json, group 1: says neither least nor most"),
        ([{"name": "a", "most": 1, "town": 1}], "group 1: 'town' is nothing that a group has"),
        ([{"name": "a", "most": 1, "villages": "pine"}], "group 1: villages must be a list of ids"),
        ([{"name": "a", "most": 1, "villages": ["oak"]}], "group 1: no such village: 'oak'"),
        ([{"name": "a", "most": 1}, {"name": "a", "most": 2}],
         "group 2: the same name again: a, as in group 1"),
        ([{"name": "a", "least": 2, "most": 1}], "group 1: at least 2 and at most 1"),
        ([{"name": "a", "most": 1.5}], "group 1: most must be a whole number"),
    ],
)  # fmt: skip
def test_a_bad_group_is_refused(tmp_path: Path, capsys: Any, groups: Any, said: str):
    home = as_csv(tmp_path / "county")
    (home / "rules.json").write_text(json.dumps({"groups": groups}))
    assert cli.main(["pair", str(home), "-o", str(tmp_path / "plan")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()
