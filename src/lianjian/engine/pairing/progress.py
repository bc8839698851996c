"""How far a solution is, and who may stop it.

The engine has no clock and hears no signal. Between two slices of work it says where it is, and
asks; whoever called it looks at a watch, draws a bar, or has been told to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """``phase``: ``layout``, ``auction``, ``repair``, ``ways``, ``takers`` or ``lowest``; for rules
    on groups ``groups`` or ``branching``, which nothing can stop.

    ``done`` of ``whole`` in it; in an auction, ``done`` villages have just what they want at the
    prices of the moment, and some will lose it again. ``gap`` in micro-units is what the best plan
    may still be worth more than the one that would be left now, whose free pairs have this
    ``score``; None while nobody knows.
    """

    phase: str
    done: int
    whole: int
    gap: int | None = None
    score: int | None = None


Watch = Callable[[Step], bool]
"""Is asked between two slices; True: stop here, with a plan that is allowed and its true gap."""


def nobody(_step: Step) -> bool:
    """Nobody watches: on to the end."""
    return False
