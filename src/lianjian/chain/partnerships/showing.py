"""All that the page and the Word file of a partnership show, gathered once."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text

from .legs import Leg, legs_of
from .partnership import Partnership
from .spaces import Spaces, spaces_of
from .trace import NotYet, Step, lacking, not_yet_sayable, sayable, trace_of


@dataclass(frozen=True, slots=True)
class Whole:
    """A partnership as one reader may see it."""

    partnership: Partnership
    steps: tuple[Step, ...]
    legs: tuple[Leg, Leg]
    spaces: Spaces
    say: tuple[Step, ...]
    not_yet: tuple[NotYet, ...]
    lacking: tuple[Text, ...]

    @property
    def paragraph(self) -> str:
        """What may be said, as one paragraph to copy."""
        return "".join(str(step.say) for step in self.say)


def whole(actor: Actor, found: Partnership) -> Whole:
    """The trace, legs and spaces of a partnership, and what may be said of it."""
    steps = trace_of(actor, found)
    return Whole(
        partnership=found,
        steps=tuple(steps),
        legs=legs_of(actor, found, steps),
        spaces=spaces_of(actor, found, steps),
        say=tuple(sayable(steps)),
        not_yet=tuple(not_yet_sayable(steps)),
        lacking=tuple(lacking(steps)),
    )
