"""A job runs once, as who started it, and says how it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from django_q.models import OrmQ, Schedule
from tests.cast import World

from lianjian.ground.core import clock
from lianjian.ground.core.actors import NOBODY, Actor, system
from lianjian.ground.core.commands import COMMANDS, command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Allowed, Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.jobs import queue, registry, selectors, services, worker
from lianjian.ground.jobs.life import LIFE, State
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.jobs.registry import Work, job
from lianjian.ground.journal import selectors as journal
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import add_hamlet

ALL = Scope.of_everything()


@pytest.fixture(autouse=True)
def _own_jobs() -> Iterator[None]:
    before = dict(registry.JOBS)
    seen.clear()

    @job("test.note", title="Note")
    def note(work: Work, **arguments):
        seen.append((work.actor, arguments))
        work.tell(500, "half way")
        return {"took": arguments}

    @job("test.talk", title="Talk")
    def talk(work: Work):
        work.tell(500, _("%(done)d of %(total)d divisions") % {"done": 1, "total": 2})
        return JobRun.objects.values_list("sentence", flat=True).get(state=State.RUNNING)

    @job("test.hamlet", title="Add a hamlet")
    def hamlet(work: Work, *, parent: int, name: str, fails: bool = False):
        def write():
            made = add_hamlet(work.actor, parent=Division.objects.get(pk=parent), name=name)
            if fails:
                raise Invalid("Not like this.")
            return made.pk

        return write

    @job("test.quick", title="Quick", prompt=True)
    def quick(work: Work):
        return None

    @job("test.break", title="Break")
    def fault(work: Work):
        raise ZeroDivisionError

    yield
    registry.JOBS.clear()
    registry.JOBS.update(before)


seen: list[tuple[Actor, dict[str, object]]] = []


def start(world: World, what: str, **arguments) -> Job:
    return services.start(world.mei.actor, name=what, arguments=arguments)


def run_of(one: Job) -> JobRun:
    return JobRun.objects.get(job=one)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-hans", "已导入 1 / 2 个行政区划"), ("en", "1 of 2 divisions")],
)
def test_it_says_how_far_it_is_in_the_language_of_who_started_it(world: World, language, sentence):
    with translation.override(language):
        one = start(world, "test.talk")
    with translation.override("en" if language == "zh-hans" else "zh-hans"):
        worker.run(one.pk)
    assert run_of(one).result == sentence


def test_it_runs_as_the_post_that_started_it(world: World):
    one = start(world, "test.note", codes=["35"])
    assert worker.run(one.pk) == "done"
    [(actor, arguments)] = seen
    assert (actor.post, actor.role) == (world.mei.post.pk, world.mei.post.role)
    assert actor.scope == world.mei.scope
    assert arguments == {"codes": ["35"]}
    assert run_of(one).result == {"took": {"codes": ["35"]}}
    assert run_of(one).permille == 1000


def test_what_somebody_waits_for_goes_into_a_queue_of_its_own(world: World):
    start(world, "test.note")
    quick = start(world, "test.quick")
    assert list(OrmQ.objects.order_by("pk").values_list("key", flat=True)) == ["lianjian", "prompt"]
    # After a kill, too.
    worker._claim(quick.pk)
    JobRun.objects.filter(job=quick).update(lease=clock.now() - dt.timedelta(seconds=1))
    assert queue.deliver_again() == 1
    assert OrmQ.objects.filter(key="prompt").count() == 2


def test_delivered_twice_it_runs_once(world: World):
    one = start(world, "test.note")
    assert [worker.run(one.pk), worker.run(one.pk)] == ["done", "not mine"]
    assert len(seen) == 1


def test_a_second_worker_leaves_a_job_that_a_first_one_is_doing(world: World):
    one = start(world, "test.note")
    assert worker._claim(one.pk) == 1
    assert worker.run(one.pk) == "not mine"
    assert seen == []


def test_it_is_taken_over_when_nobody_renews_the_lease(world: World):
    one = start(world, "test.note")
    worker._claim(one.pk)
    JobRun.objects.filter(job=one).update(lease=clock.now() - dt.timedelta(seconds=1))
    assert worker.run(one.pk) == "done"
    assert run_of(one).attempt == 2


def test_a_worker_that_was_taken_over_writes_nothing(world: World):
    one = start(world, "test.hamlet", parent=world.town.pk, name="上湾")
    first = worker._claim(one.pk) or 0
    JobRun.objects.filter(job=one).update(lease=clock.now() - dt.timedelta(seconds=1))
    assert worker.run(one.pk) == "done"
    with pytest.raises(Overtaken):
        services.finish(system("late"), job=one, attempt=first)
    assert Division.objects.filter(name="上湾").count() == 1


def test_what_it_writes_and_its_end_are_one(world: World):
    one = start(world, "test.hamlet", parent=world.town.pk, name="上湾", fails=True)
    assert worker.run(one.pk) == "failed"
    assert run_of(one).error == "Not like this."
    assert not Division.objects.filter(name="上湾").exists()


def test_a_job_that_is_overtaken_in_what_it_writes_has_failed_and_says_so(world: World):
    @job("test.late", title="Late")
    def late(work: Work):
        def keep() -> None:
            raise Overtaken("Somebody was faster.")

        return keep

    one = start(world, "test.late")
    assert worker.run(one.pk) == "failed"
    assert run_of(one).error == "Somebody was faster."


def test_its_writes_are_in_the_journal_as_the_persons(world: World):
    one = start(world, "test.hamlet", parent=world.town.pk, name="上湾")
    worker.run(one.pk)
    lines = {line.verb: line.person for line in journal.lines(ALL)}
    assert lines["places.add_hamlet"] == world.mei.actor.person
    assert {"jobs.start", "jobs.finish"} <= set(lines)


def test_a_fault_is_told_in_plain_words_and_not_as_a_traceback(world: World):
    one = start(world, "test.break")
    assert worker.run(one.pk) == "failed"
    assert "Zero" not in run_of(one).error
    assert run_of(one).error


def test_it_does_not_run_for_a_post_that_has_ended(world: World):
    from lianjian.ground.accounts.models import Post
    from lianjian.ground.core.scoped import scope_lifted

    one = start(world, "test.note")
    with scope_lifted("the post ends meanwhile"):
        Post.objects.filter(pk=world.mei.post.pk).update(ends=dt.date(2020, 1, 2))
    assert worker.run(one.pk) == "failed"
    assert seen == []


def test_one_that_waits_is_stopped_before_it_begins(world: World):
    one = start(world, "test.note")
    services.stop(world.mei.actor, job=one)
    assert worker.run(one.pk) == "not mine"
    assert run_of(one).state == "stopped"


def test_one_that_runs_stops_at_its_next_step(world: World):
    one = start(world, "test.note")
    JobRun.objects.filter(job=one).update(stop_asked=True)
    assert worker.run(one.pk) == "stopped"
    assert seen == []


def test_only_who_started_it_sees_and_stops_it(world: World):
    one = start(world, "test.note")
    assert selectors.job(world.mei.scope, one.pk) == one
    with pytest.raises(OutOfScope):
        selectors.job(world.lin.scope, one.pk)
    with pytest.raises(Denied):
        services.stop(world.hao.actor, job=one)


def test_what_the_product_itself_has_to_do_is_counted_and_a_persons_is_not(world: World):
    start(world, "test.note")
    own = services.start(system("a test"), name="test.note", arguments={})
    assert list(selectors.of_the_product(ALL)) == [own]
    worker.run(own.pk)
    assert not selectors.of_the_product(ALL).exists()


def test_nobody_starts_nothing(world: World):
    with pytest.raises(Denied):
        services.start(NOBODY, name="test.note", arguments={})


def test_there_is_no_job_of_an_unknown_name(world: World):
    with pytest.raises(LookupError):
        start(world, "test.unknown")
    assert not Job.within(ALL).exists()


def test_the_message_goes_away_with_a_command_that_fails(world: World):
    @command("test.start_and_fail", policy=lambda actor: Allowed())
    def start_and_fail(actor: Actor) -> None:
        services.start(actor, name="test.note", arguments={})
        assert OrmQ.objects.count() == 1
        raise Invalid("Not like this.")

    with pytest.raises(Invalid):
        start_and_fail(world.mei.actor)
    del COMMANDS["test.start_and_fail"]
    assert OrmQ.objects.count() == 0


def test_a_dead_workers_job_is_sent_again_and_a_live_ones_is_not(world: World):
    dead, alive = start(world, "test.note"), start(world, "test.note")
    worker._claim(dead.pk)
    worker._claim(alive.pk)
    JobRun.objects.filter(job=dead).update(lease=clock.now() - dt.timedelta(seconds=1))
    assert OrmQ.objects.count() == 2
    assert queue.deliver_again() == 1
    assert queue.deliver_again() == 0
    assert OrmQ.objects.count() == 3
    assert worker.run(dead.pk) == "done"


def test_a_job_that_takes_every_worker_down_is_given_up(world: World):
    one = start(world, "test.note")
    for _again in range(queue.TRIES):
        worker._claim(one.pk)
        JobRun.objects.filter(job=one).update(lease=clock.now() - dt.timedelta(seconds=1))
        queue.deliver_again()
    assert run_of(one).state == "failed"
    assert run_of(one).error


def test_the_queue_looks_for_them_every_minute(world: World):
    schedule = Schedule.objects.get(func="lianjian.ground.jobs.queue.deliver_again")
    assert (schedule.schedule_type, schedule.minutes, schedule.repeats) == ("I", 1, -1)


# -- its page --


def test_its_page_shows_how_far_it_is_and_asks_again(world: World):
    one = start(world, "test.note")
    worker._claim(one.pk)
    JobRun.objects.filter(job=one).update(permille=420, sentence="涵江区")
    answer = world.mei.client().get(f"/jobs/{one.pk}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "涵江区" in text
    assert "hx-get" in text
    assert "42" in text


def test_a_job_that_is_over_is_not_asked_after_again(world: World):
    one = services.start(world.mei.actor, name="test.note", arguments={}, back="/places/")
    worker.run(one.pk)
    text = world.mei.client().get(f"/jobs/{one.pk}/progress").content.decode()
    assert "hx-get" not in text
    assert 'href="/places/"' in text


@pytest.mark.parametrize("state", State.values)
def test_its_page_offers_to_stop_it_where_the_life_does(world: World, state: str):
    one = start(world, "test.note")
    JobRun.objects.filter(job=one).update(state=state)
    for address in (f"/jobs/{one.pk}", f"/jobs/{one.pk}/progress"):
        text = world.mei.client().get(address).content.decode()
        assert (f'action="/jobs/{one.pk}/stop"' in text) == LIFE.can(state, "stop")


def test_it_is_stopped_from_its_page(world: World):
    one = start(world, "test.note")
    client = world.mei.client()
    assert client.get(f"/jobs/{one.pk}/stop").status_code == 405
    assert client.post(f"/jobs/{one.pk}/stop").status_code == 302
    assert run_of(one).state == "stopped"


def test_the_next_county_finds_no_such_page(world: World):
    one = start(world, "test.note")
    for address in (f"/jobs/{one.pk}", f"/jobs/{one.pk}/progress"):
        assert world.hao.client().get(address).status_code == 404
    assert world.hao.client().post(f"/jobs/{one.pk}/stop").status_code == 404
