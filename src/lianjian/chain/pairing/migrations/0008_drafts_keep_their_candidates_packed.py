"""Drafts of before had their candidates in their instance, as lists of branches; now they lie beside
it as packed columns. Nothing of the problem, the plan or its proof changes."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def forwards(apps: Any, _editor: Any) -> None:
    from lianjian.chain.pairing.packed import Table

    rows = apps.get_model("pairing", "Solution").objects.defer("grid")
    for row in rows.iterator(chunk_size=20):
        lists = row.instance.pop("candidates", None)
        if lists is None:
            continue
        sides = (row.instance[side]["id"] for side in ("villages", "partners"))
        row.candidates = Table.of(lists, *sides).packed()
        row.save(update_fields=["instance", "candidates"])


def backwards(apps: Any, _editor: Any) -> None:
    from lianjian.chain.pairing.packed import Table

    rows = apps.get_model("pairing", "Solution").objects.defer("grid")
    for row in rows.iterator(chunk_size=20):
        table = Table.unpacked(bytes(row.candidates))
        row.instance["candidates"] = table.as_lists(
            *(row.instance[side]["id"] for side in ("villages", "partners"))
        )
        row.save(update_fields=["instance"])


class Migration(migrations.Migration):
    dependencies = [("pairing", "0007_candidates_are_columns")]

    operations = [migrations.RunPython(forwards, backwards)]
