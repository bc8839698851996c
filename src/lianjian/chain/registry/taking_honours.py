"""Lines of a report weighed as honours. Nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from . import citing, policy
from .citing import Cited
from .models import Branch, Honour
from .resolving import Branches
from .services.honours import must_be_a_level, must_be_a_year
from .taking import each, insist

_OF_A_BRANCH = re.compile("(?:党支部|党总支|党委|支部)$")


@dataclass(frozen=True, slots=True)
class HonourStep:
    """What *enter_honour* is called with; the source is found or entered when it is taken."""

    cited: Cited | None
    arguments: dict[str, Any]


def weigh_honours(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as an honour of a branch or an organisation: by holder, title and year."""
    branches = Branches(actor.scope, [line.text("holder") for line in lines])
    seen: dict[tuple[str, int, str, int], Line] = {}

    def weigh(line: Line) -> Weighed:
        holder = _holder(branches, line.text("holder"))
        insist(policy.may_enter_honour(actor, holder=holder))
        title = line.text("title")
        level, year = must_be_a_level(line.text("level")), must_be_a_year(line.values["year"], None)
        key = (type(holder).__name__, holder.pk, title, year)
        if key in seen:
            raise Invalid(_("The same as line %(line)s.") % {"line": seen[key].number})
        seen[key] = line
        side = {"branch": holder} if isinstance(holder, Branch) else {"organisation": holder}
        if Honour.within(actor.scope).filter(title=title, year=year, **side).exists():
            return Weighed(line, Standing.UNCHANGED)
        arguments = {
            "holder": holder,
            "title": title,
            "issuer": line.text("issuer"),
            "level": level,
            "year": year,
            "evidence": line.text("evidence"),
        }
        return Weighed(line, Standing.NEW, step=HonourStep(citing.cited_by(line), arguments))

    return each(lines, tell, weigh, "holder")


def _holder(branches: Branches, name: str) -> Branch | Organisation:
    """A branch where it is named so, else the organisation itself."""
    if _OF_A_BRANCH.search(name):
        return branches.called(name)
    return branches.bodies.called(name)
