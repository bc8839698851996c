"""Ties between people (有人脉纽带, M28): they add up, and they fade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lianjian.chain.registry import fading

from .reason import UNIT, Reason


@dataclass(frozen=True, slots=True)
class Known:
    """A tie: ``strength`` in thousandths when it was fresh, on ``since``."""

    ground: str
    evidence: str
    strength: int
    grade: int
    since: dt.date


def ties(known: Sequence[Known], *, on: dt.date) -> Reason:
    """Noisy-or: each tie is one independent chance that the two are not strangers."""
    if not known:
        return Reason(0, "ties_none")
    strangers = 1.0
    for tie in known:
        strangers *= 1.0 - faded(tie, on) / 1000
    best = max(known, key=lambda tie: (faded(tie, on), tie.since, tie.evidence))
    return Reason(
        round((1.0 - strangers) * UNIT),
        "ties_one" if len(known) == 1 else "ties_more",
        {"ground": best.ground, "evidence": best.evidence, "more": len(known) - 1},
        best.grade,
    )


def faded(tie: Known, on: dt.date) -> float:
    """The strength that is left, in thousandths."""
    age = max(0, (on - tie.since).days)
    return float(tie.strength * 0.5 ** (age / fading.HALF_LIFE_DAYS))
