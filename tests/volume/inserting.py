"""Rows by the hundred thousand, one for each number of a table, by ``INSERT … SELECT``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from lianjian.ground.core import clock


@contextmanager
def numbers(count: int) -> Iterator[None]:
    """A table of the numbers below ``count`` for as long as rows are made of them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (n bigint PRIMARY KEY)")
        cursor.execute(
            "INSERT INTO numbers WITH RECURSIVE counting(n) AS "
            "(SELECT 0 UNION ALL SELECT n + 1 FROM counting WHERE n < %s) SELECT n FROM counting",
            [count - 1],
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE numbers")


def insert(model: type[models.Model], count: int, *, joined: str = "", **columns: str) -> None:
    """A row of ``model`` for each number below ``count``: columns as SQL of ``n``, or defaults."""
    quote, given = connection.ops.quote_name, dict(columns)
    names, values, parameters = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key and "id" not in given:
            continue
        names.append(quote(str(field.column)))
        if field.column in given:
            values.append(_typed(field, given.pop(str(field.column))))
        else:
            values.append(_typed(field, "%s"))
            parameters.append(_default(field))
    if given:
        raise ValueError(f"{model._meta.label} has no columns {sorted(given)}.")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "
            f"SELECT {', '.join(values)} FROM numbers {joined} WHERE n < %s",
            [*parameters, count],
        )


def _typed(field: models.Field[Any, Any], value: str) -> str:
    """A value as its column's own type: PostgreSQL takes a bare text for a date or JSON nowhere."""
    if connection.vendor != "postgresql":
        return value
    return f"CAST({value} AS {field.rel_db_type(connection) or field.db_type(connection)})"


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now_add", False):
        value: Any = clock.now()
    elif field.default is not NOT_PROVIDED:
        value = field.get_default()
    else:
        value = None if field.null else ""
    return field.get_db_prep_save(value, connection)
