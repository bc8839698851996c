"""A table that comes in parts says what it says as a whole, and names the same rows."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from lianjian import cli
from lianjian.engine.pairing import Problem
from lianjian.engine.pairing.tests.makers import a_county, a_random_problem
from lianjian.files import forms, plan
from lianjian.files.columns import CANDIDATES
from lianjian.files.forms import read_table, rows_of
from lianjian.files.instance import read_instance
from lianjian.files.sources import Folder, Unreadable
from lianjian.files.tables import Read

from .makers import FIVE, as_csv, problem_as_csv, problem_as_parquet


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Seven rows of Parquet at a time, some ten lines of CSV, and pairs among nine candidates."""
    monkeypatch.setattr(forms, "ROWS", 7)
    monkeypatch.setattr(forms, "BLOCK", 300)
    monkeypatch.setattr(forms, "_CHUNK", 11)
    monkeypatch.setattr(plan, "AT_ONCE", 9)
    return monkeypatch


def refusal(county: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_instance(Folder(county))
    return str(refused.value)


def same(one: Problem, other: Problem) -> bool:
    names = ("village", "partner", "score", "state", "keep", "village_capacity", "must_serve")
    columns = ((getattr(one, name), getattr(other, name)) for name in names)
    return one.digest() == other.digest() and all(map(np.array_equal, *zip(*columns, strict=True)))


def test_a_table_in_parts_is_the_table(tmp_path, in_parts):
    for seed in range(6):
        problem = a_county(seed, villages=9, partners=9) if seed % 2 else a_random_problem(seed)
        home = tmp_path / str(seed)
        folders = [
            problem_as_csv(home / "text", problem),
            problem_as_parquet(home / "exact", problem),
            problem_as_parquet(home / "floating", problem, "double"),
        ]
        for folder in folders:
            assert same(read_instance(Folder(folder)).problem, problem)
    assert len(problem) > 30


FAULTS = (
    ("village", "no such village", "nowhere"),
    ("partner", "no such partner", "nobody"),
    ("village", "village is empty", ""),
    ("score", "is outside 0 to 1", "1.5"),
    ("score", "more than 6 digits", "0.1234567"),
    ("state", "state must be one of", "open"),
    ("keep", "is outside 0 to 1000", "-0.1"),
)


@pytest.mark.parametrize(("column", "said", "wrong"), FAULTS)
def test_a_fault_in_any_part_is_named_by_its_own_row(tmp_path, in_parts, column, said, wrong):
    problem = a_county(4, villages=9, partners=9)
    lot = random.Random(column + wrong)
    text = problem_as_csv(tmp_path / "text", problem)
    exact = problem_as_parquet(tmp_path / "exact", problem)
    heading, *lines = (text / "candidates.csv").read_text().splitlines()
    place = heading.split(",").index(column)
    table = parquet.read_table(exact / "candidates.parquet")
    for row in lot.sample(range(len(lines)), 6):
        cells = lines[row].split(",")
        cells[place] = wrong
        changed = [*lines[:row], ",".join(cells), *lines[row + 1 :]]
        (text / "candidates.csv").write_text("\n".join([heading, *changed]) + "\n")
        told = refusal(text)
        assert told.startswith(f"candidates.csv, line {row + 2}: ")
        assert said in told
        parquet.write_table(_with(table, column, row, wrong), exact / "candidates.parquet")
        told = refusal(exact)
        assert told.startswith(f"candidates.parquet, row {row + 1}: ")
        assert said in told


def _with(table: Any, column: str, row: int, wrong: str) -> Any:
    values = table.column(column).to_pylist()
    decimals = column in ("score", "keep")
    values[row] = Decimal(wrong) if decimals else wrong
    kind = pa.decimal128(10, 7) if decimals else pa.string()
    return table.set_column(table.column_names.index(column), column, pa.array(values, kind))


def test_rows_counted_within_their_part_would_be_named_wrongly(tmp_path, in_parts):
    """The control."""
    in_parts.setattr(Read, "at", lambda read, row: f"line {row + 2}")
    with pytest.raises(AssertionError):
        test_a_fault_in_any_part_is_named_by_its_own_row(tmp_path, in_parts, *FAULTS[0])


def test_pairs_are_found_wherever_their_candidates_stand(tmp_path, in_parts):
    lot = random.Random(2)
    for seed in range(4):
        county = problem_as_csv(tmp_path / f"county{seed}", a_county(seed, villages=9, partners=9))
        assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0
        heading, *lines = (county / "candidates.csv").read_text().splitlines()
        lot.shuffle(lines)
        (county / "candidates.csv").write_text("\n".join([heading, *lines]) + "\n")
        assert cli.main(["verify", str(county), str(tmp_path / "plan")]) == 0


def test_a_pair_in_two_parts_is_there_twice(tmp_path, in_parts):
    text = problem_as_csv(tmp_path / "text", a_county(4, villages=9, partners=9))
    heading, *lines = (text / "candidates.csv").read_text().splitlines()
    (text / "candidates.csv").write_text("\n".join([heading, *lines, lines[3]]) + "\n")
    again = f"line {len(lines) + 2}: the same pair again, as in line 5"
    assert refusal(text) == f"candidates.csv, {again}"


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("v008,p008", "candidates.csv, line 42: has 2 values where the heading has 5"),
        ('"v008\nv008",p008,0.5,free,0', "candidates.csv, line 42: village has a line break in it"),
        ('"v008,p008,0.5,free,0', "after line "),
    ],
)
def test_a_line_that_is_no_row_is_named_in_any_part(tmp_path, in_parts, spoilt, said):
    text = problem_as_csv(tmp_path / "text", a_county(4, villages=9, partners=9))
    heading, *lines = (text / "candidates.csv").read_text().splitlines()
    changed = "\n".join([heading, *lines[:40], spoilt, *lines[41:]]) + "\n"
    (text / "candidates.csv").write_text(changed)
    assert said in refusal(text)


@pytest.mark.parametrize("place", [1, 4, 40])
def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path, in_parts, place):
    text = problem_as_csv(tmp_path / "text", a_county(4, villages=9, partners=9))
    lines = (text / "candidates.csv").read_bytes().splitlines(keepends=True)
    lines[place - 1] = lines[place - 1][:3] + b"\xff" + lines[place - 1][4:]
    (text / "candidates.csv").write_bytes(b"".join(lines))
    assert refusal(text).startswith(f"candidates.csv, line {place}: is not UTF-8")
    (text / "candidates.csv").write_bytes(b"".join(lines[: place - 1]) + "石".encode()[:2])
    assert refusal(text).startswith(f"candidates.csv, line {place}: is not UTF-8")


def test_text_and_line_ends_that_are_cut_in_two_are_whole(tmp_path, in_parts):
    """Whatever the length of a chunk, letters of three bytes and line ends of two come through."""
    changed = {
        name: text.replace("stone", "石头村").replace("\n", "\r\n") + "\r\n\r\n"
        for name, text in FIVE.items()
    }
    for length in range(1, 30):
        in_parts.setattr(forms, "_CHUNK", length)
        county = as_csv(tmp_path / "county", changed)
        problem = read_instance(Folder(county)).problem
        assert problem.village_id == ("石头村", "pine", "lake")
        assert len(problem) == 5


@pytest.mark.parametrize("times", [0, 2])
def test_a_parquet_file_that_lies_about_its_rows_is_refused(tmp_path, monkeypatch, times):
    exact = problem_as_parquet(tmp_path / "exact", a_county(4, villages=9, partners=9))
    honest = forms._batches

    def lying(*given: Any) -> Any:
        yield from [batch for batch in honest(*given) for _ in range(times)]

    monkeypatch.setattr(forms, "_batches", lying)
    assert "is no whole Parquet file" in refusal(exact)


def test_how_many_rows_there_are_is_about_right_before_they_are_read(tmp_path):
    problem = a_county(4, villages=40, partners=40)
    text = problem_as_csv(tmp_path / "text", problem)
    exact = problem_as_parquet(tmp_path / "exact", problem)
    assert rows_of(Folder(exact), CANDIDATES) == len(problem)
    assert abs(rows_of(Folder(text), CANDIDATES) - len(problem)) <= 2
    assert read_table(Folder(text), CANDIDATES).rows == len(problem)
