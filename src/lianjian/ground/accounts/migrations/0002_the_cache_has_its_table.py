"""The cache lives in the database, so that one-time codes and limits hold across workers."""

from __future__ import annotations

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    # Going back leaves the table: it holds nothing that outlives a quarter of an hour.
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
