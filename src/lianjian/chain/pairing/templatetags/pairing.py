"""Tags of this room's templates: figures of a plan, as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from lianjian.ground.ui.charts import Bar

from .. import why_not

register = template.Library()


@register.simple_tag
def spread_of(counts: Sequence[int]) -> list[Bar]:
    """How many pairs score in each equal step of the scale, lowest first, as bars."""
    step = 1 / len(counts)
    return [
        Bar(f"{at * step:.1f}–{(at + 1) * step:.1f}", count, "plan")
        for at, count in enumerate(counts)
    ]


@register.simple_tag
def points(micro: int) -> str:
    """Micro-units as points."""
    return why_not.points(micro)
