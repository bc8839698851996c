"""Divisions get new codes; what referred to the old ones is not touched."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..codes import SPAN, Level, ancestor_code, full_code
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
        parent = became.get(row.parent_id or 0) or _lies_in(new, row.level)
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


def _lies_in(code: int, level: str) -> Division | None:
    """The lowest division of today that is above a code."""
    above = _ORDER[: _ORDER.index(Level(level))]
    for step in reversed(above):
        found = Division.objects.filter(
            code=ancestor_code(code, step), level=step, valid_to=None
        ).first()
        if found:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    old: str
    new: str
    day: dt.date
    name: str


def take_successors(actor: Actor, *, table: str) -> int:
    """A table of successors as CSV: old code, new code, date (YYYY-MM-DD), new name if it changed.

    Each row is a command of its own; rows that are done already are passed over, so the same
    table can be given again. Gives how many divisions it renumbered. Raises Invalid with the
    line, before anything is written, for a row that cannot be read or a code that is not here.
    """
    rows = _in_order([_read(number, cells) for number, cells in _lines(table)])
    done = 0
    for row in rows:
        division = Division.objects.filter(code=full_code(row.old), valid_to=None).first()
        if division is None:
            continue
        renumber(actor, division=division, code=full_code(row.new), day=row.day, name=row.name)
        done += 1
    return done


def _in_order(rows: list[_Row]) -> list[_Row]:
    """A code must be free before another division moves to it: 1 → 2 waits for 2 → 3."""
    ordered: list[_Row] = []
    waiting = rows
    while waiting:
        leaving = {full_code(row.old) for row in waiting}
        free = [row for row in waiting if full_code(row.new) not in leaving]
        if not free:
            raise Invalid(
                _("Line %(line)d: these divisions would exchange their codes in a circle.")
                % {"line": waiting[0].line}
            )
        ordered += free
        waiting = [row for row in waiting if row not in free]
    return ordered


def _lines(table: str) -> list[tuple[int, list[str]]]:
    lines = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(csv.reader(io.StringIO(table.lstrip("﻿"))), start=1)
        if any(cell.strip() for cell in cells)
    ]
    headed = bool(lines) and not lines[0][1][0].isdecimal()
    return lines[1:] if headed else lines


def _read(number: int, cells: list[str]) -> _Row:
    try:
        old, new, day, *rest = cells
        full_code(old), full_code(new)
        row = _Row(number, old, new, dt.date.fromisoformat(day), rest[0] if rest else "")
    except ValueError:
        raise Invalid(
            _("Line %(line)d: write old code, new code, date (YYYY-MM-DD).") % {"line": number}
        ) from None
    if not Division.objects.filter(code=full_code(old)).exists():
        raise Invalid(
            _("Line %(line)d: there is no division %(code)s here.") % {"line": number, "code": old}
        )
    return row
