"""What the worker does in this room by the clock: what expires, and what texts mean."""

from __future__ import annotations

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system

from . import meaning, services


def expire_listings() -> int:
    """Let needs and offers expire whose window is over. Harmless when run twice."""
    return services.expire(system("their window is over"), on=clock.today())


def encode_texts() -> int:
    """Make the sentence vectors that are missing; gives how many. Harmless when run twice."""
    return meaning.encode_missing()
