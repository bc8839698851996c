"""What was put aside half a year ago and became no record is forgotten, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils.module_loading import import_string
from django_q.models import Schedule
from tests.cast import World

from lianjian.beside.intake import jobs, services
from lianjian.beside.intake.models import Fact, Submission
from lianjian.chain.registry.tests.makers import a_branch, an_honour
from lianjian.ground.core import clock, files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied

from . import fact_makers as makers

pytestmark = pytest.mark.django_db
ALL = Scope.of_everything()
NAMES = "石桥村的林示例（13912345678）会修剪果树。"


def after(days: int) -> int:
    """What the calendar forgets so many days from now."""
    with time_machine.travel(clock.now() + dt.timedelta(days=days)):
        return jobs.forget_texts()


def aside(world: World, raw: str = NAMES) -> Submission:
    text = makers.a_text(world.lin, raw, title=raw, name="林示例.txt", outlet="林示例")
    services.ask(world.mei.actor, submission=text, question=NAMES)
    return services.put_aside(world.lin.actor, submission=text)


def now(text: Submission) -> Submission:
    return Submission.within(ALL).get(pk=text.pk)


def test_the_calendar_forgets_every_day():
    scheduled = Schedule.objects.get(name="intake-forget-texts")
    assert import_string(scheduled.func) is jobs.forget_texts
    assert (scheduled.schedule_type, scheduled.repeats) == ("D", -1)


def test_only_the_clock_forgets(world: World):
    with pytest.raises(Denied):
        services.forget(world.mei.actor, before=clock.now(), undone_before=clock.now())


@pytest.mark.parametrize(("days", "gone"), [(179, 0), (181, 1)])
def test_no_word_of_it_is_left_after_180_days(world: World, days: int, gone: int):
    text = aside(world)
    makers.a_fact(text)
    assert after(days) == gone
    with scope_lifted("a test looks behind"):
        rows = str([list(model.objects.values()) for model in (Submission, Fact)])
    assert ("林示例" in rows) is not gone
    assert ("13912345678" in rows) is not gone
    assert Fact.within(ALL).exists() is not gone
    assert now(text).state == ("forgotten" if gone else "put_aside")
    assert after(days) == 0


def test_who_handed_it_in_and_when_stays(world: World):
    text = aside(world)
    after(181)
    assert (now(text).person, now(text).made_at) == (world.lin.post.person, text.made_at)


def test_its_file_goes_with_the_next_sweep(world: World, settings: Any, tmp_path: Path):
    # In a folder of its own: the sweep of half a year later spares no other test's files.
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.mkdir()
    stored = aside(world).file
    assert stored is not None
    path = files.path_of(stored)
    after(181)
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    with time_machine.travel(clock.now() + dt.timedelta(days=183)):
        files.sweep()
    assert not path.exists()


def test_a_file_that_something_else_holds_stays(world: World):
    stored = aside(world).file
    assert stored is not None
    honour = an_honour(a_branch(world.stone))
    with scope_lifted("a maker"):
        type(honour).objects.filter(pk=honour.pk).update(file=stored)
    after(181)
    assert files.read(stored)


def test_a_text_of_which_something_is_a_record_is_kept(world: World):
    a_branch(world.stone)
    text = makers.a_text(world.lin)
    makers.confirmed(world.lin, makers.a_fact(text))
    services.put_aside(world.lin.actor, submission=text)
    assert after(400) == 0
    assert now(text).raw == text.raw


def test_whoever_takes_it_up_again_has_another_180_days(world: World):
    text = aside(world)
    with time_machine.travel(clock.now() + dt.timedelta(days=100)):
        services.take_up(world.lin.actor, submission=text)
        services.keep(world.lin.actor, submission=text, understood=makers.understood("石桥村。"))
        services.put_aside(world.lin.actor, submission=text)
    assert after(200) == 0
    assert after(281) == 1


def test_a_forgotten_text_has_a_page_and_no_file(world: World):
    text = aside(world)
    after(181)
    lin = world.lin.client()
    assert "180" in lin.get(f"/reports/{text.pk}").content.decode()
    assert lin.get(f"/reports/{text.pk}/file").status_code == 404
    assert lin.post(f"/reports/{text.pk}/look").status_code == 302
    assert lin.post(f"/reports/{text.pk}/take-up").status_code == 422


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_how_to_take_a_record_back_is_forgotten_with_the_right_to(
    world: World, days: int, gone: bool
):
    a_branch(world.stone)
    fact = makers.a_fact(makers.a_text(world.lin))
    makers.confirmed(world.lin, fact)
    after(days)
    kept = Fact.within(ALL).get(pk=fact.pk)
    assert kept.state == "confirmed"
    assert (kept.trace == {}) is gone
