"""A schedule of the queue, so that no other program has to look. Reversed, it goes away again."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_NAME = "jobs-deliver-again"
_MINUTES = "I"


def forwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=_NAME,
        defaults={
            "func": "lianjian.ground.jobs.queue.deliver_again",
            "schedule_type": _MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name=_NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
