"""How large a campaign runs: its size in ``./check``, and at ``LIANJIAN_LONG=1`` its full size."""

from __future__ import annotations

import os

LONG = os.environ.get("LIANJIAN_LONG") == "1"
AGAIN = not LONG and os.environ.get("LIANJIAN_RUN") == "PostgreSQL"
"""Whether this is the second run, on PostgreSQL, of a check that is not the long one."""


def size(in_check: int, *, long: int) -> int:
    return long if LONG else in_check
