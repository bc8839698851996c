"""A whole table of renumberings: what a county office sends after a reform."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..codes import SPAN, full_code, level_of, official
from ..models import Division, Succession
from .renumber import lies_in, renumber


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    old: int
    new: int
    day: dt.date
    name: str


# "personal" so that the journal keeps a digest: each row has its own line there.
@command("places.take_successors", policy=policy.may_take_successors, personal=("table",))
def take_successors(actor: Actor, *, table: str) -> int:
    """Renumber by a table, wholly or not at all; rows that are done already are passed over.

    CSV: old code, new code, date (YYYY-MM-DD), new name if it changed; a heading is allowed. Gives
    how many divisions it renumbered. Raises Invalid with the line and what to do about it.
    """
    rows = [_read(number, cells) for number, cells in _lines(table)]
    waiting = _in_order([row for row in rows if not _is_done(row)])
    for row in waiting:
        division = _division(row)
        try:
            renumber(actor, division=division, code=row.new, day=row.day, name=row.name)
        except Invalid as refusal:
            raise Invalid(
                _("Line %(line)d: %(reason)s") % {"line": row.line, "reason": refusal.reason}
            ) from None
    return len(waiting)


def _lines(table: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(table.lstrip("\ufeff")))
    try:
        cells_of = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as fault:
        raise Invalid(
            _("Line %(line)d cannot be read as CSV: %(fault)s.")
            % {"line": reader.line_num, "fault": fault}
        ) from None
    lines = [(number, cells) for number, cells in cells_of if any(cells)]
    if lines and not any(character.isdecimal() for character in "".join(lines[0][1])):
        lines = lines[1:]
    if not lines:
        raise Invalid(_("The table is empty: write old code, new code, date (YYYY-MM-DD)."))
    return lines


def _read(number: int, cells: list[str]) -> _Row:
    try:
        old, new, day, *rest = cells
        row = _Row(
            number,
            full_code(old),
            full_code(new),
            dt.date.fromisoformat(day),
            rest[0] if rest else "",
        )
    except ValueError:
        raise Invalid(
            _("Line %(line)d: write old code, new code, date (YYYY-MM-DD).") % {"line": number}
        ) from None
    if row.day > clock.today():
        raise Invalid(
            _("Line %(line)d: the date lies ahead. Give the table again on that day.")
            % {"line": number}
        )
    return row


def _is_done(row: _Row) -> bool:
    """Whether an earlier run has followed this very row."""
    return Succession.objects.filter(old_code=row.old, new_code=row.new, day=row.day).exists()


def _in_order(rows: list[_Row]) -> list[_Row]:
    """A code must be free before another division moves to it: 1 → 2 waits for 2 → 3.

    A village that leaves its county goes before the county, which would take it along.
    """
    ordered: list[_Row] = []
    waiting = sorted(rows, key=lambda row: SPAN[level_of(row.old)])
    while waiting:
        leaving = {row.old for row in waiting}
        free = [row for row in waiting if row.new not in leaving]
        if not free:
            raise Invalid(
                _("Line %(line)d: these divisions would exchange their codes in a circle.")
                % {"line": waiting[0].line}
            )
        ordered += free
        waiting = [row for row in waiting if row not in free]
    return ordered


def _division(row: _Row) -> Division:
    """The division of today that a row is about. Raises Invalid where the row does not fit it."""
    told = {"line": row.line, "code": official(row.old), "new": official(row.new)}
    division = Division.objects.filter(code=row.old, valid_to=None).first()
    if division is None:
        followed = Succession.objects.filter(old_code=row.old).order_by("-day").first()
        if followed is None:
            raise Invalid(
                _(
                    "Line %(line)d: there is no division %(code)s here. Correct the code, or take"
                    " the line out."
                )
                % told
            )
        raise Invalid(
            _(
                "Line %(line)d: %(code)s became %(became)s on %(day)s already. Correct the line, or"
                " write it for what it became."
            )
            % {**told, "became": official(followed.new_code), "day": followed.day.isoformat()}
        )
    if division.parent_id is not None and lies_in(row.new, division.level) is None:
        raise Invalid(
            _(
                "Line %(line)d: nothing is here that %(new)s could lie in. Correct the new code, or"
                " import that place first: lianjian places CODE."
            )
            % told
        )
    return division
