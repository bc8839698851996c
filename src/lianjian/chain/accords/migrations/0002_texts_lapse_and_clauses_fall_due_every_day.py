"""Schedules of the queue: texts lapse, clauses fall due. Reversed, they go away."""

from __future__ import annotations

from typing import Any

from django.db import migrations

JOBS = {
    "accords-let-texts-lapse": "lianjian.chain.accords.jobs.let_texts_lapse",
    "accords-let-clauses-fall-due": "lianjian.chain.accords.jobs.let_clauses_fall_due",
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
        ("accords", "0001_initial"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
