"""``lianjian import``: the same rules as on the page, and one line for what is wrong."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.cast import World

from lianjian.beside.ledgers.models import Import
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.sheets import reading

from .makers import a_sheet

ALL = Scope.of_everything()
GOOD: list[list[Any]] = [["村名", "需求"], ["石桥村", "再添一座冷库"], ["石桥村", "路灯"]]
MIXED: list[list[Any]] = [*GOOD, ["没有的村", "路灯"]]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "需求.xlsx"


def taken(file: Path, **more: Any) -> str:
    said = StringIO()
    call_command("import", str(file), username="mei-9901", stdout=said, **more)
    return said.getvalue().strip()


def needs() -> set[str]:
    return set(Need.within(ALL).values_list("title", flat=True))


def test_a_sheet_is_taken_in_and_the_same_one_changes_nothing(world: World, sheet: Path):
    a_branch(world.stone)
    sheet.write_bytes(a_sheet(GOOD))
    assert taken(sheet).startswith("新增 2")
    assert needs() == {"再添一座冷库", "路灯"}
    assert taken(sheet).startswith("新增 0")
    assert len(needs()) == 2


def test_a_wrong_line_stops_all_and_comes_back_marked(world: World, sheet: Path):
    a_branch(world.stone)
    sheet.write_bytes(a_sheet(MIXED))
    with pytest.raises(CommandError) as refused:
        taken(sheet)
    assert refused.value.returncode == 2
    assert needs() == set()
    [back] = reading.look((sheet.parent / "需求-问题.xlsx").read_bytes())
    assert back.rows[0][1][2] == "问题"
    assert not Import.within(ALL).exclude(state="abandoned").exists()


def test_the_good_lines_alone_when_they_are_asked_for(world: World, sheet: Path):
    a_branch(world.stone)
    sheet.write_bytes(a_sheet(MIXED))
    taken(sheet, good_only=True)
    assert len(needs()) == 2


def test_looking_does_nothing(world: World, sheet: Path):
    a_branch(world.stone)
    sheet.write_bytes(a_sheet(MIXED))
    assert "有误 1" in taken(sheet, look=True)
    assert needs() == set()
    assert not (sheet.parent / "需求-问题.xlsx").exists()


@pytest.mark.parametrize("who", ["nobody", "lin-9901"])
def test_only_somebody_who_may_takes_a_sheet_in(world: World, sheet: Path, who: str):
    sheet.write_bytes(a_sheet(GOOD))
    with pytest.raises(CommandError) as refused:
        call_command("import", str(sheet), username=who)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", a_sheet([["甲", "乙"], ["一", "二"]])])
def test_what_is_no_ledger_is_refused_in_one_line(world: World, sheet: Path, data: bytes):
    sheet.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        taken(sheet)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert not Import.within(ALL).exists()
