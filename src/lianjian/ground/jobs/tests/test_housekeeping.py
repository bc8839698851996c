"""Once a day goes what a crash left and what nobody can use any more, and nothing else."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils.module_loading import import_string
from django_q.models import Schedule
from tests.cast import World

from lianjian.ground.core import clock, files
from lianjian.ground.core.models import IdempotencyKey
from lianjian.ground.jobs import housekeeping


def a_key(*, days_old: int) -> IdempotencyKey:
    key = IdempotencyKey.objects.create(person=1, key=f"{days_old}", verb="test.note")
    made_at = clock.now() - dt.timedelta(days=days_old)
    IdempotencyKey.objects.filter(pk=key.pk).update(made_at=made_at)
    return key


@pytest.mark.django_db
def test_the_calendar_finds_the_work_it_calls_every_day():
    names = ("jobs-sweep-files", "jobs-forget-keys", "jobs-end-sessions")
    scheduled = Schedule.objects.filter(name__in=names)
    assert {import_string(one.func) for one in scheduled} == {
        housekeeping.sweep_files,
        housekeeping.forget_keys,
        housekeeping.end_sessions,
    }
    assert {(one.schedule_type, one.repeats) for one in scheduled} == {("D", -1)}


@pytest.mark.django_db
def test_a_file_without_a_row_goes_and_one_with_a_row_stays(tmp_path: Path, settings):
    settings.FILES_ROOT = tmp_path / "files"
    kept = files.path_of(files.store(b"kept", media_type="text/plain"))
    left = kept.with_name("0" * 64)
    left.write_bytes(b"left by a crash")
    for path in (kept, left):
        os.utime(path, (0, 0))
    assert housekeeping.sweep_files() == 1
    assert (kept.exists(), left.exists()) == (True, False)


@pytest.mark.django_db
def test_where_no_file_was_ever_stored_nothing_is_swept(tmp_path: Path, settings):
    settings.FILES_ROOT = tmp_path / "none"
    assert housekeeping.sweep_files() == 0


@pytest.mark.django_db
def test_keys_of_forms_that_nobody_can_send_again_go():
    old, young = a_key(days_old=31), a_key(days_old=1)
    assert housekeeping.forget_keys() == 1
    assert list(IdempotencyKey.objects.filter(pk__in=(old.pk, young.pk))) == [young]


def test_sessions_that_are_over_go_and_whoever_is_signed_in_stays(world: World):
    client, gone = world.mei.client(), world.lin.client()
    over = Session.objects.filter(pk=gone.session.session_key)
    over.update(expire_date=clock.now() - dt.timedelta(seconds=1))
    assert housekeeping.end_sessions() == 1
    assert client.get("/today").status_code == 200
    assert gone.get("/today").status_code == 302
