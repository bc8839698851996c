"""Inner motivation of both sides (有内在动力, M27): what each has said, while it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianjian.engine.pairing import principles

from .reason import UNIT, Reason

_LOGGED = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """One side's word on the other: by name or towards anybody; ``rank`` 1 is the first choice."""

    wants: bool
    said_on: dt.date
    by_name: bool = True
    rank: int | None = None


def willingness(village: Wish | None, partner: Wish | None) -> Reason:
    """The mean of both sides, and 0 as soon as one said no: one side cannot wish for two.

    By name 1.0 for the first choice (or no rank), 0.05 less for each rank after it, never below
    0.7; open to anybody 0.6; nothing said 0.3.
    """
    if any(wish is not None and not wish.wants for wish in (village, partner)):
        who = "village" if village is not None and not village.wants else "partner"
        return Reason(0, f"willingness_no_{who}", {}, _LOGGED)
    score = (_one(village) + _one(partner)) // 2
    said = "_".join(_word(wish) for wish in (village, partner))
    values: dict[str, object] = {}
    for name, wish in (("village", village), ("partner", partner)):
        if wish is not None:
            values[f"{name}_on"] = wish.said_on.isoformat()
            if wish.rank is not None:
                values[f"{name}_rank"] = wish.rank
    grade = _LOGGED if village or partner else None
    return Reason(score, f"willingness_{said}", values, grade)


def _one(wish: Wish | None) -> int:
    if wish is None:
        return principles.SILENT
    if not wish.by_name:
        return principles.OPEN_TO_ALL
    worth = UNIT - principles.RANK_STEP * ((wish.rank or 1) - 1)
    return max(principles.LEAST_BY_NAME, worth)


def _word(wish: Wish | None) -> str:
    if wish is None:
        return "silent"
    return "named" if wish.by_name else "open"
