from __future__ import annotations

import pytest

from lianjian.cli import main
from lianjian.ground.accounts.models import Person
from lianjian.ground.core.actors import NOBODY
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.places.models import Division
from lianjian.site import demo
from lianjian.site.demo import chapters, hands


def test_it_fills_no_database_that_holds_something_else(world):
    before = Division.objects.count()
    with pytest.raises(Invalid):
        demo.fill()
    assert Division.objects.count() == before


def test_the_command_answers_with_one_line_and_status_two(world, capsys, monkeypatch):
    # The command closes its connections at the end, and the test's own with them.
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    assert main(["demo", "--core"]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1


def test_nobody_tells_it_from_a_page(db):
    with pytest.raises(Denied):
        chapters.tell(NOBODY, chapter="fujian")


def test_a_chapter_that_fails_leaves_nothing_behind(db, monkeypatch):
    def stumble() -> None:
        Person.objects.create(username="half", name="半个")
        raise RuntimeError("the power went")

    monkeypatch.setattr(chapters, "CORE", (chapters.Chapter("half", stumble),))
    with pytest.raises(RuntimeError):
        chapters.tell(chapters.SYSTEM, chapter="half")
    assert not Person.objects.exists()


def test_a_run_that_was_stopped_is_continued(db, monkeypatch):
    told: list[str] = []
    first = chapters.Chapter("one", lambda: told.append("one"))
    second = chapters.Chapter("two", lambda: told.append("two"))
    monkeypatch.setattr(chapters, "import_divisions", lambda *_args, **_more: None)
    monkeypatch.setattr(chapters, "REST", ())
    monkeypatch.setattr(chapters, "CORE", (first,))
    demo.fill()
    monkeypatch.setattr(chapters, "CORE", (first, second))
    demo.fill()
    assert told == ["one", "two"]


def test_an_invented_division_hangs_below_the_one_its_code_begins_with(world):
    drawn = hands.draw(hands.SYSTEM, digits="990101001299", name="蔡家沟村")
    assert drawn.parent == world.town
    assert not drawn.official
    assert (drawn.core, drawn.initials) == ("蔡家沟", "cjg")


def test_nobody_draws_one_from_a_page(world):
    with pytest.raises(Denied):
        hands.draw(world.mei.actor, digits="990101001299", name="蔡家沟村")
