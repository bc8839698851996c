"""Divisions get new codes; what referred to the old ones is not touched."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..codes import SPAN, Level, ancestor_code
from ..models import Division, Succession
from ..names import core_of, initials_of

_ORDER = list(Level)


@command("places.renumber", policy=policy.may_renumber)
def renumber(
    actor: Actor, *, division: Division, code: int, day: dt.date, name: str = ""
) -> Division:
    """From ``day`` on, a division and everything in it stand under another code (15 digits).

    Every row below keeps its own digits. A row that stands under its new code already (a merger)
    is followed on to. Gives the division as it is now.
    """
    if code == division.code or code % SPAN[division.level]:
        raise Invalid(_("This is not a new code for a division of this level."))
    if division.valid_to is not None:
        raise Invalid(_("This division ended earlier; renumber what it became."))
    first, behind = division.range
    # The higher first, so that a row always finds the new row that it now lies in.
    rows = sorted(
        Division.objects.filter(code__gte=first, code__lt=behind, valid_to=None),
        key=lambda row: (_ORDER.index(Level(row.level)), row.code),
    )
    became: dict[int, Division] = {}
    for row in rows:
        new = code + (row.code - first)
        parent = became.get(row.parent_id or 0) or lies_in(new, row.level)
        became[row.pk] = _follow(row, new, parent, day, name if row.pk == division.pk else "")
    return became[division.pk]


def _follow(old: Division, code: int, parent: Division | None, day: dt.date, name: str) -> Division:
    """End one row and begin the row that follows on from it."""
    Division.objects.filter(pk=old.pk).update(valid_to=day)
    name = name or old.name
    core = core_of(name, old.level)
    new, _made = Division.objects.get_or_create(
        code=code,
        valid_to=None,
        defaults={
            "name": name,
            "core": core,
            "initials": initials_of(core)[:40],
            "level": old.level,
            "parent": parent,
            "official": old.official,
            "valid_from": day,
        },
    )
    Succession.objects.get_or_create(
        new=new,
        old=old,
        defaults={
            "new_code": new.code,
            "old_code": old.code,
            "old_level": old.level,
            "day": day,
        },
    )
    return new


def lies_in(code: int, level: str) -> Division | None:
    """The lowest division of today that is above a code."""
    above = _ORDER[: _ORDER.index(Level(level))]
    for step in reversed(above):
        found = Division.objects.filter(
            code=ancestor_code(code, step), level=step, valid_to=None
        ).first()
        if found:
            return found
    return None
