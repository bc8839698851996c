"""What somebody saw who looked on site: what *check* and *confirm* have in common."""

from __future__ import annotations

from typing import Any

from ..models import Observation

LOOKED_AT, LONGEST = 4, 300


def seen(observation: Observation, on_site: str) -> dict[str, Any]:
    """What changes in a figure at which somebody looked: its grade, and what they saw beside what
    whoever looked before them saw. Nothing where nobody went."""
    if not on_site.strip():
        return {}
    said = "；".join(filter(None, [observation.seen_on_site, on_site.strip()]))
    return {"grade": LOOKED_AT, "seen_on_site": said[:LONGEST]}
