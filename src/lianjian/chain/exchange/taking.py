"""Lines of a sheet weighed as needs and offers. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.resolving import Branches
from lianjian.chain.registry.taking import each, insist, same_as
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.resolving import in_portions

from . import policy
from .life import NEED
from .models import Listing, Need, Offer
from .services.writing import (
    LOGGED,
    SAID,
    check_window,
    checked_area,
    checked_title,
    said_or_guessed_industry,
)

Key = tuple[int, str, dt.date | None]
_DETAILS = ("detail", "quantity", "area", "industry", "evidence", "ends")


@dataclass(slots=True, eq=False)
class ListingStep:
    """A need or an offer of a file: to be put out, or to be completed (``made``)."""

    row: Listing
    made: Listing | None = None
    changes: dict[str, Any] = field(default_factory=dict)


def weigh_listings(
    actor: Actor, lines: Sequence[Line], tell: Tell, *, kind: type[Need] | type[Offer], side: str
) -> list[Weighed]:
    """Each line as a need of a village or an offer of a partner: by branch, line and first day."""
    branches = Branches(actor.scope, [line.text(side) for line in lines])
    there = _there(actor, kind, branches)
    seen: dict[Key, Line] = {}
    may_post = policy.may_post_need if kind is Need else policy.may_post_offer

    def weigh(line: Line) -> Weighed:
        branch = branches.called(line.text(side), town=line.text("town"), village=side == "village")
        insist(may_post(actor, branch=branch))
        if branch.is_village is not (kind is Need):
            raise Invalid(_("Needs are posted for a village branch; an organisation posts offers."))
        title = checked_title(line.text("title"))
        starts, ends = line.values.get("starts"), line.values.get("ends")
        check_window(starts, ends)
        key = (branch.pk, title, starts)
        if key in seen:
            if any(seen[key].values.get(name) != line.values.get(name) for name in _DETAILS):
                raise Invalid(same_as(seen[key]))
            return Weighed(line, Standing.UNCHANGED)
        seen[key] = line
        if key in there:
            return _known(line, there[key])
        return Weighed(line, Standing.NEW, step=ListingStep(_row(actor, kind, branch, title, line)))

    return each(lines, tell, weigh, side)


def _there(actor: Actor, kind: type[Listing], branches: Branches) -> dict[Key, Listing]:
    """What the branches of the sheet have put out already, by what tells one from another."""
    keys = {one.pk for several in branches.by_host.values() for one in several}
    rows = kind.within(actor.scope).select_related("branch__host__affiliation").order_by("-pk")
    return {
        (one.branch_id, one.title, one.starts): one
        for portion in in_portions(sorted(keys))
        for one in rows.filter(branch__in=portion)
    }


def _row(actor: Actor, kind: type[Listing], branch: Branch, title: str, line: Line) -> Listing:
    text = f"{title} {line.text('detail')}"
    area, guessed = checked_area(line.text("area"), text)
    own = policy.speaks_for(actor, branch) and not actor.is_system
    return kind(
        branch=branch,
        title=title,
        area=area,
        area_guessed=guessed,
        **said_or_guessed_industry(line.text("industry"), text),
        detail=line.text("detail").strip(),
        quantity=line.text("quantity").strip(),
        starts=line.values.get("starts"),
        ends=line.values.get("ends"),
        evidence=line.text("evidence"),
        grade=LOGGED if own else SAID,
        state=NEED.target(NEED.initial, "post"),
    )


def _known(line: Line, made: Listing) -> Weighed:
    """One that is there: what the line says otherwise; an empty cell says nothing."""
    changes = {
        name: line.values[name]
        for name in _DETAILS
        if line.values.get(name) not in (None, "") and line.values[name] != getattr(made, name)
    }
    if not changes:
        return Weighed(line, Standing.UNCHANGED)
    check_window(made.starts, changes.get("ends", made.ends))
    return Weighed(line, Standing.CHANGED, step=ListingStep(made, made, changes))
