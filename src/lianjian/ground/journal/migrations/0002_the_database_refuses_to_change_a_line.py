"""UPDATE, DELETE and TRUNCATE of the journal are refused by the database itself.

On PostgreSQL the product's role should moreover not own the table (docs/operating.md): an owner
can drop a trigger. The chain finds what a trigger could not stop.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER journal_line_{verb} BEFORE {verb} ON journal_line
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END
"""

POSTGRESQL = """
CREATE FUNCTION journal_line_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$;
CREATE TRIGGER journal_line_change BEFORE UPDATE OR DELETE ON journal_line
    FOR EACH ROW EXECUTE FUNCTION journal_line_refuse();
CREATE TRIGGER journal_line_truncate BEFORE TRUNCATE ON journal_line
    FOR EACH STATEMENT EXECUTE FUNCTION journal_line_refuse();
"""


def refuse(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(SQLITE.format(verb=verb))
    else:
        editor.execute(POSTGRESQL)


def allow(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS journal_line_{verb}")
    else:
        editor.execute("DROP TRIGGER IF EXISTS journal_line_change ON journal_line")
        editor.execute("DROP TRIGGER IF EXISTS journal_line_truncate ON journal_line")
        editor.execute("DROP FUNCTION IF EXISTS journal_line_refuse")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
