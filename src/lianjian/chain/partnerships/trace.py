"""The whole trace of a partnership: what followed from what, as linked records (M42).

Each room's steps are read by a provider. Those of the chain stand in ``steps``; rooms beside the
chain register theirs (a campaign before, a story after). A line between two steps is solid where
one record continues the other, and dashed where somebody says that one caused the other (M64).
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.core.verdicts import Text

from .partnership import Partnership


class Stage(enum.IntEnum):
    """Where a step stands in the flow; the trace is in this order, then by date."""

    CAMPAIGN = 1
    ROUND = 2
    PAIRING = 3
    BODY = 4
    ACCORD = 5
    CLAUSE = 6
    RESOURCE = 7
    PROJECT = 8
    OUTCOME = 9
    STORY = 10

    @property
    def words(self) -> Text:
        return _STAGES[self]


_STAGES: dict[Stage, Text] = {
    Stage.CAMPAIGN: _("campaign"),
    Stage.ROUND: _("round"),
    Stage.PAIRING: _("pairing"),
    Stage.BODY: _("joint body"),
    Stage.ACCORD: _("accord"),
    Stage.CLAUSE: _("clause"),
    Stage.RESOURCE: _("resource"),
    Stage.PROJECT: _("project"),
    Stage.OUTCOME: _("outcomes"),
    Stage.STORY: _("story"),
}


@dataclass(frozen=True, slots=True)
class NotYet:
    """A sentence that may not be said yet: what, why, and where it can be put right."""

    claim: Text
    why: Text
    url: str = ""
    touch: Text = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One record of the trace. ``mark`` and ``grade`` as everywhere; ``say`` is a sentence that may
    be said in public of it, ``not_yet`` one that may not; ``claimed`` where the line that leads to
    it is only somebody's word."""

    stage: Stage
    title: Text
    sub: Text = ""
    day: dt.date | None = None
    until: dt.date | None = None
    mark: Mark = "none"
    grade: int | None = None
    url: str = ""
    say: Text = ""
    not_yet: tuple[NotYet, ...] = ()
    claimed: Text = ""


Provider = Callable[[Actor, Partnership], Iterable[Step]]

_PROVIDERS: list[Provider] = []
_LAST_DAY = dt.date.max

SAYABLE_FROM = 1
"""The least grade of what may be said in public: somebody's word alone (0) may not."""


def register(provider: Provider) -> Provider:
    """Let a room add its records to every trace (from AppConfig.ready, or as a decorator)."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def trace_of(actor: Actor, partnership: Partnership) -> list[Step]:
    """The steps of a partnership that the actor may see, in the order of the flow and of time."""
    steps = [step for provider in _PROVIDERS for step in provider(actor, partnership)]
    return sorted(steps, key=lambda step: (step.stage, step.day or step.until or _LAST_DAY))


def sayable(steps: Iterable[Step]) -> list[Step]:
    """The steps of which something may be said in public: done, and more than somebody's word."""
    return [
        step
        for step in steps
        if step.say and step.mark == "done" and (step.grade or 0) >= SAYABLE_FROM
    ]


def not_yet_sayable(steps: Iterable[Step]) -> list[NotYet]:
    """What people would like to say and may not yet, in the order of the trace."""
    return [one for step in steps for one in step.not_yet]


def lacking(steps: Iterable[Step]) -> list[Text]:
    """The stages of organisation → resource → project → income that have no record at all (M42)."""
    seen = {step.stage for step in steps}
    wanted = (Stage.PAIRING, Stage.ACCORD, Stage.CLAUSE, Stage.PROJECT, Stage.OUTCOME)
    return [stage.words for stage in wanted if stage not in seen]
