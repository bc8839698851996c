"""Schedules of the queue: files without a row, old keys, expired sessions. Reversed, they go away."""

from __future__ import annotations

from typing import Any

from django.db import migrations

JOBS = {
    "jobs-sweep-files": "lianjian.ground.jobs.housekeeping.sweep_files",
    "jobs-forget-keys": "lianjian.ground.jobs.housekeeping.forget_keys",
    "jobs-end-sessions": "lianjian.ground.jobs.housekeeping.end_sessions",
}
_DAILY = "D"


def forwards(apps: Any, _editor: Any) -> None:
    schedules = apps.get_model("django_q", "Schedule").objects
    for name, function in JOBS.items():
        schedules.get_or_create(
            name=name, defaults={"func": function, "schedule_type": _DAILY, "repeats": -1}
        )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name__in=JOBS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_jobs_of_dead_workers_are_looked_for_every_minute"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
