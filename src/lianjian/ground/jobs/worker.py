"""What a worker does with a job that was delivered to it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Overtaken, Refused, Text

from .life import State
from .models import Job, JobRun
from .registry import JOBS, Result, Work
from .services.finish import finish, writing

LEASE = dt.timedelta(seconds=60)
"""A worker that was not heard of for so long is taken to be dead."""

MOMENT = 50
"""Milliseconds."""

_log = logging.getLogger(__name__)


class Stopped(Exception):  # noqa: N818 - what happened, not a fault
    """The person who started the job has asked it to stop."""


def run(pk: int) -> str:
    """Do a job, if nobody else has done it or is doing it; gives its state afterwards."""
    attempt = _claim(pk)
    if attempt is None:
        return "not mine"
    job = Job.get_within(Scope.of_everything(), pk=pk)
    with _alive(pk, attempt), translation.override(job.language or settings.LANGUAGE_CODE):
        try:
            result = _work(job, attempt)
            token = writing.set(result)
            try:
                finish(system(f"job {job.name}"), job=job, attempt=attempt)
            finally:
                writing.reset(token)
        except Stopped:
            _end(pk, attempt, State.STOPPED, "")
        except Refused as refusal:  # Also where somebody overtook it in what it writes.
            _end(pk, attempt, State.FAILED, str(refusal))
        except Exception:  # noqa: BLE001 - whatever it was, the job must not seem to run for ever
            _log.exception("job %s failed", pk)
            _end(
                pk,
                attempt,
                State.FAILED,
                _("This did not work. The operator finds why in the log."),
            )
    return JobRun.objects.values_list("state", flat=True).get(job=pk)


def _claim(pk: int) -> int | None:
    """Take the job: it waits, or it runs and its lease is over. Gives the number of the attempt."""
    now = clock.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease__lt=now)
    won = JobRun.objects.filter(free, job=pk).update(
        state=State.RUNNING,
        attempt=F("attempt") + 1,
        lease=now + LEASE,
        started_at=now,
        permille=0,
        sentence="",
    )
    return JobRun.objects.values_list("attempt", flat=True).get(job=pk) if won else None


def _work(job: Job, attempt: int) -> Result:
    known = JOBS.get(job.name)
    if known is None:
        raise LookupError(f"There is no job {job.name}.")

    def tell(permille: int, sentence: Text) -> None:
        mine = JobRun.objects.filter(job=job, attempt=attempt, state=State.RUNNING)
        going_on = mine.filter(stop_asked=False)
        try:
            with _without_waiting():
                told = going_on.update(
                    permille=min(max(permille, 0), 1000), sentence=str(sentence)[:200]
                )
        except OperationalError:
            if connection.vendor != "sqlite":
                raise
            told = going_on.count()
        if not told:
            if mine.exists():
                raise Stopped
            raise Overtaken(_("Another worker has taken this job over."))

    tell(0, "")
    return known.function(Work(_actor(job), tell), **job.arguments)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """How far work is is no reason to wait for the embedded database's one writer: a reading of
    two seconds told it seven times, and waited each time for a part of somebody's long work."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {MOMENT}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _actor(job: Job) -> Actor:
    """The post that started the job, as it is today; the system when it was the system."""
    if job.post_id is None:
        return system(f"job {job.name}")
    post = accounts.post(Scope(person=job.person_id), job.post_id)
    if not post.holds_on(clock.today()):
        raise Denied(_("The post that started this has ended."))
    return actor_for(post, confirmed_at=job.confirmed_at)


def _end(pk: int, attempt: int, state: str, error: str) -> None:
    """End the run, unless another worker has taken it over: then its end will be the one."""
    mine = JobRun.objects.filter(job=pk, state=State.RUNNING, attempt=attempt)
    if not mine.update(state=state, error=error, lease=None, ended_at=clock.now()):
        _log.warning("job %s was taken over by another worker", pk)


@contextmanager
def _alive(pk: int, attempt: int) -> Iterator[None]:
    """Renew the lease from a thread, which dies with the process and with nothing less."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(LEASE.total_seconds() / 4):
            mine = JobRun.objects.filter(job=pk, state=State.RUNNING, attempt=attempt)
            # A database that is busy now is asked again at the next turn, well before the end.
            with suppress(DatabaseError):
                mine.update(lease=clock.now() + LEASE)
        connection.close()

    thread = threading.Thread(target=renew, name=f"lease-{pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
