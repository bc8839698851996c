"""A pasted or uploaded list of posts, read line by line before anything is done.

One post a line: name, phone number, role, village or organisation; separated by tabs (as a
spreadsheet copies) or by commas, half-width or full-width. A heading line is passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, Refused
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from . import policy
from .models import Person
from .roles import PLACE_OF, Place, Role
from .services.people import full_name, phone_number

MOST_LINES = 2000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, understood; or why not, in ``wrong``."""

    line: int
    name: str = ""
    phone: str = ""
    role: Role | None = None
    division: Division | None = None
    organisation: Organisation | None = None
    wrong: str = ""

    @property
    def place(self) -> str:
        return str(self.organisation or self.division or "")


def read_list(actor: Actor, text: str) -> list[Row]:
    """Every line of a list in order. Raises Invalid when there is nothing, or too much, to read."""
    lines = list(_cells(text))
    if not lines:
        raise Invalid(_("There is no line in this list."), fields={"text": _("Nothing to read.")})
    if len(lines) > MOST_LINES:
        reason = _("At most %(most)s lines at a time. Split the list.") % {"most": MOST_LINES}
        raise Invalid(reason, fields={"text": reason})
    seen: dict[tuple[object, ...], int] = {}
    rows = []
    for number, cells in lines:
        row = _row(actor, number, cells)
        key = (row.phone or row.name, row.role, row.place)
        if not row.wrong and key in seen:
            row = Row(number, wrong=_("The same as line %(line)s.") % {"line": seen[key]})
        seen.setdefault(key, number)
        rows.append(row)
    return rows


def decoded(upload: bytes) -> str:
    """The text of an uploaded file: UTF-8, or GB 18030 as spreadsheets in China save it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return upload.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = _("This is not a text file. Save the sheet as CSV, or copy its lines here.")
    raise Invalid(reason, fields={"file": reason})


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip():
            continue
        if "\t" in line:
            cells = line.split("\t")
        else:
            cells = next(csv.reader([line.replace("，", ",")], skipinitialspace=True))
        cells = [cell.strip().strip("'") for cell in cells]
        if number == 1 and cells[0] in ("姓名", "name", "Name"):
            continue
        yield number, cells


def _row(actor: Actor, number: int, cells: list[str]) -> Row:
    if len(cells) < 4 or not cells[3]:
        return Row(
            number,
            wrong=_("Four things are needed: name, phone number, role, village or organisation."),
        )
    try:
        name, phone = full_name(cells[0]), phone_number(cells[1]) or ""
        role = _role(cells[2])
        division, organisation = place_called(actor.scope, role, cells[3])
        row = Row(number, name, phone, role, division, organisation)
        _check(actor, row)
    except Refused as refusal:
        return Row(number, name=cells[0], phone=cells[1], wrong=str(refusal))
    return row


def _check(actor: Actor, row: Row) -> None:
    verdict = policy.may_appoint(
        actor,
        name=row.name,
        phone=row.phone,
        role=row.role or Role.VILLAGE_SECRETARY,
        division=row.division,
        organisation=row.organisation,
        starts=None,
        ends=None,
        area=None,
    )
    if isinstance(verdict, Refused):
        raise verdict
    taken = Person.objects.filter(phone=row.phone).first() if row.phone else None
    if taken is not None and taken.name != row.name:
        raise Invalid(_("This phone number is in use under another name. Check both."))


def _role(typed: str) -> Role:
    """A role by its code or by its name in any of our languages."""
    wanted = typed.strip().casefold()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for role in Role:
                if wanted in (role.value, str(role.label).casefold()):
                    return role
    with translation.override("zh-hans"):
        known = "、".join(str(role.label) for role in Role)
    raise Invalid(_("“%(role)s” is no role. Roles: %(known)s.") % {"role": typed, "known": known})


def place_called(
    scope: Scope, role: Role, typed: str
) -> tuple[Division | None, Organisation | None]:
    """The division or the body that a role's place is, by its name; Invalid if not exactly one."""
    if PLACE_OF[role] in (Place.VILLAGE, Place.ORGANISATION):
        return None, _organisation(scope, typed, village=PLACE_OF[role] == Place.VILLAGE)
    return _division(scope, typed), None


def _organisation(scope: Scope, typed: str, *, village: bool) -> Organisation:
    """A body in scope by its name; ``town/village`` tells apart two villages of one name."""
    above, _slash, name = typed.rpartition("/")
    found = [
        body
        for body in organisations.named(scope, name.strip())
        if (body.kind == "village") is village
        and (not above or (body.affiliation and _lies_in(body.affiliation, above.strip())))
    ]
    return _only(found, typed)


def _lies_in(place: Division, name: str) -> bool:
    above = place.parent
    while above is not None:
        if name in (above.name, above.core):
            return True
        above = above.parent
    return False


def _division(scope: Scope, typed: str) -> Division:
    """A division in scope by name or by official code."""
    return _only(places.called(scope, typed), typed)


def _only(found: list[T], typed: str) -> T:
    if not found:
        raise Invalid(
            _("“%(place)s” is not known in your area. Check the name as it is registered.")
            % {"place": typed}
        )
    if len(found) > 1:
        raise Invalid(
            _("There are several “%(place)s”. Write the township in front: 镇名/村名.")
            % {"place": typed}
        )
    return found[0]
