"""What "why not that one?" and "one more place?" are answered with."""

from __future__ import annotations

from dataclasses import dataclass

from .certificate import Certificate
from .plan import Plan
from .problem import Problem


@dataclass(frozen=True)
class Move:
    """One village (row) would let ``lost`` go and get ``gained`` (partner rows, or None)."""

    village: int
    lost: int | None
    gained: int | None
    change: int


@dataclass(frozen=True)
class Forced:
    """The best plan with the pair in it. ``cost`` ≥ 0 in micro-units of score, exact when nothing
    comes before the score: ``served_lost`` villages that must be served would go without, and
    ``least_lost`` pairs would be missing from the leasts of caps.

    ``moves`` starts at the village that gets the pair and goes on to whoever must make way.
    """

    problem: Problem
    plan: Plan
    certificate: Certificate
    cost: int
    served_lost: int
    moves: tuple[Move, ...]
    least_lost: int = 0


@dataclass(frozen=True)
class Impossible:
    """No plan has this pair, and why: ``forbidden``, or ``no_room`` beside what is locked."""

    reason: str
