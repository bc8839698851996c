"""What a database does to answer a query: which tables it goes through from end to end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
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
def watched(large: Mapping[str, int], known: set[str] | None = None) -> Iterator[Asked]:
    """Every query in the block is asked for its plan first. ``large``: the tables not to be read
    from end to end, and how many rows they have; ``known``: queries whose plan was looked at
    before."""
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
                    scans = _scans(sql, params, large)
                finally:
                    explaining = False
                asked.scans += [(table, step, sql) for table, step in scans]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ask):
        yield asked


def _scans(sql: str, params: Any, large: Mapping[str, int]) -> list[tuple[str, str]]:
    """(table, the plan's own words) for each large table that the plan reads whole."""
    if connection.vendor == "postgresql":
        return _read_by_postgresql(sql, params, large)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [row[3] for row in cursor.fetchall()]
    return [(table, step) for table, step in _of_sqlite(steps, sql) if table in large]


def _read_by_postgresql(sql: str, params: Any, large: Mapping[str, int]) -> list[tuple[str, str]]:
    """What PostgreSQL would read whole by its plan, and does read more than a tenth of.

    A merge join plans to read an index from end to end, and stops as soon as the other side ends:
    371 divisions of 662,712. Only the rows that were read tell that.
    """
    if not any(node["Relation Name"] in large for node in _whole(_explained("", sql, params))):
        return []
    found = []
    for node in _whole(_explained("ANALYZE, ", sql, params)):
        table = node["Relation Name"]
        once = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        if table in large and once * node["Actual Loops"] > large[table] / 10:
            found.append((table, f"{node['Node Type']} {node.get('Index Name', '')}"))
    return found


def _explained(how: str, sql: str, params: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN ({how}FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    told = json.loads(plan) if isinstance(plan, str) else plan
    top: dict[str, Any] = told[0]["Plan"]
    return top


def _of_sqlite(steps: list[str], sql: str) -> Iterator[tuple[str, str]]:
    """SQLite says SCAN for what it reads whole, by an index or not, and SEARCH for the rest."""
    tables = re.findall(r'(?:FROM|JOIN) "(\w+)" (?:AS )?"?([A-Z]\d+)"?\b', sql)
    for step in steps:
        if found := re.match(r"SCAN (\w+)", step):
            named = {table for table, alias in tables if alias == found[1]} or {found[1]}
            yield from ((table, step) for table in named)


def _whole(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The steps of a plan that read a table whole: a Seq Scan, or an index without a condition."""
    whole = node["Node Type"] == "Seq Scan" or (
        node["Node Type"] in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node
    )
    if whole and "Relation Name" in node:
        yield node
    for child in node.get("Plans", ()):
        yield from _whole(child)
