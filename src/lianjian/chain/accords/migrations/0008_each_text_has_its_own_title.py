"""Each text keeps its own title and document number; those of before say what was frozen, or what
their accord is called today."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models


def forwards(apps: Any, _editor: Any) -> None:
    texts = apps.get_model("accords", "TextVersion").objects.select_related("accord")
    for text in texts.iterator(chunk_size=500):
        said = json.loads(text.text) if text.text else {}
        text.title = said.get("title", text.accord.title)
        text.document_number = said.get("number", text.accord.number)
        text.save(update_fields=["title", "document_number"])


class Migration(migrations.Migration):
    dependencies = [
        ("accords", "0007_parties_sign_in_turn_or_have_no_objection"),
    ]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="document_number",
            field=models.CharField(blank=True, max_length=80, verbose_name="document number"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="edition",
            field=models.PositiveIntegerField(default=1, verbose_name="edition"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="title",
            field=models.CharField(blank=True, max_length=200, verbose_name="title"),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
