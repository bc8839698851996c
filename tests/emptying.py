"""Tests that need real transactions are cleaned up by emptying every table, the journal's too.

The journal refuses that, as it must. So for the moment in which Django empties the tables, and for
no other, its triggers are taken away and put back. They are the migration's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

_GUARD = import_module(
    "lianjian.ground.journal.migrations.0002_the_database_refuses_to_change_a_line"
)


@contextmanager
def journal_open() -> Iterator[None]:
    """The journal without its triggers."""
    with connection.schema_editor() as editor:
        _GUARD.allow(apps, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            _GUARD.refuse(apps, editor)


def let_django_empty_tables() -> None:
    """Wrap the one place where Django empties tables after a test; once for a test run."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Any) -> None:
        from django_q.models import Schedule

        from lianjian.chain.outcomes.models import Definition, Indicator
        from lianjian.ground.core.scoped import scope_lifted

        # What the migrations have put in stays: a test of the calendar may run on after this one.
        calendar = list(Schedule.objects.all())
        with scope_lifted("what the migrations have put in stays"):
            dictionary = [list(model.objects.all()) for model in (Indicator, Definition)]
        with journal_open():
            empty(self, sql_list)
        Schedule.objects.bulk_create(calendar)
        with scope_lifted("what the migrations have put in stays"):
            for model, rows in zip((Indicator, Definition), dictionary, strict=True):
                model.objects.bulk_create(rows)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]
