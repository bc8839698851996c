"""kill -9 while an event is opened or signed, and while a project is accepted: all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import Reporter
from tests.sizes import LONG, size

from .killing import killed

KILLS = size(4, long=60)
CONTROL = size(4, long=20)
SIGNERS = "tests.crash.signers"
DONE = {
    "opens": "the texts of a signing event are opened",
    "signs": "the last signer signs every accord of an event",
    "accepts": "a project is accepted with a document",
}

WAYS = tuple(DONE) if LONG else ("signs",)
CONTROLS = ("opens-each", "signs-each") if LONG else ("signs-each",)

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]


@pytest.mark.parametrize("way", WAYS)
def test_whoever_is_killed_has_done_all_or_nothing(
    way: str, home: Path, database: str, campaign: Reporter
):
    found = killed(SIGNERS, way, KILLS, home, database)
    assert found["faults"] == {}
    assert (found["rows_without_file"], found["chain_whole"]) == (0, True)
    assert found["just_in"] > 0
    campaign(
        "T7",
        f"kill -9 while {DONE[way]}",
        size=KILLS,
        control="one accord a command: an event half opened, half signed",
        outcome="all or nothing; done again it is whole; files and journal whole",
    )


@pytest.mark.parametrize("way", CONTROLS)
def test_control_one_accord_a_command_leaves_an_event_half_done(
    way: str, home: Path, database: str
):
    assert killed(SIGNERS, way, CONTROL, home, database)["faults"]["half done"] > 0
