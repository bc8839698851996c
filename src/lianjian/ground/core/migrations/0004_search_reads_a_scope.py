"""The index behind the search goes: a search reads the rows of its scope (core.search).

Nothing is lost: the texts stay, and reversed, the index is made of them anew.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations

_index = import_module("lianjian.ground.core.migrations.0003_the_database_looks_tokens_up")


def backwards(apps: Any, editor: Any) -> None:
    _index.forwards(apps, editor)
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "INSERT INTO core_searchentry_fts(rowid, tokens) SELECT id, tokens FROM core_searchentry"
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_the_database_looks_tokens_up")]

    operations = [migrations.RunPython(_index.backwards, backwards)]
