"""The honours that a report names: whose, from whom, of which level, in which year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.ground.core import said_days
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Text

from . import citing
from .models import Branch, Honour
from .reading_reports import PartiesSaid, Party, known_branch, parties_taking_part
from .resolving import Branches

_LEVELS = (
    (Honour.Level.NATIONAL, "国家级|全国|国务院|国家"),
    (Honour.Level.PROVINCE, "省|自治区"),
    (Honour.Level.CITY, "市"),
    (Honour.Level.COUNTY, "县|区|旗"),
    (Honour.Level.TOWNSHIP, "镇|乡|街道"),
)


def reads_honours(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The honours of those who take part in something of ours, or whom we know."""
    said = PartiesSaid(actor, report)
    ours = {one.host for one in parties_taking_part(said)}
    found: dict[tuple[str, str], Proposed] = {}
    for fact in report.of("honour"):
        holder = said.before(fact)
        if holder is None or fact.modality != "done":
            continue
        known = Branches(actor.scope, [name for name in (holder.branch, holder.host) if name])
        if holder.host in ours or known.bodies.named(holder.host):
            line = _honour(actor, report, fact, holder, known)
            found.setdefault((line.values["holder"], line.values["title"]), line)
    return list(found.values())


def _there(
    actor: Actor, branch: Branch | None, known: Branches, holder: Party, title: str
) -> Honour | None:
    """The honour that its holder is entered with already, where it is one alone."""
    bodies = known.bodies.named(holder.host)
    if branch is None and (holder.branch or len(bodies) != 1):
        return None
    rows = Honour.within(actor.scope).filter(title=title)
    rows = rows.filter(branch=branch) if branch else rows.filter(organisation=bodies[0])
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def _honour(actor: Actor, report: Report, fact: Said, holder: Party, known: Branches) -> Proposed:
    branch = known_branch(known, holder) if holder.branch else None
    values = {"holder": branch.name if branch else holder.branch or holder.host}
    values["title"] = str(fact.value or fact.text)
    asks: dict[str, Text] = {}
    if issuer := str(fact.more.get("by") or ""):
        values["issuer"] = issuer
    else:
        asks["issuer"] = _("Who gave it? The text does not say.")
    if level := _level(str(fact.more.get("level") or issuer)):
        values["level"] = level
    else:
        asks["level"] = _("Of which level is it? The text does not say.")
    days = said_days.day_of(report, fact)
    doubt: Text = ""
    if days is not None and days.last is not None:
        values["year"], doubt = str(days.last.year), days.how
    else:
        asks["year"] = _("In which year? The text does not say.")
    if there := _there(actor, branch, known, holder, values["title"]):
        values |= {"issuer": there.issuer, "level": there.level, "year": str(there.year)}
        asks, doubt = {}, ""
    values |= {"evidence": report.sentence(fact)[:300], **citing.values_of(report)}
    values = {name: one for name, one in values.items() if one}
    return Proposed(values, (fact.number, *holder.facts), asks, doubt=doubt)


def _level(words: str) -> str:
    return next((level.value for level, said in _LEVELS if re.search(said, words)), "")
