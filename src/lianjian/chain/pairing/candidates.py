"""A round's candidates: the hard filter first, then the four scores, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scope import Scope

from . import scores
from .geography import Counties, distance
from .material import Material, Pair
from .models import Candidate, Participant, Round, RuleSet
from .scores import PRINCIPLES, Reason

_ALL = Scope.of_everything()


@dataclass(frozen=True)
class Scored:
    """A pair that could be, with the weighted score and the four reasons it was made from."""

    village: Participant
    partner: Participant
    barred: str
    score: int
    reasons: Mapping[str, Reason]


def scored(material: Material, rules: RuleSet) -> list[Scored]:
    """Every pair of a village and a partner of the round, by village and partner.

    A barred pair (inside the county, refused, paired, proposed) keeps its scores, so that the
    page can answer "why not that one?" for it too, but it never reaches the solver.
    """
    counties = Counties()
    found: list[Scored] = []
    for village in material.villages:
        for partner in material.partners:
            reasons = reasons_for(material, village.branch, partner.branch)
            found.append(
                Scored(
                    village,
                    partner,
                    _barred(material, counties, village.branch, partner.branch),
                    weighted(reasons, rules),
                    reasons,
                )
            )
    return found


def reasons_for(material: Material, village: Branch, partner: Branch) -> dict[str, Reason]:
    """The four reasons of a pair, each in its own units and with its own evidence."""
    return {
        "willingness": scores.willingness(
            material.wish_of(village.pk, partner.pk), material.wish_of(partner.pk, village.pk)
        ),
        "ties": scores.ties(material.ties.get((village.pk, partner.pk), ()), on=material.day),
        "span": scores.span(
            partner.span,
            material.held[partner.pk],
            distance(village.host.affiliation, partner.host.seat or partner.host.affiliation),
        ),
        "relevance": scores.relevance(
            material.needs.get(village.pk, ()), material.offers.get(partner.pk, ())
        ),
    }


def weighted(reasons: Mapping[str, Reason], rules: RuleSet) -> int:
    """The four scores by the round's weights (percent, together 100), in micro-units."""
    return sum(reasons[name].score * int(getattr(rules, name)) for name in PRINCIPLES) // 100


def _barred(material: Material, counties: Counties, village: Branch, partner: Branch) -> str:
    """The hard filter: why this pair cannot be at all, or nothing."""
    home = village.host.affiliation
    if home is not None and counties.share(home, partner.host.affiliation):
        return Candidate.Barred.INSIDE
    pair = (village.pk, partner.pk)
    if pair in material.paired:
        return Candidate.Barred.PAIRED
    if pair in material.refused:
        return Candidate.Barred.REFUSED
    return Candidate.Barred.PROPOSED if pair in material.proposed else ""


def states(round: Round) -> dict[Pair, str]:
    """What people have said about the pairs of a round: suggested, locked, forbidden."""
    rows = Candidate.within(_ALL).filter(round=round).exclude(state=Candidate.State.FREE)
    return {
        (village, partner): state
        for village, partner, state in rows.values_list(
            "village__branch", "partner__branch", "state"
        )
    }


def renew(round: Round, found: Iterable[Scored]) -> None:
    """Write the round's candidates anew; what people said about a pair (suggested, …) stays.

    To be called inside the command that solves the round.
    """
    before = {
        (row.village_id, row.partner_id): row for row in Candidate.within(_ALL).filter(round=round)
    }
    fresh: list[Candidate] = []
    kept: list[Candidate] = []
    for one in found:
        row = before.pop((one.village.pk, one.partner.pk), None)
        values: dict[str, Any] = {
            "score": one.score,
            "barred": one.barred,
            "reasons": {name: reason.as_json() for name, reason in one.reasons.items()},
        }
        if row is None:
            fresh.append(Candidate(round=round, village=one.village, partner=one.partner, **values))
        else:
            for name, value in values.items():
                setattr(row, name, value)
            kept.append(row)
    gone = [row.pk for row in before.values()]
    Candidate.within(_ALL).filter(pk__in=gone).delete()
    Candidate.within(_ALL).bulk_update(kept, ["score", "barred", "reasons"], batch_size=500)
    Candidate.objects.bulk_create(fresh, batch_size=500)
