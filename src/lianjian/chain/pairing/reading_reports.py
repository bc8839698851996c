"""The pairings of before that a report names: a village, a partner, and when they agreed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.chain.registry.reading_reports import (
    PartiesSaid,
    Party,
    known_branch,
    written_name,
)
from lianjian.chain.registry.resolving import Branches
from lianjian.ground.core import said_days
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Text

from .selectors import standing_pairings


def reads_pairings(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each village with each partner that the text joins it with; a group without names is nobody
    that a pairing could be written down with."""
    said = PartiesSaid(actor, report)
    found: dict[tuple[str, str], Proposed] = {}
    for thing, parties in said.taking_part("pairing"):
        villages = [one for one in parties if one.is_village]
        partners = [one for one in parties if not one.is_village and not one.is_group]
        known = Branches(actor.scope, [each for one in parties for each in (one.branch, one.host)])
        doubt: Text = ""
        if len(villages) > 1 and len(partners) > 1:
            doubt = _("Several villages and several partners are named: who with whom?")
        for village in villages:
            for partner in partners:
                line = _known(actor, thing, known, village, partner)
                line = line or _line(report, thing, known, village, partner, doubt)
                found.setdefault((village.name, partner.name), line)
    return list(found.values())


def _known(
    actor: Actor, thing: Said, known: Branches, village: Party, partner: Party
) -> Proposed | None:
    """The two are paired already: that is the pairing meant, whatever day the text leaves out."""
    sides = known_branch(known, village), known_branch(known, partner)
    if None in sides:
        return None
    found = standing_pairings(actor.scope).filter(village=sides[0], partner=sides[1]).first()
    if found is None:
        return None
    values = {
        "village": found.village.name,
        "partner": found.partner.name,
        "agreed_on": found.agreed_on.isoformat(),
    }
    return Proposed(values, (thing.number, *village.facts, *partner.facts))


def _line(
    report: Report, thing: Said, known: Branches, village: Party, partner: Party, doubt: Text
) -> Proposed:
    values = {"village": written_name(known, village), "partner": written_name(known, partner)}
    asks: dict[str, Text] = {}
    days = said_days.day_of(report, thing)
    if days is not None and days.last is not None:
        values["agreed_on"] = (days.first or days.last).isoformat()
        doubt = doubt or days.how
    else:
        asks["agreed_on"] = _("When did they agree? The text does not say.")
    facts = (thing.number, *village.facts, *partner.facts)
    return Proposed(values, facts, asks, doubt=doubt)
