"""What takes longer is left to the worker, and the pages say so until it is done."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.taking_back import taken_back

from lianjian.ground.accounts.models import Person
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import selectors as jobs
from lianjian.ground.jobs import worker
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.places.codes import official
from lianjian.ground.places.models import Division, Outline
from lianjian.site.demo import chapters, outlines

ALL = Scope.of_everything()
pytestmark = [pytest.mark.usefixtures("told"), pytest.mark.once]


def waiting() -> list[Job]:
    return list(jobs.of_the_product(ALL))


def outlines_waiting() -> list[Job]:
    return [job for job in waiting() if job.name == "places.draw"]


def test_the_outline_of_every_real_place_waits_for_the_worker():
    assert {job.name for job in waiting()} == {"places.draw", "demo.tell_past"}
    keys = [job.arguments["pk"] for job in outlines_waiting()]
    drawn = Division.objects.filter(pk__in=keys)
    codes = {official(division.code).rstrip("0").ljust(4, "0") for division in drawn}
    assert codes == {"3503", "350302", "350303", "350304", "350305", "350322", "370782"}
    assert not Outline.objects.exists()


def test_the_worker_draws_one_and_one_fewer_is_left():
    with taken_back():
        before = outlines_waiting()
        assert worker.run(before[-1].pk) == "done"
        assert outlines_waiting() == before[:-1]
        assert Outline.objects.get().division_id == before[-1].arguments["pk"]


def test_without_core_nothing_is_left_to_the_worker(monkeypatch):
    def as_if_done(pk: int) -> str:
        JobRun.objects.filter(job=pk).update(state="done")
        return "done"

    monkeypatch.setattr(worker, "run", as_if_done)
    monkeypatch.setattr(chapters, "_told", lambda: set())
    monkeypatch.setattr(chapters, "_holds_something", lambda: False)
    monkeypatch.setattr(chapters, "CORE", ())
    monkeypatch.setattr(chapters, "import_divisions", lambda *_args, **_more: None)
    with taken_back():
        JobRun.objects.update(state="done")
        chapters.fill(core_only=True)
        assert len(waiting()) == len(outlines.PLACES) + 1
        chapters.fill()
        assert waiting() == []


@pytest.mark.parametrize("page", ["home", "today"])
def test_the_page_says_so_while_it_lasts(page: str, settings):
    settings.DEMO = True
    with taken_back():
        client = Client()
        client.force_login(Person.objects.get(username="shiqiao"))
        assert "示例数据还有 8 个部分正在准备" in client.get(reverse(page)).text
        JobRun.objects.filter(job__in=waiting()[1:]).update(state="done")
        JobRun.objects.filter(job__in=waiting()).update(state="running")
        client.cookies["lianjian_language"] = "en"
        assert "1 part of the demonstration is" in client.get(reverse(page)).text
        JobRun.objects.update(state="failed")
        assert "of the demonstration" not in client.get(reverse(page)).text


def test_only_a_demonstration_says_so(settings):
    settings.DEMO = False
    assert "正在准备" not in Client().get(reverse("home")).text
