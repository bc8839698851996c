"""``lianjian repair``: files in, clean text out, all of them or none."""

from __future__ import annotations

import io
import json
import sys

import pytest

from lianjian import cli
from lianjian.engine.text import Edit, Kind, replay
from lianjian.engine.text.repairing.tests.makers import PLAIN, page

DAMAGED = PLAIN.replace("学院", "学院(xuéyuàn)").translate(str.maketrans("，：？！", ",:?!"))


def test_pages_are_printed_one_after_the_other(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(DAMAGED)
    (tmp_path / "b.txt").write_bytes(PLAIN.encode("gb18030"))
    assert cli.main(["repair", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    assert capsys.readouterr().out == PLAIN + PLAIN


@pytest.mark.parametrize("name", ["000", "004"])
def test_a_real_page_is_printed_as_a_person_reads_it(name, tmp_path, capsys):
    raw, clean = page(name)
    (tmp_path / "page.txt").write_text(raw)
    assert cli.main(["repair", str(tmp_path / "page.txt")]) == 0
    assert capsys.readouterr().out == clean + "\n"


def test_a_clean_file_is_written_byte_for_byte(tmp_path):
    data = (PLAIN.replace("\n", "\r\n") + "  \r\n").encode()
    (tmp_path / "page.txt").write_bytes(data)
    assert cli.main(["repair", str(tmp_path / "page.txt"), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "page.txt").read_bytes() == data


def test_the_report_has_every_edit_and_replays(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(DAMAGED)
    report = tmp_path / "report.json"
    assert cli.main(["repair", str(tmp_path / "a.txt"), "--report", str(report)]) == 0
    [told] = json.loads(report.read_text())
    assert (told["charset"], told["characters"]["raw"]) == ("utf-8", len(DAMAGED))
    edits = [Edit(**{**one, "kind": Kind(one["kind"]), "candidates": ()}) for one in told["edits"]]
    assert replay(DAMAGED, edits) == capsys.readouterr().out == PLAIN


def test_the_standard_input_is_a_file_too(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DAMAGED.encode())))
    assert cli.main(["repair", "-"]) == 0
    assert capsys.readouterr().out == PLAIN


def test_one_file_that_cannot_be_read_leaves_nothing_half_done(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(DAMAGED)
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    out = tmp_path / "out"
    asked = ["repair", str(tmp_path / "a.txt"), str(tmp_path / "b.png"), "-o", str(out)]
    assert cli.main(asked) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "b.png: no charset of Chinese text fits these bytes" in said.err
    assert said.err.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["missing.txt"], "missing.txt: cannot be read: No such file"),
        (["a.txt", "a.txt", "-o", "out"], "a.txt: is asked for twice"),
        (["a.txt", "-o", "."], "a.txt: would be overwritten by its own repair"),
        (["a.txt", "-o", "a.txt"], "a.txt: is there already and is no folder"),
        (["a.txt", "--report", "none/r.json"], "there is no folder"),
        (["-", "-o", "out"], "-: has no name to be written by"),
    ],
)
def test_what_cannot_be_done_is_refused_before_the_work(more, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(DAMAGED)
    assert cli.main(["repair", *more]) == 2
    assert said in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text() == DAMAGED
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
