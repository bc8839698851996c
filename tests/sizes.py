"""How large a campaign runs: its size in ``./check``, and at ``LIANJIAN_LONG=1`` its full size."""

from __future__ import annotations

import os

LONG = os.environ.get("LIANJIAN_LONG") == "1"
SECOND = os.environ.get("LIANJIAN_RUN") == "PostgreSQL"
"""Whether this is the second run of a check, on PostgreSQL, after the one on SQLite."""

AGAIN = SECOND and not LONG
"""Whether it leaves out what the first said already."""


PARTS = 4 if LONG and not SECOND else 1
"""Into how many tests a campaign divides that takes one process longer than all others together:
so both cores have work until the end, and what was interrupted has a part less to do again."""


def size(in_check: int, *, long: int, again: int | None = None) -> int:
    """``again``: the full size on the second database, for what no database decides."""
    if not LONG:
        return in_check
    return again if SECOND and again is not None else long
