"""Reading the division tree."""

from __future__ import annotations

from lianjian.ground.core.scope import CodeRange

from .models import Division


def ranges(division: Division) -> tuple[CodeRange, ...]:
    """The code ranges of a division and of everything that it follows on from.

    A county that was renumbered goes on covering what still carries its former code.
    """
    seen: dict[int, CodeRange] = {}
    waiting = [division]
    while waiting:
        one = waiting.pop()
        if one.pk not in seen:
            seen[one.pk] = one.range
            waiting.extend(one.predecessors.all())
    return tuple(sorted(set(seen.values())))
