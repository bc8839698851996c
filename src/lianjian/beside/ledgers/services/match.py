from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import looking, policy
from ..life import IMPORT
from ..models import Import, Layout


@command("ledgers.match", policy=policy.may_match)
def match(
    actor: Actor, *, sheet: Import, kind: str, name: str, columns: Mapping[str, int]
) -> Import:
    """Say what a sheet holds and which column each field is read from; remembered for the next
    sheet with the same headings.

    Raises Invalid when something that is needed has no column, or a column is read twice.
    """
    receiver = receives.receiver(kind)
    seen = looking.seen_of(sheet, name)
    if receiver is None or seen["name"] != name:
        raise Invalid(_("Say first what this sheet holds."), fields={"kind": _("missing")})
    columns = {one.name: columns[one.name] for one in receiver.fields if one.name in columns}
    lacks = [one for one in receiver.fields if one.required and one.name not in columns]
    if lacks:
        raise Invalid(
            _("Say which column these are read from: %(fields)s.")
            % {"fields": "、".join(str(one.label) for one in lacks)},
            fields={one.name: _("No column is chosen.") for one in lacks},
        )
    _each_column_once(columns, len(seen["texts"]))
    IMPORT.move(
        sheet,
        "match",
        scope=actor.scope,
        kind=kind,
        sheet=name,
        mapping=columns,
        counts={},
        problems=[],
        answer=None,
    )
    _remember(actor, sheet, kind, columns)
    return sheet


def _each_column_once(columns: Mapping[str, int], width: int) -> None:
    seen: dict[int, str] = {}
    for name, column in columns.items():
        if not 0 <= column < width:
            raise Invalid(_("The sheet has no such column."), fields={name: _("no such column")})
        if column in seen:
            reason = _("A column is read once. Choose another one here.")
            raise Invalid(reason, fields={name: reason})
        seen[column] = name


def _remember(actor: Actor, sheet: Import, kind: str, columns: Mapping[str, int]) -> None:
    heading = looking.heading_of(looking.seen_of(sheet))
    key = looking.key_of(heading)
    there = Layout.within(actor.scope).filter(
        headings=key, division=sheet.division_id, organisation=sheet.organisation_id
    )
    kept = there.first()
    said = looking.said(heading, columns)
    if kept is not None:
        kept.rewrite(kind=kind, columns=said)
        return
    Layout(
        headings=key,
        kind=kind,
        columns=said,
        division_id=sheet.division_id,
        organisation_id=sheet.organisation_id,
    ).save(force_insert=True)
