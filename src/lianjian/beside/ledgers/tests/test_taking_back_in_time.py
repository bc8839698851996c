"""Who takes a sheet back, until when, how a large one goes, and what the page says before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import override_settings
from django.utils.module_loading import import_string
from django_q.models import Schedule
from tests.cast import World

from lianjian.beside.ledgers import going_back, jobs, services
from lianjian.beside.ledgers.models import Import, Portion
from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import AskAgain, Denied, Invalid, OutOfScope
from lianjian.ground.jobs import worker
from lianjian.ground.journal.models import Line

from .makers import a_sheet, everything, handed_in, taken
from .test_take_back import NEEDS, SHEETS, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def branches(world: World) -> tuple[Branch, Branch]:
    return a_branch(world.stone, span=2), a_branch(world.university, span=5)


def test_the_next_county_cannot_take_it_back(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    for actor in (world.hao.actor, world.lin.actor):
        for verb in (services.take_back, services.take_back_portion):
            with pytest.raises((Denied, OutOfScope)):
                verb(actor, sheet=sheet)
    assert world.hao.client().get(f"/imports/{sheet.pk}/take-back").status_code == 404
    assert everything(Need).count() == 1


def test_control_whose_place_it_is_can(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    taken_back(world, sheet)
    assert everything(Need).count() == 0


def test_it_is_asked_of_somebody_who_has_just_shown_who_they_are(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    actor = world.mei.actor
    with time_machine.travel(clock.now() + dt.timedelta(minutes=16)):
        with pytest.raises(AskAgain):
            services.take_back(actor, sheet=sheet)
        with pytest.raises(AskAgain):
            services.start(actor, sheet=sheet, name="take_back")


def test_twice_is_once(world: World, branches: Any):
    data = a_sheet([NEEDS, ["石桥村", "农产品销路", ""]])
    sheet = taken(world.mei, data)
    taken_back(world, sheet)
    taken(world.mei, data)
    for known in (sheet, everything(Import).get(pk=sheet.pk)):
        with pytest.raises(Invalid):
            services.take_back(world.mei.actor, sheet=known)
    assert everything(Need).count() == 1


def test_a_sheet_that_changed_nothing_has_nothing_to_take_back(world: World, branches: Any):
    data = a_sheet([NEEDS, ["石桥村", "农产品销路", ""]])
    taken(world.mei, data)
    sheet = taken(world.mei, data)
    with pytest.raises(Invalid):
        services.take_back(world.mei.actor, sheet=sheet)


def test_the_journal_keeps_what_was_and_says_that_it_was_taken_back(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    before = everything(Line).count()
    taken_back(world, sheet)
    lines = {line.verb: line for line in everything(Line)}
    assert everything(Line).count() == before + 2
    assert lines["ledgers.take_back"].subject == f"ledgers.import:{sheet.pk}"
    assert sheet.file.digest in lines["exchange.take_back_batch"].body
    assert "农产品销路" not in lines["exchange.take_back_batch"].body
    assert "exchange.take_needs" in lines


def test_the_calendar_forgets_every_day():
    scheduled = Schedule.objects.get(name="ledgers-forget-traces")
    assert import_string(scheduled.func) is jobs.forget_traces
    assert (scheduled.schedule_type, scheduled.repeats) == ("D", -1)


def test_only_the_clock_forgets(world: World):
    with pytest.raises(Denied):
        services.forget(world.mei.actor, before=clock.now())


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
def test_what_is_kept_is_forgotten_after_thirty_days(
    world: World, branches: Any, days: int, kept: bool
):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    with time_machine.travel(clock.now() + dt.timedelta(days=days)):
        assert jobs.forget_traces() == (0 if kept else 1)
        assert everything(Portion).exists() is kept
        if kept:
            taken_back(world, sheet)
    assert everything(Need).exists() is not kept


def test_on_day_31_it_is_refused_even_before_it_is_forgotten(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "农产品销路", ""]]))
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        with pytest.raises(Invalid, match="30"):
            services.take_back(world.mei.actor, sheet=sheet)
        page = world.mei.client().get(f"/imports/{sheet.pk}").content.decode()
        assert "take-back" not in page
    assert everything(Need).count() == 1


def test_what_is_kept_says_nothing_of_what_was_taken(world: World, branches: Any):
    taken(world.mei, a_sheet(list(SHEETS["ties"])))
    assert "村书记" not in repr(everything(Portion).get().trace)


def run(sheet: Import) -> str:
    """What the job that a sheet names has come to."""
    assert sheet.job_id is not None
    return worker.run(sheet.job_id)


def many(number: int) -> bytes:
    return a_sheet([NEEDS, *[["石桥村", f"需求第{n}项", ""] for n in range(number)]])


@pytest.fixture
def large(world: World, branches: Any, monkeypatch: pytest.MonkeyPatch) -> Import:
    """A sheet of 1,001 needs, taken in three portions."""
    monkeypatch.setattr(jobs, "PORTION", 400)
    sheet = handed_in(world.mei, many(1001))
    job = services.start(world.mei.actor, sheet=sheet, name="take")
    assert worker.run(job.pk) == "done"
    sheet.refresh_from_db()
    assert everything(Portion).count() == 3
    return sheet


def test_a_large_sheet_is_looked_at_and_taken_back_by_the_worker(world: World, large: Import):
    client, address = world.mei.client(), f"/imports/{large.pk}/take-back"
    assert "look-back" in client.get(address).content.decode()
    client.post(f"/imports/{large.pk}/look-back")
    large.refresh_from_db()
    with override_settings(LANGUAGE_CODE="zh-hans"):
        assert run(large) == "done"
    assert everything(Need).count() == 1001, "looking removes nothing"
    assert "1001" in client.get(address).content.decode()
    assert "/jobs/" in client.post(address).headers["Location"]
    large.refresh_from_db()
    assert run(large) == "done"
    large.refresh_from_db()
    assert (large.state, large.back["gone"]) == ("taken_back", {"exchange.Need": 1001})
    assert everything(Need).count() == 0


def test_a_job_that_was_cut_off_half_way_goes_on(world: World, large: Import):
    services.take_back_portion(world.mei.actor, sheet=large)
    assert everything(Need).count() == 800, "the last lines went first"
    large.refresh_from_db()
    assert large.state == "taken"
    job = services.start(world.mei.actor, sheet=large, name="take_back")
    assert worker.run(job.pk) == "done"
    large.refresh_from_db()
    assert (large.state, large.back["gone"]) == ("taken_back", {"exchange.Need": 1001})
    assert everything(Need).count() == 0


def test_looking_over_all_portions_says_what_taking_back_then_does(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(jobs, "PORTION", 2)
    rows = [["示例省农科院", "高校", "示例省", f"第{n}研究所", f"第{n}党支部"] for n in range(5)]
    data = a_sheet([["单位名称", "单位类别", "隶属", "内设机构", "党支部名称"], *rows])
    sheet = handed_in(world.mei, data)
    job = services.start(world.mei.actor, sheet=sheet, name="take")
    assert worker.run(job.pk) == "done"
    sheet.refresh_from_db()
    registry.amend_branch(world.mei.actor, branch=everything(Branch).get(name="第4党支部"), span=2)
    seen = going_back.looked(world.mei.actor, sheet)
    assert seen["gone"] == {"registry.Branch": 4}
    assert taken_back(world, sheet).back == seen


def test_the_page_says_what_would_happen_before_anything_is_done(world: World, branches: Any):
    sheet = taken(world.mei, a_sheet([NEEDS, ["石桥村", "销路", ""], ["石桥村", "路灯", ""]]))
    exchange.withdraw(world.lin.actor, listing=Need.get_within(world.lin.scope, title="销路"))
    client, address = world.mei.client(), f"/imports/{sheet.pk}/take-back"
    assert address in client.get(f"/imports/{sheet.pk}").content.decode()
    page = client.get(address).content.decode()
    assert "销路" in page
    assert "路灯" not in page
    assert everything(Need).count() == 2
    assert client.post(address).status_code == 302
    assert [one.title for one in everything(Need)] == ["销路"]
    after = client.get(f"/imports/{sheet.pk}").content.decode()
    assert "已撤回" in after
    assert "销路" in after
    assert client.get(address).status_code == 422
