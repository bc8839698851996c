"""Span of management and distance (有管理幅度, M29), measured before the round."""

from __future__ import annotations

from lianjian.engine.pairing import principles

from ..geography import Distance
from .reason import UNIT, Reason

_NEAR = {away: principles.NEARNESS[principles.Distance[away.name]] for away in Distance}
_LOGGED = 1


def span(most: int, held: int, away: Distance) -> Reason:
    """Half from the share of the partner's span that is free, half from how near its seat is."""
    free = max(0, most - held) * UNIT // most if most else 0
    return Reason(
        (free + _NEAR[away]) // 2,
        f"span_{away.value}",
        {"most": most, "held": held},
        _LOGGED,
    )
