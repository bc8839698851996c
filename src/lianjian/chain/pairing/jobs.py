"""What the calendar does in this room, once a day."""

from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system

from . import services


def expire_proposals() -> int:
    """Let what nobody answered in time expire; gives how many did. Harmless when run twice."""
    return services.expire(system("the last day to reply has passed"), on=clock.today())
