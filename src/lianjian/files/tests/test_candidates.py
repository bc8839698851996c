"""From who needs and who offers to an instance, and on to a proven plan."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from lianjian import cli
from lianjian.engine.finding import Limits, find, joined
from lianjian.files import candidates, cities, sorting, streams
from lianjian.files.asked import read_asked
from lianjian.files.columns import WORK_AREAS
from lianjian.files.industries import SECTIONS, industry
from lianjian.files.sources import opened

from .asking import THREE, as_parquet, columns_by_lot
from .makers import as_csv, zipped


def found(tables: Path, instance: Path, *more: str) -> Path:
    assert cli.main(["candidates", str(tables), "-o", str(instance), *more]) == 0
    return instance


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.iterdir())
    }


def test_three_villages_get_the_scores_that_a_hand_reckons(tmp_path, capsys):
    instance = found(as_csv(tmp_path / "asked", THREE), tmp_path / "instance")
    told = capsys.readouterr()
    assert told.out.startswith("7 candidates for 3 villages and 3 partners, 2 a village; ")
    for phase in ("reading", "sorting by region", "finding in 1 city", "writing"):
        assert phase in told.err
    rows = parquet.read_table(instance / "candidates.parquet").to_pylist()
    pairs = {(row["village"], row["partner"]): (row["score"], row["state"]) for row in rows}
    # 30 % of (0.6 + 0.3) / 2, 20 % of a tie of 0.5, 20 % of a whole free span in the same city,
    # 30 % of the same area (0.3), the same section (0.05) and three shared words (0.2).
    assert pairs["stone", "u1"] == (0.6, "free")
    # The bank wants nobody; half its span is free, and where it is seated nobody knows; the area
    # was guessed.
    assert pairs["pine", "bank"] == (0.13, "free")
    # Asked for by name as the second choice, and silent.
    assert pairs["lake", "u1"] == (0.3875, "free")
    assert pairs["pine", "u1"][1] == "forbidden"
    # The office answers to the county of Stone and Pine.
    assert sorted(pair for pair in pairs if pair[1] == "office") == [("lake", "office")]
    partners = parquet.read_table(instance / "partners.parquet").to_pylist()
    assert {row["id"]: row["capacity"] for row in partners} == {"u1": 2, "bank": 1, "office": 1}
    assert cli.main(["pair", str(instance), "-o", str(tmp_path / "plan")]) == 0
    assert cli.main(["verify", str(instance), str(tmp_path / "plan")]) == 0


def test_rules_pass_through_and_weigh(tmp_path):
    asked = as_csv(tmp_path / "asked", THREE)
    (asked / "rules.json").write_text(
        '{"willingness": 0, "ties": 100, "span": 0, "relevance": 0, "floor": 40, "per_kind": 2,'
        ' "by_kind": {"university": null}}'
    )
    instance = found(asked, tmp_path / "instance")
    rows = parquet.read_table(instance / "candidates.parquet").to_pylist()
    assert {(row["village"], row["score"]) for row in rows if row["state"] == "free"} == {
        ("stone", 0.5)
    }
    assert '"per_kind": 2' in (instance / "rules.json").read_text()
    assert cli.main(["pair", str(instance), "-o", str(tmp_path / "plan")]) == 0


def test_rules_on_groups_pass_through_and_bind_the_plan(tmp_path):
    asked = as_csv(tmp_path / "asked", THREE)
    (asked / "rules.json").write_text(
        '{"groups": [{"name": "a township", "villages": ["stone", "pine", "lake"], "most": 1}]}'
    )
    instance = found(asked, tmp_path / "instance")
    assert cli.main(["pair", str(instance), "-o", str(tmp_path / "plan")]) == 0
    assert cli.main(["verify", str(instance), str(tmp_path / "plan")]) == 0
    assert parquet.read_table(tmp_path / "plan" / "pairs.parquet").num_rows == 1


def test_the_same_bytes_whatever_the_order_of_rows_and_the_sizes(tmp_path, monkeypatch):
    monkeypatch.setattr(candidates, "Limits", lambda: Limits(5, 3, 2, 8, 8, 90, 9, 30))
    tables = columns_by_lot(3)
    whole = found(as_parquet(tmp_path / "asked", tables), tmp_path / "whole")
    turned = as_parquet(tmp_path / "turned", tables, turned=True)
    monkeypatch.setattr(streams, "PIECE", 7)
    monkeypatch.setattr(sorting, "HELD", 2_000)
    monkeypatch.setattr(sorting, "GROUP", 3)
    assert digests(found(turned, tmp_path / "other")) == digests(whole)
    packed = zipped(tmp_path / "asked.zip", tables=tmp_path / "asked")
    assert digests(found(packed, tmp_path / "packed")) == digests(whole)
    # The control: other ties are another instance.
    tables["ties"]["strength"] = tables["ties"]["strength"][::-1]
    more = found(as_parquet(tmp_path / "more", tables), tmp_path / "changed")
    assert digests(more)["candidates.parquet"] != digests(whole)["candidates.parquet"]


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("villages", "350302001202", "35030200120", "villages.csv, line 3: division must be a di"),
        ("villages", "350302001202", "", "line 3: division must be a division code of 6, 9, 12, 1"),
        ("villages", "350302001202", "3503", "villages.csv, line 3: division must be a division"),
        ("villages", "pine,350302001202,2", "pine,350302001202,-2", "line 3: capacity -2 is outs"),
        ("villages", "pine,", "stone,", "line 3: the same id again: stone, as in line 2"),
        ("partners", "350303,35", "350303,fujian", "line 2: affiliation must be a division code"),
        ("partners", "enterprise,2,1", "enterprise,2,-1", "line 3: held -1 is outside 0 to"),
        ("partners", "id,kind,capacity,held", "id,kind,capacity,had", "the column held is missing"),
        ("needs", "pine,livelihood", "pnie,livelihood", "line 3: no such village: 'pnie'"),
        ("needs", "pine,livelihood", ",livelihood", "needs.csv, line 3: village is empty"),
        ("needs", "livelihood,1", "health,1", "line 3: area must be one of industry, investment"),
        ("needs", "livelihood,1", "livelihood,2", "line 3: settled must be 0 or 1, not '2'"),
        ("needs", "修剪,01", "修剪,98", "needs.csv, line 2: industry '98' is no code of GB/T 4754"),
        ("needs", "1,义诊,", "1,,", "needs.csv, line 3: text is empty"),
        ("offers", "u1,technology", "u7,technology", "offers.csv, line 2: no such partner: 'u7'"),
        ("ties", "stone,u1,0.5", "stone,u1,1.5", "ties.csv, line 2: strength 1.5 is outside 0 to"),
        ("ties", "stone,u1,0.5", "stone,u1,nan", "line 2: strength must be a decimal number"),
        ("wishes", "lake,u1,partner", "lake,u1,both", "line 3: side must be one of village, part"),
        ("wishes", "lake,u1,partner,1,2", "lake,u1,partner,1,0", "line 3: rank must be a whole n"),
        ("wishes", "stone,,village,1,", "stone,,village,1,1", "line 2: has a rank, but is towards"),
        ("wishes", ",bank,partner,0,", ",bank,village,0,", "line 4: does not say whose wish it is"),
        ("wishes", ",bank,partner,0,", "stone,,village,0,", "line 4: the same wish again, as in l"),
        ("said", "pine,u1,forbidden", "pine,u1,free", "line 2: state must be one of locked, forb"),
        ("said", "pine,u1,forbidden", "pine,office,locked", "said.csv, line 2: is locked, but th"),
        ("said", "pine,u1,forbidden", "pine,office,forbidden", "OK"),
        ("said", "pine,u1,forbidden", "pine,u1,locked\npine,u1,locked", "line 3: the same pair a"),
        ("said", "pine,u1,forbidden", "pine,u1,locked", "OK"),
        ("wishes", "lake,u1,partner,1,2", "lake,u1,partner,0,", "OK"),
        ("partners", "bank,enterprise,2,1", "bank,enterprise,2,5", "OK"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(
    tmp_path, capsys, table, old, new, said
):
    assert old in THREE[table]
    asked = as_csv(tmp_path / "asked", {**THREE, table: THREE[table].replace(old, new)})
    before = sorted(tmp_path.rglob("*"))
    status = cli.main(["candidates", str(asked), "-o", str(tmp_path / "instance")])
    if said == "OK":
        assert status == 0
        return
    assert status == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err.splitlines()[-1]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('{"weight": 1}', "rules.json: 'weight' is no rule"),
        ('{"willingness": 30}', "must all be given, and be 100 together"),
        ('{"willingness": 40, "ties": 20, "span": 20, "relevance": 30}', "be 100 together"),
        ('{"floor": 101}', "floor must be whole percent from 0 to 100, not 101"),
        ('{"floor": 0.5}', "floor must be whole percent"),
        ('{"farthest": "moon"}', "farthest must be one of anywhere, province, city, not 'moon'"),
        ('{"per_kind": -1}', "per_kind must be a whole number from 0, or null, not -1"),
        ('{"by_kind": []}', "by_kind must hold kinds"),
        ('{"groups": [{"name": "a"}]}', "rules.json, group 1: says neither least nor most"),
        (
            '{"groups": [{"name": "a", "villages": ["atlantis"], "most": 1}]}',
            "rules.json, group 1: no such village: 'atlantis'",
        ),
    ],
)
def test_rules_that_cannot_be_taken_are_refused(tmp_path, capsys, rules, said):
    asked = as_csv(tmp_path / "asked", THREE)
    (asked / "rules.json").write_text(rules)
    assert cli.main(["candidates", str(asked), "-o", str(tmp_path / "instance")]) == 2
    assert said in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["asked"]


def test_a_bad_row_far_down_a_parquet_table_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(streams, "PIECE", 7)
    tables = columns_by_lot(1)
    tables["needs"]["area"][100] = "health"
    asked = as_parquet(tmp_path / "asked", tables)
    assert cli.main(["candidates", str(asked), "-o", str(tmp_path / "instance")]) == 2
    assert "needs.parquet, row 101: area must be one of" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["asked"]


@pytest.mark.parametrize("place", ["sort_out", "save_ground", "work", "write_instance"])
def test_ctrl_c_at_any_time_leaves_the_instance_of_before(tmp_path, monkeypatch, capsys, place):
    asked = as_csv(tmp_path / "asked", THREE)
    kept = digests(found(asked, tmp_path / "instance"))

    def stop(*given: Path) -> None:
        if place == "write_instance":
            (given[0] / "candidates.parquet").write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(candidates, place, stop)
    assert cli.main(["candidates", str(asked), "-o", str(tmp_path / "instance")]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n")
    assert digests(tmp_path / "instance") == kept
    assert sorted(os.listdir(tmp_path)) == ["asked", "instance"]


def test_a_folder_with_anything_else_is_not_replaced(tmp_path, capsys):
    asked = as_csv(tmp_path / "asked", THREE)
    assert cli.main(["candidates", str(asked), "-o", str(asked)]) == 2
    assert "which is no part of an instance" in capsys.readouterr().err


def test_a_part_that_is_there_was_written_whole(tmp_path, monkeypatch):
    asked = as_csv(tmp_path / "asked", THREE)
    seen = []

    def work(folder: Path, city: int) -> tuple[int, int, int]:
        real = os.replace

        def broken_off(one: str, other: str) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", broken_off)
            with pytest.raises(KeyboardInterrupt):
                cities.work(folder, city)
        assert not cities.part_of(folder, city).exists()
        assert os.replace is real
        seen.append(city)
        return cities.work(folder, city)

    monkeypatch.setattr(candidates, "work", work)
    found(asked, tmp_path / "instance")
    assert seen == [3503]


def test_what_a_city_reads_is_all_that_it_needs(tmp_path):
    source = opened(as_parquet(tmp_path / "asked", columns_by_lot(8)), "tables")
    asked = read_asked(source, Limits(5, 3, 2, 8, 8, 60, 9, 30))
    asked = asked.with_offers(sorting.count_offers(source, asked))
    folder = tmp_path / "sorted"
    folder.mkdir()
    assert sorting.sort_out(source, asked, folder) == (180, 270)
    cities.save_ground(asked.ground, folder)
    ground = cities.load_ground(folder)
    everything = [
        joined([sorting._read(path, None) for path in sorted((folder / kind).iterdir())])
        for kind in ("needs", "offers")
    ]
    fewer = 0
    for city in ground.cities().tolist():
        mine = sorting.offers_of(folder, ground, city)
        fewer += len(mine) < len(everything[1])
        some = find(ground, city, sorting.needs_of(folder, city), mine)
        whole = find(asked.ground, city, *everything)
        for name in ("village", "partner", "score", "state", "kept"):
            assert (getattr(some, name) == getattr(whole, name)).all()
    assert fewer
    # The control: without the guests, somebody's far tie is scored without its offers.
    for path in (folder / sorting.GUESTS).iterdir():
        path.unlink()
    without = [
        find(ground, city, sorting.needs_of(folder, city), sorting.offers_of(folder, ground, city))
        for city in ground.cities().tolist()
    ]
    scores = [find(ground, city, *everything).score.sum() for city in ground.cities().tolist()]
    assert sum(one.score.sum() for one in without) != sum(scores)


def test_work_areas_and_industries_are_the_products():
    from lianjian.chain.exchange.models import WorkArea
    from lianjian.ground.core.industry import INDUSTRIES, section_of

    assert list(WORK_AREAS) == WorkArea.values
    for code in INDUSTRIES:
        number = industry(code)
        assert number is not None
        assert chr(number // 100) == section_of(code)
        assert number % 100 == (int(code) if code.isdigit() else 0)
    assert len(INDUSTRIES) == len(SECTIONS) + 97
    assert industry("98") is industry("U") is industry("1") is None
