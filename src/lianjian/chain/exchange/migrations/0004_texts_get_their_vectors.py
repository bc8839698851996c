"""Keys for the texts that are there, and a schedule of the queue: every minute the worker makes
the sentence vectors that are missing. Reversed, the schedule goes away."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from lianjian.chain.exchange.models.meaning import key_of

_NAME = "exchange-encode-texts"
_MINUTES = "I"


def forwards(apps: Any, _editor: Any) -> None:
    for name in ("Need", "Offer"):
        model = apps.get_model("exchange", name)
        for row in model.objects.filter(text_key="").iterator(chunk_size=500):
            key = key_of(f"{row.title} {row.detail}")
            model.objects.filter(pk=row.pk).update(text_key=key)
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name=_NAME,
        defaults={
            "func": "lianjian.chain.exchange.jobs.encode_texts",
            "schedule_type": _MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
    )


def backwards(apps: Any, _editor: Any) -> None:
    apps.get_model("django_q", "Schedule").objects.filter(name=_NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_industry_evidence_and_meaning"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
