"""How large a campaign runs: its size in ``./check``, and at ``LIANJIAN_LONG=1`` its full size."""

from __future__ import annotations

import os

LONG = os.environ.get("LIANJIAN_LONG") == "1"


def size(in_check: int, *, long: int) -> int:
    return long if LONG else in_check
