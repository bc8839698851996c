"""When a village and its partners last had to do with each other: from records, never a check-in.

A room that keeps such records (signatures, clauses, meetings) registers a function from pairings
to days; this room adds the day on which a pairing was agreed. News of the chain travels back so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from .models import Pairing

LastContacts = Callable[[Sequence[Pairing]], Mapping[int, dt.date]]
"""Pairings → {pairing: the last day}; pairings without any are left out."""

_RECORDS: list[LastContacts] = []


def register(records: LastContacts) -> None:
    """Let a room's records count as contact. Called when the product starts."""
    _RECORDS.append(records)


def last_contacts(pairings: Sequence[Pairing]) -> dict[int, dt.date]:
    """{pairing: the last day of which something is recorded}."""
    found = {row.pk: row.live_since or row.agreed_on for row in pairings}
    for records in _RECORDS:
        for key, day in records(pairings).items():
            found[key] = max(day, found[key])
    return found


def months_between(day: dt.date, today: dt.date) -> int:
    """Whole months that have passed since a day."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (today.day < day.day))
