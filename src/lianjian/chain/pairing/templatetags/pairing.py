"""Tags of this room's templates: figures of a plan, as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from lianjian.ground.jobs import selectors as jobs
from lianjian.ground.jobs.models import JobRun
from lianjian.ground.ui.charts import Bar

from .. import publishing, why_not
from ..models import Round

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
def solving_of(round: Round) -> JobRun | None:
    """How far the worker is with a round, while it waits or runs."""
    found = jobs.going_on("pairing.solve", {"round": round.pk}).first()
    return found.run if found else None


@register.simple_tag
def publishing_of(round: Round, version: int) -> JobRun | None:
    """How far the worker is with the proposals of a draft, while it waits or runs."""
    return publishing.under_way(round, version)


@register.filter
def thousands(number: int) -> str:
    """A large whole number in groups of three digits."""
    return f"{number:,}"


@register.simple_tag
def points(micro: int) -> str:
    """Micro-units as points."""
    return why_not.points(micro)
