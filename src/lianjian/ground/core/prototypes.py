"""Questions that are put together once and asked again and again.

Which rows a scope may see is asked by every page and around every write; to build the query and to
write it as SQL takes ten times as long as the answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.query import QuerySet

from .scope import Scope

if TYPE_CHECKING:
    from .scoped import Scoped

_prototypes = threading.local()
"""Queries that only say which rows a scope may see, to be copied: to build one costs milliseconds
where a rule reaches into other tables, and a page asks for a dozen. A rule knows nothing but the
scope, so they stay true. One set for each thread: no two compile the same subquery at once."""

_MOST_PROTOTYPES = 600


def _kept(key: Hashable, make: Callable[[], Any]) -> Any:
    """What ``make`` once made for ``key`` in this thread."""
    kept: dict[Hashable, Any] = vars(_prototypes).setdefault("kept", {})
    if key not in kept:
        if len(kept) >= _MOST_PROTOTYPES:
            kept.clear()
        kept[key] = make()
    return kept[key]


def prototype(key: Hashable, make: Callable[[], QuerySet[Any, Any]]) -> Any:
    """A fresh copy of the query that ``make`` once made for ``key``."""
    return _kept(key, make).all()


_NOBODYS = -(2**52) - 1
"""The key of no row: where it stands among the values of a compiled question, a key goes."""


def _question(rows: QuerySet[Any, Any]) -> tuple[str, list[Any]] | None:
    """Whether one row is among these, as the database is asked; None where none ever is."""
    one = rows.filter(pk=_NOBODYS).order_by().values_list("pk", flat=True)
    try:
        sql, values = one.query.sql_with_params()
    except EmptyResultSet:
        return None
    if list(values).count(_NOBODYS) != 1:
        raise LookupError(f"A key of {rows.model._meta.label} has no one place in: {sql}")
    return sql, list(values)


def lies_within(model: type[Scoped], scope: Scope, key: int) -> bool:
    """Whether a scope may see one row."""
    question = _kept(("one", model.scope_rule, scope), lambda: _question(model.within(scope)))
    if question is None:
        return False
    sql, values = question
    with connection.cursor() as cursor:
        cursor.execute(sql, [key if value == _NOBODYS else value for value in values])
        return cursor.fetchone() is not None
