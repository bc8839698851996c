"""A schedule of the queue: what was kept for taking back goes after 30 days. Reversed, it goes."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_NAME = "ledgers-forget-traces"
_DAILY = "D"


def forwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=_NAME,
        defaults={
            "func": "lianjian.beside.ledgers.jobs.forget_traces",
            "schedule_type": _DAILY,
            "repeats": -1,
        },
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name=_NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0002_a_sheet_can_be_taken_back"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
