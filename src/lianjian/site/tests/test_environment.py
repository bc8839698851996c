"""Settings are refused at start, in words, one line for each variable that is wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lianjian.site.environment import Environment, WrongSettings, read

LONG_ENOUGH = "k" * 60


@pytest.fixture(autouse=True)
def only_what_a_test_sets(monkeypatch):
    for name in list(os.environ):
        if name.startswith("LIANJIAN_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)


def lines_for(monkeypatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as refused:
        read()
    return refused.value.lines


def test_without_any_variable_it_starts():
    assert isinstance(read(), Environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIANJIAN_PORT", "eight"),
        ("LIANJIAN_PORT", "70000"),
        ("LIANJIAN_DEBUG", "perhaps"),
        ("LIANJIAN_TIME_ZONE", "Asia/Atlantis"),
        ("DATABASE_URL", "mysql://somewhere/else"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(monkeypatch, name, value):
    [line] = lines_for(monkeypatch, **{name: value})
    assert line.startswith(f"{name}: ")


def test_an_unknown_variable_is_refused(monkeypatch):
    [line] = lines_for(monkeypatch, LIANJIAN_PROT="8000")
    assert line.startswith("LIANJIAN_PROT is no setting")


def test_every_wrong_variable_gets_its_line(monkeypatch):
    assert (
        len(lines_for(monkeypatch, LIANJIAN_PORT="x", LIANJIAN_DEMO="perhaps", LIANJIAN_X="z")) == 3
    )


def test_a_secret_is_never_repeated(monkeypatch):
    said = lines_for(monkeypatch, LIANJIAN_PRODUCTION="1", LIANJIAN_SECRET_KEY="tooshort")
    assert "tooshort" not in " ".join(said)


@pytest.mark.parametrize("name", ["LIANJIAN_DEBUG", "LIANJIAN_DEMO"])
def test_production_has_neither_debug_pages_nor_demonstration(monkeypatch, name):
    given = {"LIANJIAN_PRODUCTION": "1", "LIANJIAN_SECRET_KEY": LONG_ENOUGH, name: "1"}
    assert lines_for(monkeypatch, **given) == [f"{name} cannot be on in production"]


def test_lists_are_written_with_commas(monkeypatch):
    monkeypatch.setenv("LIANJIAN_HOSTS", "a.example, b.example")
    assert read().hosts == ["a.example", "b.example"]


def test_the_key_is_made_once_and_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    assert read().key() == read().key()
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_program_ends_with_status_2_and_no_traceback(tmp_path):
    env = {**os.environ, "LIANJIAN_HOME": str(tmp_path), "LIANJIAN_PORT": "eight"}
    done = subprocess.run(
        [sys.executable, "-m", "lianjian.cli", "check"], env=env, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "LIANJIAN_PORT" in done.stderr


READER = {
    "LIANJIAN_SECOND_READER": "http://llm.county:8000/v1",
    "LIANJIAN_SECOND_READER_MODEL": "m",
}


@pytest.mark.parametrize(
    "given",
    [
        {"LIANJIAN_OUTBOUND_INSIDE": "llm.county:8000"},
        {"LIANJIAN_OUTBOUND_INSIDE": "LLM.county:8000"},
        {
            "LIANJIAN_SECOND_READER": "https://llm.example/v1",
            "LIANJIAN_OUTBOUND_HOSTS": "llm.example",
        },
        {
            "LIANJIAN_SECOND_READER": "http://[::1]:8000/v1",
            "LIANJIAN_OUTBOUND_INSIDE": "[::1]:8000",
        },
    ],
)
def test_a_second_reader_is_named_among_the_hosts_or_inside(monkeypatch, given):
    for name, value in {**READER, **given}.items():
        monkeypatch.setenv(name, value)
    assert read().second_reader


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"LIANJIAN_SECOND_READER_MODEL": ""},
        {"LIANJIAN_SECOND_READER": ""},
        {"LIANJIAN_OUTBOUND_HOSTS": "llm.county:8000"},
        {"LIANJIAN_OUTBOUND_INSIDE": "llm.county:8001"},
        {"LIANJIAN_OUTBOUND_INSIDE": "llm.county"},
        {"LIANJIAN_OUTBOUND_INSIDE": "a.county:1, b.county:2"},
        {
            "LIANJIAN_SECOND_READER": "http://llm.example/v1",
            "LIANJIAN_OUTBOUND_HOSTS": "llm.example",
        },
        {"LIANJIAN_SECOND_READER": "http://llm.county:x/v1"},
        {"LIANJIAN_SECOND_READER": "http://u:secret@llm.county:8000/v1"},
        {"LIANJIAN_SECOND_READER": "http://llm.county:8000/v1?api-key=secret"},
        {"LIANJIAN_SECOND_READER_KEY": "“sk-1”"},
    ],
)
def test_a_second_reader_that_may_not_be_called_is_refused_at_start(monkeypatch, given):
    [line] = lines_for(monkeypatch, **{**READER, **given})
    assert line.startswith(("LIANJIAN_SECOND_READER", "LIANJIAN_OUTBOUND_INSIDE"))


def test_without_any_variable_no_text_leaves():
    assert (read().second_reader, read().outbound_inside) == ("", "")
