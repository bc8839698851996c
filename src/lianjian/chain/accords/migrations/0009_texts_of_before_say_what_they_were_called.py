"""A text of before says what was frozen, or what its accord is called today; its body and pairings
are those of the accord."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations


def forwards(apps: Any, _editor: Any) -> None:
    texts = apps.get_model("accords", "TextVersion").objects.select_related("accord")
    for text in texts.iterator(chunk_size=500):
        said = json.loads(text.text) if text.text else {}
        text.title = said.get("title", text.accord.title)
        text.document_number = said.get("number", text.accord.number)
        text.body_id = text.accord.body_id
        text.save(update_fields=["title", "document_number", "body"])
        text.pairings.set(text.accord.pairings.all())


class Migration(migrations.Migration):
    dependencies = [
        ("accords", "0008_each_text_has_its_own_title"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
