"""Append the lines of one command, under the lock that is always taken last."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from lianjian.ground.core import clock
from lianjian.ground.core.commands import Entry, dump
from lianjian.ground.core.scoped import scope_lifted

from .chain import GENESIS, digest_of
from .models import Line

# Any constant will do, as long as nothing else in this database uses it.
_LOCK = 0x1A2B_3C4D


def append(entries: list[Entry]) -> None:
    """Chain ``entries`` to the journal; the caller's transaction commits them with the change."""
    _lock()
    with scope_lifted("the chain is one, whoever wrote its lines"):
        last = Line.objects.order_by("-seq").values("seq", "digest").first()
        seq, previous = (last["seq"], last["digest"]) if last else (0, GENESIS)
        rows = []
        for entry in entries:
            seq += 1
            row = _line(entry, seq, previous)
            previous = row.digest
            rows.append(row)
        Line.objects.bulk_create(rows)


def _lock() -> None:
    """One writer at a time. SQLite's IMMEDIATE transaction is already that lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _line(entry: Entry, seq: int, previous: str) -> Line:
    actor = entry.actor
    # Whole milliseconds: every database gives back exactly what was put in.
    at = clock.now().astimezone(dt.UTC)
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    row = Line(
        seq=seq,
        prev=previous,
        at=at,
        person=actor.person,
        post=actor.post,
        role=actor.role,
        division_code=actor.division_code,
        organisation=actor.organisation,
        verb=entry.verb,
        subject=entry.subject,
        body=dump(entry),
    )
    row.digest = digest_of(as_checked(row))
    return row


def as_checked(row: Line) -> dict[str, object]:
    """A line as ``chain.check`` reads it."""
    return {
        "seq": row.seq,
        "prev": row.prev,
        "digest": row.digest,
        "at": row.at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        "person": row.person,
        "post": row.post,
        "role": row.role,
        "division_code": row.division_code,
        "organisation": row.organisation,
        "verb": row.verb,
        "subject": row.subject,
        "body": row.body,
    }
