"""kill -9 while a sheet is taken in: all of it or nothing, and by the worker whole portions.

Whoever takes it once more has exactly what a take brings that nobody disturbed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import Reporter
from tests.sizes import size

from .killing import killed

KILLS = size(12, long=100)
CONTROL = size(5, long=40)

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]


def kill_takers(way: str, kills: int, home: Path, database: str) -> dict[str, Any]:
    return killed("tests.crash.takers", way, kills, home, database)


def test_a_take_that_is_killed_has_brought_all_or_nothing(
    home: Path, database: str, campaign: Reporter
):
    found = kill_takers("inline", KILLS, home, database)
    assert found["faults"] == {}
    assert (found["half_way"], found["rows_without_file"], found["chain_whole"]) == (0, 0, True)
    assert 0 < found["just_in"] < KILLS
    campaign(
        "T7",
        "kill -9 while a sheet is taken in",
        size=KILLS,
        control="each line committed by itself: sheets half in",
        outcome="all or nothing; taken again nothing lost or twice; files and journal whole",
    )


def test_a_worker_that_is_killed_leaves_whole_portions_and_another_goes_on(
    home: Path, database: str, campaign: Reporter
):
    found = kill_takers("portions", KILLS, home, database)
    assert found["faults"] == {}
    assert (found["rows_without_file"], found["chain_whole"]) == (0, True)
    assert found["half_way"] > 0
    assert found["just_in"] > 0
    campaign(
        "T7",
        "kill -9 of a worker between portions of a sheet",
        size=KILLS,
        control="going on with what the first look had found: lines are in twice",
        outcome="whole portions, and the look says which; going on nothing lost or twice",
    )


def test_control_each_line_committed_by_itself_leaves_a_sheet_half_in(home: Path, database: str):
    assert kill_takers("row-by-row", CONTROL, home, database)["faults"]["half done"] > 0


def test_control_going_on_without_a_new_look_brings_lines_twice(home: Path, database: str):
    assert kill_takers("unweighed", CONTROL, home, database)["faults"]["there twice"] > 0
