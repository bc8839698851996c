"""A schedule of the queue: texts put aside for 180 days are forgotten. Reversed, it goes."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_NAME = "intake-forget-texts"
_DAILY = "D"


def forwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=_NAME,
        defaults={
            "func": "lianjian.beside.intake.jobs.forget_texts",
            "schedule_type": _DAILY,
            "repeats": -1,
        },
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name=_NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_a_text_put_aside_can_be_forgotten"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
