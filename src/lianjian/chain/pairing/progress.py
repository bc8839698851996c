"""How far a round's solving is, in sentences: for the page that waits, and for who may stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.utils.translation import gettext as _

from lianjian.engine.pairing import UNIT
from lianjian.engine.pairing.progress import Step
from lianjian.ground.core.verdicts import Text

Tell = Callable[[int, Text], None]
"""``tell(permille, sentence)``; raises where the work was asked to stop (``ground.jobs``)."""

EVERY = 0.5
"""Seconds between two sentences: each is a row that is written."""

READING, SCORING, SOLVING, PROVING, TELLING = 20, 80, 400, 850, 930
"""Where each part of the work begins, in thousandths of a county's."""

SORTING, FINDING = 50, 100
"""In a wide round, whose candidates are found city by city before it is solved."""


def nobody_asks(_permille: int, _sentence: Text) -> None:
    """Nobody waits for it."""


class Progress:
    """Turns what the work and the engine say of themselves into sentences."""

    def __init__(self, tell: Tell = nobody_asks) -> None:
        self._tell = tell
        self._last = 0.0

    def at(self, permille: int, sentence: Text) -> None:
        self._last = time.monotonic()
        self._tell(permille, sentence)

    def cities(self, done: int, whole: int) -> None:
        """How many cities the candidates are found of; said before each, so that it can be stopped
        between two."""
        sentence = _("Candidates are found: %(done)s of %(whole)s cities are done.") % {
            "done": done,
            "whole": whole,
        }
        self.at(FINDING + (SOLVING - FINDING) * done // max(1, whole), sentence)

    def rows(self, done: int, whole: int) -> None:
        """How many pairs of the plan have their sentences."""
        if time.monotonic() - self._last >= EVERY:
            sentence = _("Sentences are written: %(done)s of %(whole)s pairs.") % {
                "done": done,
                "whole": whole,
            }
            self.at(TELLING + (999 - TELLING) * done // max(1, whole), sentence)

    def watch(self, step: Step) -> bool:
        """What the engine asks between two slices of work; it is never stopped half-way here: who
        stops a solving wants no plan."""
        if time.monotonic() - self._last >= EVERY:
            self.at(SOLVING + (PROVING - SOLVING) * _part(step) // 1000, _sentence(step))
        return False


_ORDER = ("layout", "auction", "repair", "ways", "takers", "groups", "branching", "lowest")


def _part(step: Step) -> int:
    """How much of the solving lies behind, in thousandths: each phase counts the same."""
    place = _ORDER.index(step.phase) if step.phase in _ORDER else 0
    within = 1000 * step.done // step.whole if step.whole else 0
    return (1000 * place + within) // len(_ORDER)


def _sentence(step: Step) -> str:
    if step.phase == "auction":
        return _("Villages choose: %(done)s of %(whole)s have what they want for now.") % {
            "done": step.done,
            "whole": step.whole,
        }
    if step.gap is not None:
        return _("The plan is put right; the best is at most %(points)s points better.") % {
            "points": f"{step.gap / UNIT:.3f}"
        }
    return _("The plan is made.")
