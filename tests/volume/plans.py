"""What a database does to answer a query: which tables it goes through from end to end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(slots=True)
class Asked:
    """The queries of one page, and those that read a large table whole: (table, step, SQL)."""

    queries: list[str] = field(default_factory=list)
    scans: list[tuple[str, str, str]] = field(default_factory=list)


@contextmanager
def watched(large: set[str], known: set[str] | None = None) -> Iterator[Asked]:
    """Every query in the block is asked for its plan first. ``large``: the tables not to be read
    from end to end; ``known``: queries whose plan was looked at before."""
    asked, explaining = Asked(), False
    seen = set() if known is None else known

    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal explaining
        if not explaining:
            asked.queries.append(sql)
            if sql not in seen and sql.lstrip().startswith(("SELECT", "(SELECT")):
                seen.add(sql)
                explaining = True
                try:
                    scans = _scans(sql, params)
                finally:
                    explaining = False
                asked.scans += [(table, step, sql) for table, step in scans if table in large]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ask):
        yield asked


def _scans(sql: str, params: Any) -> list[tuple[str, str]]:
    """(table, the plan's own words) for each table that the plan reads whole."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            told = json.loads(plan) if isinstance(plan, str) else plan
            return list(_of_postgresql(told[0]["Plan"]))
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return list(_of_sqlite([row[3] for row in cursor.fetchall()], sql))


def _of_sqlite(steps: list[str], sql: str) -> Iterator[tuple[str, str]]:
    """SQLite says SCAN for what it reads whole, by an index or not, and SEARCH for the rest."""
    tables = re.findall(r'(?:FROM|JOIN) "(\w+)" (?:AS )?"?([A-Z]\d+)"?\b', sql)
    for step in steps:
        if found := re.match(r"SCAN (\w+)", step):
            named = {table for table, alias in tables if alias == found[1]} or {found[1]}
            yield from ((table, step) for table in named)


def _of_postgresql(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """PostgreSQL reads a table whole by a Seq Scan, or by an index without a condition."""
    whole = node["Node Type"] == "Seq Scan" or (
        node["Node Type"] in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node
    )
    if whole and "Relation Name" in node:
        yield node["Relation Name"], f"{node['Node Type']} {node.get('Index Name', '')}"
    for child in node.get("Plans", ()):
        yield from _of_postgresql(child)
