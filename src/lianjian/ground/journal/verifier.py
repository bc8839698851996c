"""``lianjian check-journal``: is the record whole? Short, so that a doubter can read all of it.

Opens the database itself, without Django and without the product's settings, hands every line to
``chain.check`` and says what it found: the number of lines and the head, or the first line that
does not fit. Compare the head with one printed on an accord: only that shows a cut tail.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from lianjian import in_the_house

from .chain import COLUMNS, Break, Whole, check

QUERY = f"SELECT {', '.join(COLUMNS)} FROM journal_line ORDER BY seq"  # noqa: S608 - our own names
AT = COLUMNS.index("at")


def lines_of_sqlite(database: sqlite3.Connection) -> Iterator[dict[str, object]]:
    """Every line of an embedded database, each value exactly as it is stored."""
    database.text_factory = _text
    for row in database.execute(QUERY):
        yield _line(row, _moment_of_text(row[AT]))


def lines_of_postgresql(database: psycopg.Connection) -> Iterator[dict[str, object]]:
    """Every line of a PostgreSQL database, without holding them all in memory."""
    with database.cursor(name="every_line") as cursor:
        cursor.itersize = 5000
        for row in cursor.execute(QUERY):
            yield _line(row, _moment(row[AT]))


def _line(row: Sequence[object], at: str) -> dict[str, object]:
    plain = [value if isinstance(value, int | str | None) else repr(value) for value in row]
    return {**dict(zip(COLUMNS, plain, strict=True)), "at": at}


def _text(stored: bytes) -> str:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return f"not text: {stored.hex()}"


def _moment_of_text(stored: object) -> str:
    """SQLite keeps a moment as text. Only the one way in which it was written counts as it."""
    try:
        moment = dt.datetime.fromisoformat(str(stored))
    except ValueError:
        return repr(stored)
    if moment.tzinfo is not None or str(moment) != stored:
        return repr(stored)
    return _moment(moment.replace(tzinfo=dt.UTC))


def _moment(moment: object) -> str:
    """As it was recorded: UTC, whole milliseconds. Anything finer was not written by us."""
    if not isinstance(moment, dt.datetime) or moment.microsecond % 1000:
        return repr(moment)
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def main(arguments: Sequence[str]) -> int:
    """0 when the journal is whole, 1 when it is broken, 2 when there is none to read."""
    parser = argparse.ArgumentParser(prog="lianjian check-journal", description=__doc__)
    parser.add_argument("--head", metavar="DIGEST", help="a head kept elsewhere: on an accord")
    parser.add_argument("--database", metavar="PATH|URL", help="default: the product's own")
    asked = parser.parse_args(arguments)
    home = in_the_house(Path(os.environ.get("LIANJIAN_HOME", "var")))
    default = os.environ.get("DATABASE_URL") or str(home / "lianjian.sqlite3")
    where = asked.database or default
    try:
        found = _check(where, asked.head.strip().lower() if asked.head else None)
    except (sqlite3.Error, psycopg.Error) as error:
        print(f"No journal can be read from {_named(where)}: {error}", file=sys.stderr)
        return 2
    if isinstance(found, Break):
        print(f"The journal is broken at line {found.seq}: {found.why}.")
        return 1
    print(f"The journal is whole: {found.lines} lines.\nHead: {found.head}")
    return 0


def _check(where: str, head: str | None) -> Break | Whole:
    if "://" in where:
        with psycopg.connect(where) as server:
            return check(lines_of_postgresql(server), head=head)
    if not Path(where).is_file():
        raise sqlite3.OperationalError("there is no such file")
    # Read only, and waiting for whoever is writing: the product may be running.
    database = sqlite3.connect(f"file:{Path(where).resolve()}?mode=ro", uri=True, timeout=20)
    try:
        return check(lines_of_sqlite(database), head=head)
    finally:
        database.close()


def _named(where: str) -> str:
    """The database without a password that its URL may hold."""
    return where.rpartition("@")[2] if "://" in where else where
