"""Drafts that are kept get certificates of the second form: they name villages and partners by
their ids, where the first form numbered rows. Plan, prices and problem are what they were."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def forwards(apps: Any, _editor: Any) -> None:
    from lianjian.chain.pairing import instance
    from lianjian.engine import pairing as engine

    for row in apps.get_model("pairing", "Solution").objects.all():
        if row.certificate.get("version") == engine.Certificate.version:
            continue
        problem = instance.problem_of(row.instance)
        certificate = engine.certify(problem, instance.plan_of(problem, row))
        row.certificate = certificate.as_json()
        row.save(update_fields=["certificate"])


def backwards(_apps: Any, _editor: Any) -> None:
    """A draft of the first form has to be solved again; nothing else is lost."""


class Migration(migrations.Migration):
    dependencies = [("pairing", "0003_rounds_at_county_size")]

    operations = [migrations.RunPython(forwards, backwards)]
