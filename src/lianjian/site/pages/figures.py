"""The counted figures of the front page: how many, of how many, and how well that is known."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import selectors as jobs

# What everybody may know about the whole: numbers, never rows.
_PUBLIC = Scope.of_everything()

BOTH_AGREED, DOCUMENTED = 3, 2
"""Grades: both sides said yes here; or it was there before and a document was recorded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``grade`` is the lowest of what was added up, None when nothing was."""

    title: str
    value: int
    unit: str
    note: str
    grade: int | None


def figures() -> list[Figure]:
    """What can be counted today."""
    return [villages_with_a_live_pairing(), accords_in_force()]


def parts_to_come() -> int:
    """How many parts of the demonstration its worker has still to prepare."""
    return jobs.of_the_product(_PUBLIC).count() if settings.DEMO else 0


def villages_with_a_live_pairing() -> Figure:
    live = Pairing.within(_PUBLIC).filter(state=PairingState.LIVE)
    before = live.filter(origin=Pairing.Origin.BEFORE).exists()
    villages = live.values("village").distinct().count()
    whole = registry.villages(_PUBLIC).count()
    return Figure(
        _("Villages with a live pairing"),
        villages,
        _("villages"),
        _("of %(whole)s, as of today") % {"whole": whole},
        (DOCUMENTED if before else BOTH_AGREED) if villages else None,
    )


def accords_in_force() -> Figure:
    number = accords.in_force(_PUBLIC).count()
    return Figure(
        _("Accords in force"),
        number,
        _("accords"),
        _("signed by every party on the same bytes"),
        BOTH_AGREED if number else None,
    )
