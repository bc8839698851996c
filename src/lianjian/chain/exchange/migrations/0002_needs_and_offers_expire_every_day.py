"""A schedule of the queue: listings expire when their window is over. Reversed, it goes away."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_NAME = "exchange-expire-listings"
_DAILY = "D"


def forwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=_NAME,
        defaults={
            "func": "lianjian.chain.exchange.jobs.expire_listings",
            "schedule_type": _DAILY,
            "repeats": -1,
        },
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name=_NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_initial"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
