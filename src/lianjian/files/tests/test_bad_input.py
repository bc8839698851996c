"""What cannot be taken is refused with its file, its row and the reason, and nothing is written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from lianjian import cli

from .makers import FIVE, as_csv, zipped


def refused(instance: Path, capsys: Any) -> str:
    """The one line that `pair` says; it must end with status 2 and have written nothing."""
    home = instance.parent
    before = sorted(home.rglob("*"))
    assert cli.main(["pair", str(instance), "-o", str(home / "plan")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    line: str = told.err.splitlines()[-1]
    assert line.startswith("lianjian: ")
    assert sorted(home.rglob("*")) == before
    return line.removeprefix("lianjian: ")


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("villages", "pine,2,0", "pine,-2,0", "villages.csv, line 3: capacity -2 is outside 0 to"),
        ("villages", "pine,2,0", "pine,2.5,0", "villages.csv, line 3: capacity must be a whole"),
        ("villages", "pine,2,0", "pine,99999999999,0", "line 3: capacity 99999999999 is outside"),
        ("villages", "pine,2,0", "pine,,0", "villages.csv, line 3: capacity must be a whole"),
        ("villages", "pine,2,0", "pine,2,maybe", "villages.csv, line 3: must_serve must be 0 or 1"),
        ("villages", "pine,2,0", ",2,0", "villages.csv, line 3: id is empty"),
        ("villages", "pine,2,0", "stone,2,0", "line 3: the same id again: stone, as in line 2"),
        ("villages", "pine,2,0", "pine,2", "villages.csv, line 3: has 2 values where the heading"),
        ("villages", "pine,2,0", '"pi\nne",2,0', "villages.csv, line 3: id has a line break in it"),
        ("villages", "pine,2,0", '"pine,2,0', "villages.csv"),
        ("villages", "pine,2,0\n", "\n\npine,2,0\n", "villages.csv, line 3: id is empty"),
        ("villages", "id,capacity,must_serve", "id,room,must_serve",
         "villages.csv: the column capacity is missing; there are: id, room, must_serve"),
        ("villages", "id,capacity,must_serve", "id,capacity,must_serve,id",
         "villages.csv: the column id is there more than once"),
        ("villages", ",", ";", "villages.csv: the column id is missing"),
        ("partners", "u2,university,1", "u2,,1", "partners.csv, line 3: kind is empty"),
        ("partners", "bank,enterprise,2", "bank,enterprise,-1", "line 4: capacity -1 is outside"),
        ("candidates", "stone,u1,0.4", "stnoe,u1,0.4", "candidates.csv, line 2: no such village: "),
        ("candidates", "stone,u1,0.4", "stone,u3,0.4", "candidates.csv, line 2: no such partner: "),
        ("candidates", "lake,u1,0.2", "pine,u1,0.2",
         "candidates.csv, line 6: the same pair again, as in line 3"),
        ("candidates", "lake,u1,0.2", "lake,u1,1.000001",
         "candidates.csv, line 6: score 1.000001 is outside 0 to 1"),
        ("candidates", "lake,u1,0.2", "lake,u1,-0.2", "line 6: score -0.2 is outside 0 to 1"),
        ("candidates", "lake,u1,0.2", "lake,u1,0.1234567",
         "line 6: score 0.1234567 has more than 6 digits after the point"),
        ("candidates", "lake,u1,0.2", "lake,u1,NaN", "line 6: score must be a decimal number"),
        ("candidates", "lake,u1,0.2", "lake,u1,inf", "line 6: score must be a decimal number"),
        ("candidates", "lake,u1,0.2", "lake,u1,2e-1", "line 6: score must be a decimal number"),
        ("candidates", "lake,u1,0.2", "lake,u1,", "line 6: score must be a decimal number"),
        ("candidates", "lake,u1,0.2", "lake,u1,９", "line 6: score must be a decimal number"),
        ("candidates", "lake,u1,0.2", "lake,u1," + "9" * 30, "line 6: score must be a decimal"),
        ("candidates", "lake,u1,0.2", "lake,u1," + "9" * 13, "score holds a number that is too"),
        ("candidates", "0.2,free", "0.2,Free", "line 6: state must be one of free, locked"),
        ("candidates", "0.123456,free,0.05", "0.123456,free,-0.05", "line 4: keep -0.05 is"),
        ("candidates", "pine,u1,0.9,free", "pine,u1,0.9,locked", "OK"),
        ("candidates", "lake,u1,0.2,free", "lake,u1,0.2,locked,0\nstone,u2,0.1,locked", "OK"),
    ],
)  # fmt: skip
def test_a_csv_is_refused_with_file_line_and_reason(tmp_path, capsys, table, old, new, said):
    assert old in FIVE[table]
    changed = {**FIVE, table: FIVE[table].replace(old, new)}
    county = as_csv(tmp_path / "county", changed)
    if said == "OK":  # the control: what looks much the same and is right
        assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0
    else:
        assert said in refused(county, capsys)


def test_two_locked_partners_of_one_kind_are_refused(tmp_path, capsys):
    text = (
        FIVE["candidates"].replace("0.9,free", "0.9,locked").replace("0.123456,free", "0.1,locked")
    )
    county = as_csv(tmp_path / "county", {**FIVE, "candidates": text})
    assert refused(county, capsys) == (
        "candidates.csv, line 4: too many locked partners of one kind"
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("villages.csv", None, "the table villages is missing"),
        ("villages.csv", b"", "villages.csv: is empty"),
        ("villages.csv", b" \n\n", "villages.csv: is empty"),
        ("villages.csv", b"id,capacity,must_serve\n", "villages.csv: has a heading and no row"),
        ("villages.csv", "id,capacity,must_serve\n石村,1,1\n".encode("gbk"),
         "villages.csv, line 2: is not UTF-8: save it as CSV UTF-8"),
        ("villages.csv", b"id,capacity,must_serve\rstone,1,1\r", "villages.csv"),
        ("villages.csv", b"PK\x03\x04\x00\x00", "villages.csv: the column id is missing"),
        ("villages.parquet", b"PAR1", "there is villages.parquet and villages.csv: keep one"),
        ("rules.json", b"", "rules.json: is empty"),
        ("rules.json", b"{", "rules.json, line 1: is no JSON"),
        ("rules.json", b"[1]", "rules.json: must hold an object"),
        ("rules.json", b'{"per_kinds": 1}', "rules.json: 'per_kinds' is no rule"),
        ("rules.json", b'{"per_kind": -1}', "rules.json: per_kind must be a whole number from 0"),
        ("rules.json", b'{"per_kind": true}', "rules.json: per_kind must be a whole number"),
        ("rules.json", b'{"per_kind": NaN}', "rules.json: is no JSON that can be taken"),
        ("rules.json", b'{"by_kind": []}', "rules.json: by_kind must hold kinds"),
        ("rules.json", b'{"by_kind": {"university": 1.5}}', "rules.json: university must be"),
        ("rules.json", b"[" * 200_000, "rules.json"),
        ("rules.json", b"\xff\xfe", "rules.json, line 1: is not UTF-8"),
    ],
)  # fmt: skip
def test_a_file_is_refused_by_name(tmp_path, capsys, name, data, said):
    county = as_csv(tmp_path / "county")
    (county / name).unlink(missing_ok=True)
    if data is not None:
        (county / name).write_bytes(data)
    assert said in refused(county, capsys)


def test_a_spreadsheets_byte_order_mark_and_line_ends_are_taken(tmp_path):
    county = as_csv(tmp_path / "county")
    for file in county.iterdir():
        text = file.read_text().replace("\n", "\r\n") + "\r\n\r\n"
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0


# -- Parquet --

GOOD: dict[str, dict[str, Any]] = {
    "villages": {"id": [7, 8], "capacity": [1, 2], "must_serve": [True, False]},
    "partners": {"id": ["u1", "bank"], "kind": ["university", "enterprise"], "capacity": [1, 2]},
    "candidates": {
        "village": [7, 8],
        "partner": ["u1", "bank"],
        "score": [0.5, 0.25],
        "state": ["free", "free"],
    },
}


def as_parquet(folder: Path, changes: dict[str, dict[str, Any]]) -> Path:
    folder.mkdir()
    for name, columns in GOOD.items():
        table = pa.table({**columns, **changes.get(name, {})})
        parquet.write_table(table, folder / f"{name}.parquet")
    return folder


@pytest.mark.parametrize(
    ("table", "column", "values", "said"),
    [
        ("villages", "capacity", [1, -2], "villages.parquet, row 2: capacity -2 is outside"),
        ("villages", "capacity", [1, None], "villages.parquet, row 2: capacity is empty"),
        ("villages", "capacity", [1.0, 2.0], "the column capacity must hold whole numbers, not d"),
        ("villages", "capacity", ["1", "2"], "the column capacity must hold whole numbers, not s"),
        ("villages", "capacity", pa.array([1, 2**64 - 1], pa.uint64()), "number that is too large"),
        ("villages", "must_serve", [1, 2], "villages.parquet, row 2: must_serve must be 0 or 1"),
        ("villages", "must_serve", [True, None], "villages.parquet, row 2: must_serve is empty"),
        ("villages", "must_serve", ["yes", "no"], "the column must_serve must hold true or false"),
        ("villages", "id", [7.0, 8.0], "the column id must hold text or whole numbers, not double"),
        ("villages", "id", [7, 7], "villages.parquet, row 2: the same id again: 7, as in row 1"),
        ("villages", "id", [7, None], "villages.parquet, row 2: id is empty"),
        ("partners", "id", ["u1", ""], "partners.parquet, row 2: id is empty"),
        ("partners", "kind", [1, 2], "the column kind must hold text, not int64"),
        ("candidates", "village", ["7", "8"], "candidates.parquet, row 1: no such village: '7'"),
        ("candidates", "score", [0.5, 1.5], "parquet, row 2: score 1.5 is outside 0 to 1"),
        ("candidates", "score", [0.5, float("nan")], "row 2: score must be a number, not nan"),
        ("candidates", "score", [0.5, float("inf")], "row 2: score must be a number, not inf"),
        ("candidates", "score", [0.5, None], "candidates.parquet, row 2: score is empty"),
        ("candidates", "score", [0.5, 0.1 + 0.2], "score 0.30000000000000004 has more"),
        ("candidates", "score", [0.5, 1e-7], "row 2: score 1e-07 has more than 6 digits"),
        ("candidates", "score", [Decimal("0.50"), Decimal("0.1234567")], "row 2: score 0.12345"),
        ("candidates", "score", [Decimal("0.5"), Decimal("1.1")], "row 2: score 1.1 is outside"),
        ("candidates", "score", [500_000, 250_000], "the column score must hold decimals"),
        ("candidates", "score", ["0.5", "0.25"], "the column score must hold decimals"),
        ("candidates", "score", [True, False], "the column score must hold decimals"),
        ("candidates", "state", ["free", "open"], "row 2: state must be one of free"),
        ("candidates", "state", [0, 1], "the column state must hold one of free"),
        ("candidates", "state", ["free", None], "row 2: state must be one of free"),
        ("candidates", "keep", [0.0, -0.5], "row 2: keep -0.5 is outside 0 to"),
        ("candidates", "keep", [1, 2], "the column keep must hold decimals"),
        ("candidates", "keep", [0.5, None], "OK"),
        ("candidates", "score", pa.array([0.5, 0.1], pa.float32()), "OK"),
        ("candidates", "score", [Decimal("0.5000000000"), Decimal("0.1000000000")], "OK"),
        ("candidates", "state", pa.array(["free", "locked"]).dictionary_encode(), "OK"),
        ("villages", "must_serve", [1, 0], "OK"),
        ("villages", "id", pa.array([7, 8], pa.uint8()), "OK"),
        ("partners", "kind", pa.array(["a", "b"], pa.large_string()), "OK"),
    ],
)  # fmt: skip
def test_a_parquet_is_refused_with_file_row_and_reason(
    tmp_path, capsys, table, column, values, said
):
    county = as_parquet(tmp_path / "county", {table: {column: values}})
    if said == "OK":
        assert cli.main(["pair", str(county), "-o", str(tmp_path / "plan")]) == 0
    else:
        assert said in refused(county, capsys)


def test_a_parquet_that_was_cut_anywhere_is_refused(tmp_path, capsys):
    county = as_parquet(tmp_path / "county", {})
    whole = (county / "candidates.parquet").read_bytes()
    for length in range(1, len(whole), 97):
        (county / "candidates.parquet").write_bytes(whole[:length])
        assert refused(county, capsys).startswith("candidates.parquet: is no whole Parquet file")


# -- zip files --


def _rewritten(change: Callable[[zipfile.ZipFile], None]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            change(packed)

    return make


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.find(b"villages.csv") + 20] ^= 0xFF
    path.write_bytes(data)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in FIVE.items():
            packed.writestr(f"{name}.csv", text)
        packed.writestr("rules.json", b" " * 50_000_000)


def _lying(path: Path) -> None:
    """A file that says it is small and is not."""
    _bomb(path)
    data = path.read_bytes().replace((50_000_000).to_bytes(4, "little"), b"\x10\x00\x00\x00")
    path.write_bytes(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_cut, "county.zip: is no whole zip file"),
        (_damaged, "county.zip/instance/villages.csv: "),
        (_bomb, "county.zip/rules.json: unpacks to far more than it should"),
        (_lying, "county.zip/rules.json: "),
        (
            _rewritten(lambda packed: packed.writestr("instance/villages.csv", "id")),
            "more than once",
        ),
        (lambda path: path.write_bytes(b"not a zip"), "county.zip: is no whole zip file"),
        (lambda path: path.write_bytes(b""), "county.zip: is no whole zip file"),
    ],
)
def test_a_zip_file_is_refused(tmp_path, capsys, change, said):
    home = tmp_path / "home"
    home.mkdir()
    packed = zipped(home / "county.zip", instance=as_csv(tmp_path / "county"))
    change(packed)
    assert said in refused(packed, capsys)


def test_names_that_climb_out_of_a_zip_file_are_never_followed(tmp_path):
    packed = zipped(tmp_path / "county.zip", instance=as_csv(tmp_path / "county"))
    with zipfile.ZipFile(packed, "a") as more:
        more.writestr("../outside.csv", "id")
        more.writestr("instance/../../outside.csv", "id")
    assert cli.main(["pair", str(packed), "-o", str(tmp_path / "plan")]) == 0
    assert not (tmp_path.parent / "outside.csv").exists()
    assert not (tmp_path / "outside.csv").exists()


# -- plans --


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("pairs.csv", None, "the table pairs is missing"),
        (
            "pairs.csv",
            b"village,partner,score\nstone,u1,much\n",
            "pairs.csv, line 2: score must be",
        ),
        ("pairs.csv", b"village,partner\nstone,u1\n", "pairs.csv: the column score is missing"),
        ("prices.csv", b"partner,price\nu1,\n", "prices.csv, line 2: price must be a decimal"),
        ("certificate.json", None, "certificate.json is missing"),
        ("certificate.json", b"{}", "certificate.json: does not say value"),
        ("certificate.json", {"gap": 0.0}, "certificate.json: gap must be a whole number, not 0.0"),
        ("certificate.json", {"gap": False}, "certificate.json: gap must be a whole number"),
        ("certificate.json", {"digest": 1}, "certificate.json: digest must be text"),
        ("certificate.json", {"hall": {}}, "certificate.json: hall must be a list"),
        ("certificate.json", {"hall": [{"villages": ["stone"]}]}, "hall must list pieces"),
        (
            "certificate.json",
            {"hall": [{"villages": [1], "partners": []}]},
            "hall must list pieces",
        ),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused(tmp_path, capsys, name, change, said):
    county, plan = as_csv(tmp_path / "county"), tmp_path / "plan"
    assert cli.main(["pair", str(county), "-o", str(plan)]) == 0
    capsys.readouterr()
    file = plan / name
    if change is None:
        file.unlink()
    elif isinstance(change, dict):
        file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    else:
        file.write_bytes(change)
    for asked in (["verify"], ["explain", "--village", "stone"]):
        assert cli.main([asked[0], str(county), str(plan), *asked[1:]]) == 2
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == ""


def test_places_that_are_not_there_are_refused(tmp_path, capsys):
    for asked in ("pair", "verify"):
        more = ["-o", str(tmp_path / "plan")] if asked == "pair" else []
        assert cli.main([asked, str(tmp_path / "nowhere"), *more]) == 2
        assert "nowhere: there is no such folder or file" in capsys.readouterr().err
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (tmp_path / "empty.zip").write_bytes(buffer.getvalue())
    assert "the table villages is missing" in refused(tmp_path / "empty.zip", capsys)
