"""Small verbs that make places."""

from __future__ import annotations

from tests import makers

from lianjian.ground.core.actors import system
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import import_divisions

HANJIANG = "350303"
ZHUCHENG = "370782"


def a_listed_county(digits: str) -> Division:
    """A county as the official list has it, with all that is below it."""
    import_divisions(system("a maker"), codes=[digits])
    return the(digits)


def the(digits: str) -> Division:
    """The division that has this code today."""
    return Division.objects.get(code=int(digits.ljust(15, "0")), valid_to=None)


def above(division: Division | None) -> Division:
    """What a division lies in."""
    assert division is not None
    assert division.parent is not None
    return division.parent


def a_place(digits: str, name: str, core: str = "", initials: str = "sl") -> Division:
    """An invented division with a core and initials that can be searched."""
    made = makers.a_division(digits, name)
    made.core, made.initials = core or name, initials
    made.save(update_fields=["core", "initials"])
    return made
