"""The index behind the search: FTS5 on SQLite, GIN on PostgreSQL (see core.search).

Only schema: the table of entries is new and empty. Reversed, it takes the index away again.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = [
    # External content: the tokens stay in the table alone, the index keeps only where they occur.
    """
    CREATE VIRTUAL TABLE core_searchentry_fts USING fts5(
        tokens, content='core_searchentry', content_rowid='id', tokenize='unicode61', detail=none
    )
    """,
    """
    CREATE TRIGGER core_searchentry_is_indexed AFTER INSERT ON core_searchentry BEGIN
        INSERT INTO core_searchentry_fts(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER core_searchentry_is_forgotten AFTER DELETE ON core_searchentry BEGIN
        INSERT INTO core_searchentry_fts(core_searchentry_fts, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER core_searchentry_is_indexed_anew AFTER UPDATE ON core_searchentry BEGIN
        INSERT INTO core_searchentry_fts(core_searchentry_fts, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO core_searchentry_fts(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
_SQLITE_BACK = [
    "DROP TRIGGER core_searchentry_is_indexed_anew",
    "DROP TRIGGER core_searchentry_is_forgotten",
    "DROP TRIGGER core_searchentry_is_indexed",
    "DROP TABLE core_searchentry_fts",
]
_POSTGRESQL = [
    # Tokens are kept as they are: PostgreSQL's own parser would cut some of them again.
    """
    CREATE INDEX core_searchentry_tokens ON core_searchentry
    USING gin (array_to_tsvector(string_to_array(tokens, ' ')))
    """
]
_POSTGRESQL_BACK = ["DROP INDEX core_searchentry_tokens"]


def _run(editor: Any, sqlite: list[str], postgresql: list[str]) -> None:
    for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)


def forwards(_apps: Any, editor: Any) -> None:
    _run(editor, _SQLITE, _POSTGRESQL)


def backwards(_apps: Any, editor: Any) -> None:
    _run(editor, _SQLITE_BACK, _POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_records_are_found_by_their_text")]

    operations = [migrations.RunPython(forwards, backwards)]
