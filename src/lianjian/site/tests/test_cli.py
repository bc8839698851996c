"""The command line: each command has its line, bad input gets one line and status 2."""

from __future__ import annotations

import pytest

from lianjian import cli
from lianjian.ground.core.verdicts import Invalid


def test_help_lists_the_commands_that_exist(capsys):
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    for name in ("serve", "demo", "places", "check-journal"):
        assert f"  {name} " in said


def test_help_lists_no_command_that_does_not_exist(capsys, monkeypatch):
    monkeypatch.setattr(cli, "OURS", (*cli.OURS, ("fly", "Not built.")))
    cli.main([])
    assert "fly" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["serv"], "Did you mean serve?"),
        (["nothing-like-it"], "There is no command"),
        (["serve", "--prot", "1"], "unrecognized arguments: --prot"),
        (["serve", "--port", "eight"], "--port"),
    ],
)
def test_bad_input_is_one_line_and_status_2(typed, said, capsys):
    try:
        status = cli.main(typed)
    except SystemExit as ended:
        status = int(ended.code or 0)
    told = capsys.readouterr().err
    assert status == 2
    assert said in told
    assert told.count("\n") == 1


def test_a_refusal_by_the_product_is_one_line_and_status_2(capsys, monkeypatch):
    from lianjian.site.management.commands import documents

    def refuse(*_args: object, **_options: object) -> None:
        raise Invalid("This cannot be taken.")

    monkeypatch.setattr(documents.Command, "handle", refuse)
    assert cli.main(["documents"]) == 2
    assert capsys.readouterr().err == "lianjian: This cannot be taken.\n"


def test_a_fault_of_the_product_is_not_hidden(monkeypatch):
    from lianjian.site.management.commands import documents

    def fault(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(documents.Command, "handle", fault)
    with pytest.raises(ZeroDivisionError):
        cli.main(["documents"])


def test_ctrl_c_ends_it_with_a_word(capsys, monkeypatch):
    from lianjian.site.management.commands import documents

    def stop(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents.Command, "handle", stop)
    assert cli.main(["documents"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_it_says_its_version(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.strip()
