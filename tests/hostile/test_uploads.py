"""T11: hostile files at the door for sheets: refused with a reason or taken, nothing is left."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from lianjian.beside.ledgers.models import Import
from lianjian.beside.ledgers.tests.makers import a_sheet, everything, uploaded
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import archives
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.sheets import door, reading
from tests.campaigns import Reporter
from tests.cast import World

from .corpus import GOOD, MAKERS, TAKEN, corner, flat_bomb, lying_less, with_parts

pytestmark = [pytest.mark.campaign, pytest.mark.once]


def everywhere() -> set[str]:
    """Every file where an upload could be left."""
    folders = [Path(settings.FILES_ROOT), Path(tempfile.gettempdir())]
    found = set()
    for folder in folders:
        for path, _below, names in os.walk(folder):
            if "pytest-of-" not in path:
                found |= {str(Path(path, name)) for name in names if name != "lock"}
    return found


@pytest.mark.django_db
def test_every_hostile_file_is_refused_with_a_reason_or_taken(
    world: World, campaign: Reporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    # A home of its own: the other worker's tests keep files meanwhile.
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    a_branch(world.stone)
    uploaded(world.mei, a_sheet(GOOD), "先前.xlsx")
    wrong = []
    for make in MAKERS:
        one = make()
        before, kept = everywhere(), everything(Import).count()
        answer = uploaded(world.mei, one.data, one.name)
        if answer.status_code != one.status:
            wrong.append(f"{one.what}: {answer.status_code}, not {one.status}")
        if one.status == TAKEN:
            name = everything(Import).first().file_name
            if set("/\\\u202e") & set(name) or len(name) > 120:
                wrong.append(f"{one.what}: kept as {name!r}")
        elif everywhere() != before or everything(Import).count() != kept:
            wrong.append(f"{one.what}: left {sorted(everywhere() - before)}")
        elif (
            "invalid-feedback" not in answer.content.decode()
            and "lj-errors" not in answer.content.decode()
        ):
            wrong.append(f"{one.what}: no reason was given")
    assert wrong == [], "\n".join(wrong)
    assert len(MAKERS) >= 20
    campaign(
        "T11",
        "hostile files at the door for sheets",
        size=len(MAKERS),
        control="without the door's count of what is really inside, a lying header passes",
        outcome="refused with a reason or taken, 0 files left",
    )


@pytest.mark.django_db
def test_control_without_the_door_a_lying_header_passes(monkeypatch: pytest.MonkeyPatch):
    data = lying_less()
    with pytest.raises(Invalid):
        door.admitted(data)
    monkeypatch.setattr(archives, "_inflated", lambda _data, one: one.file_size)
    assert door.admitted(data) == "workbook"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    def never(*_args: object) -> int:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(archives, "_inflated", never)
    with pytest.raises(Invalid):
        door.admitted(flat_bomb())
    with pytest.raises(AssertionError):
        door.admitted(with_parts())


def test_what_passes_the_door_and_is_too_much_dies_alone():
    """The control of the child's limits: the door lets it through, its own process ends."""
    data = corner()
    assert door.admitted(data) == "workbook"
    with pytest.raises(Invalid):
        reading.look(data)
