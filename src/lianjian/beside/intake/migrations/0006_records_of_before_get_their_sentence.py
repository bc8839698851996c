"""What was confirmed in the last 30 days still knows what it wrote; of older facts nothing does."""

from __future__ import annotations

import re
from typing import Any

from django.db import migrations

SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’』」）)]*")


def forwards(apps: Any, _editor: Any) -> None:
    origins = apps.get_model("intake", "Origin").objects
    facts = apps.get_model("intake", "Fact").objects.select_related("submission")
    for fact in facts.filter(state="confirmed").exclude(trace={}).order_by("pk").iterator(100):
        fact.quote = sentence(fact)
        fact.save(update_fields=["quote"])
        for label, keys in fact.trace.get("made", {}).items():
            for key in keys:
                origins.create(fact=fact, record=f"{label.lower()}:{key}", made=True)
        for one in fact.trace.get("changed", []):
            origins.create(fact=fact, record=f"{one['model'].lower()}:{one['key']}", made=False)


def sentence(fact: Any) -> str:
    """The sentence in which the fact's first mark stands."""
    text: str = fact.submission.text
    for mark in fact.submission.marks:
        if mark["number"] in fact.marks[:1]:
            start = max(text.rfind(stop, 0, mark["start"]) for stop in "。！？\n") + 1
            found = SENTENCE.match(text, start)
            return text[start : max(found.end() if found else 0, mark["end"])].strip()
    return ""


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_a_record_knows_its_sentence")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
