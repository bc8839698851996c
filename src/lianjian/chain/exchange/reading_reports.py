"""What villages of a report need, and what its partners hold out. Money that came is neither."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.reading_reports import (
    PartiesSaid,
    Party,
    givers,
    known_branch,
    needers,
)
from lianjian.chain.registry.resolving import Branches
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Denied, Text

from . import policy
from .services.writing import LONGEST_TITLE


def reads_needs(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each thing that a village says it lacks."""
    said = PartiesSaid(actor, report)
    return _lines(said, needers(said), "village")


def reads_offers(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each thing that a partner holds out and that has not arrived; refused where the partner's
    own people are here to say so themselves."""
    said = PartiesSaid(actor, report)
    return _lines(said, givers(said), "partner")


def _refusal(actor: Actor, branch: Branch | None, side: str) -> Text:
    """Why the actor may not write it down. A partner that nobody entered yet speaks for itself; a
    village that is new is entered before its need."""
    if branch is None:
        own = _("An organisation's offers are posted by its own people.")
        return "" if side == "village" else own
    ask = policy.may_post_need if side == "village" else policy.may_post_offer
    verdict = ask(actor, branch=branch)
    return str(verdict) if isinstance(verdict, Denied) else ""


def _lines(said: PartiesSaid, found: Sequence[tuple[Said, Party]], side: str) -> list[Proposed]:
    names = [each for _fact, one in found for each in (one.branch, one.host)]
    known = Branches(said.actor.scope, names)
    lines: dict[tuple[str, str], Proposed] = {}
    for fact, one in found:
        title = " ".join(str(fact.value if isinstance(fact.value, str) else fact.text).split())
        branch = known_branch(known, one)
        values = {
            side: branch.name if branch else one.branch or one.host,
            "title": title[:LONGEST_TITLE],
            "detail": said.report.sentence(fact)[:2000],
        }
        doubt = "" if _is_in_sentence(said, fact, one) else _("The sentence does not say whose.")
        refused = _refusal(said.actor, branch, side)
        line = Proposed(values, (fact.number, *one.facts), refused=refused, doubt=doubt)
        lines.setdefault((values[side], title), line)
    return list(lines.values())


def _is_in_sentence(said: PartiesSaid, fact: Said, one: Party) -> bool:
    """Whether the sentence names the side, or the text is its own."""
    start, _end = said.report.sentence_span(fact)
    return one.start >= start or not one.facts
