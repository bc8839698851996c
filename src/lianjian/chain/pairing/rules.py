"""What a version of the rules says, by the names that writing the next one takes."""

from __future__ import annotations

from typing import Any

from .models import RuleSet
from .scores import PRINCIPLES

OTHERS = (
    "one_per_kind",
    "by_kind",
    "farthest",
    "floor",
    "per_town",
    "per_body",
    "least_of_a_partner",
    "staying_bonus",
)


def said(rules: RuleSet) -> dict[str, Any]:
    """Everything that a version says."""
    return {name: getattr(rules, name) for name in (*PRINCIPLES, *OTHERS)}
