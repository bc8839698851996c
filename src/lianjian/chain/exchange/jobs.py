"""What the calendar does in this room, once a day."""

from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system

from . import services


def expire_listings() -> int:
    """Let needs and offers expire whose window is over. Harmless when run twice."""
    return services.expire(system("their window is over"), on=clock.today())
