"""A table of new codes is taken wholly or not at all, by the operator's command."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division, Succession
from lianjian.ground.places.services import take_successors

from .makers import the

ME = system("a test")


def test_a_table_of_successors_is_taken_once_however_often_it_is_given(world: World):
    table = "﻿old,new,date,name\n990101,990181,2026-01-01,示例市\n"
    assert take_successors(ME, table=table) == 1
    assert take_successors(ME, table=table) == 0
    assert the("990181").name == "示例市"
    assert Succession.objects.filter(old=world.county).count() == 1


def test_a_code_that_passes_on_is_freed_before_it_is_taken(world: World):
    table = "990101,990102,2026-01-01\n990102,990103,2026-01-01\n"
    assert take_successors(ME, table=table) == 2
    assert the("990103").predecessors.get() == world.next_county
    assert the("990102").predecessors.get() == world.county


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("990101,990181\n", "1"),
        ("990101,990181,2026-01-01\n990102,99018x,2026-01-01\n", "2"),
        ("990101,990181,soon\n", "1"),
        ("997777,990181,2026-01-01\n", "1"),
        ("990101,990181,2026-01-01\n997777,990182,2026-01-01\n", "2"),
        ("990101,990181,2026-01-01\n990102,990182001,2026-01-01\n", "2"),
        ("990101,990181,2026-01-01\n990102,880102,2026-01-01\n", "2"),
        ("990101,990181,2026-01-01\n990101,990182,2026-01-01\n", "2"),
        ("3.50303E+11,990181,2026-01-01\n", "1"),
        ("\n\n990101,990181\n", "3"),
        ("990101,990102,2026-01-01\n990102,990101,2026-01-01\n", "1"),
    ],
)
def test_a_table_with_a_fault_changes_nothing_and_names_the_line(
    world: World, table: str, line: str
):
    with pytest.raises(Invalid, match=line):
        take_successors(ME, table=table)
    assert not Succession.objects.exists()
    assert not Division.objects.filter(valid_to__isnull=False).exists()
    assert not journal.lines(Scope.of_everything()).filter(verb="places.renumber").exists()


def test_a_chain_of_codes_is_followed_once_however_often_it_is_given(world: World):
    table = "990101,990102,2026-01-01\n990102,990103,2026-01-01\n"
    assert [take_successors(ME, table=table), take_successors(ME, table=table)] == [2, 0]
    assert the("990102").predecessors.get() == world.county


def test_a_village_that_leaves_its_county_goes_before_the_county(world: World):
    makers.a_division("990102007")
    table = "990101,990181,2026-01-01\n990101001201,990102007205,2026-01-01\n"
    assert take_successors(ME, table=table) == 2
    assert the("990102007205").name == "石桥村"
    assert not Division.objects.filter(code=int("990181001201000")).exists()


def test_a_row_that_says_otherwise_than_what_was_done_is_not_passed_over(world: World):
    take_successors(ME, table="990101,990181,2026-01-01\n")
    with pytest.raises(Invalid, match="990181000000"):
        take_successors(ME, table="990101,990182,2026-01-01\n")


def test_a_day_that_has_not_come_is_refused(world: World):
    tomorrow = clock.today() + dt.timedelta(days=1)
    with pytest.raises(Invalid, match="1"):
        take_successors(ME, table=f"990101,990181,{tomorrow.isoformat()}\n")


def test_only_the_administrator_gives_a_table(world: World):
    with pytest.raises(Denied):
        take_successors(world.mei.actor, table="990101,990181,2026-01-01\n")


# -- the command --


def given(file: Path) -> str:
    out = StringIO()
    call_command("places", successors=file, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_command_renumbers_a_county_and_its_records_stay_its_own(
    world: World, tmp_path: Path, encoding: str
):
    file = tmp_path / "reform.csv"
    file.write_text("旧代码,新代码,日期,名称\n990101,990181,2026-01-01,示例市\n", encoding)
    assert "1" in given(file)
    assert the("990181").name == "示例市"
    coordinator = makers.a_post(Role.COUNTY_COORDINATOR, division=the("990181"))
    seen = Organisation.within(actor_for(coordinator).scope)
    assert seen.filter(pk=world.stone.pk).exists()
    assert "0" in given(file)


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"\xff\xff\xff",
        b"990101,990181\n",
        b"990101,990181,2026-01-01\n997777,1,2026-01-01\n",
        b'990101,"990181\x00",2026-01-01\n',
    ],
)
def test_the_command_names_the_file_and_what_is_wrong_in_one_line(
    world: World, tmp_path: Path, contents: bytes
):
    file = tmp_path / "reform.csv"
    file.write_bytes(contents)
    with pytest.raises(CommandError) as refused:
        given(file)
    assert refused.value.returncode == 2
    assert str(file) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Succession.objects.exists()


def test_the_command_takes_codes_or_a_table_and_not_both(tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        call_command("places", "350303", successors=tmp_path / "reform.csv")
    assert refused.value.returncode == 2
