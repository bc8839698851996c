"""Who may do which verb: pure functions over what the service is handed.

An issuer steers a round and replies for nobody. A side replies by its own posts alone: never the
coordinator for a village, never the society for a partner (M31).
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.roles import COORDINATORS, OF_A_VILLAGE, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.policy import may_import
from lianjian.ground.places.models import Division

from .models import Candidate, Interest, Pairing, Participant, Proposal, Round, RuleSet, Side

_OF_A_PARTNER = frozenset({Role.LIAISON, Role.CAMPAIGN_ISSUER})


def issues_for(
    actor: Actor, division: Division | None, organisation: Organisation | None
) -> Verdict:
    """A division's coordinator, or an organisation's campaign issuer."""
    if actor.is_system:
        return Allowed()
    if division is not None and actor.role in COORDINATORS and actor.scope.covers(division.code):
        return Allowed()
    if organisation is not None and actor.role == Role.CAMPAIGN_ISSUER:
        if actor.speaks_for(organisation.pk):
            return Allowed()
        return Denied(_("A society issues rounds in its own name only."))
    return Denied(_("Rounds are issued by a division's coordinator or by a campaign issuer."))


def may_write_rules(
    actor: Actor,
    *,
    division: Division | None = None,
    organisation: Organisation | None = None,
    **_rest: Any,
) -> Verdict:
    return issues_for(actor, division, organisation)


def may_open_round(actor: Actor, *, rules: RuleSet, **_rest: Any) -> Verdict:
    return issues_for(actor, rules.division, rules.organisation)


def may_steer(actor: Actor, *, round: Round, **_rest: Any) -> Verdict:
    """Enrol, solve, publish, take back, close, abandon."""
    if issues_for(actor, round.division, round.organisation):
        return Allowed()
    return Denied(_("Only the issuer of the round may do this."))


def may_steer_participant(actor: Actor, *, participant: Participant, **_rest: Any) -> Verdict:
    return may_steer(actor, round=participant.round)


def may_steer_candidate(actor: Actor, *, candidate: Candidate, **_rest: Any) -> Verdict:
    return may_steer(actor, round=candidate.round)


def speaks_for(actor: Actor, branch: Branch) -> bool:
    """Whether the acting post speaks for this branch; no coordinator and no system ever does."""
    roles = OF_A_VILLAGE if branch.is_village else _OF_A_PARTNER
    return actor.role in roles and actor.organisation == branch.host_id


def side_of(actor: Actor, proposal: Proposal) -> Side | None:
    """For which side of a proposal an actor may reply."""
    if speaks_for(actor, proposal.village):
        return Side.VILLAGE
    return Side.PARTNER if speaks_for(actor, proposal.partner) else None


def may_reply(actor: Actor, *, proposal: Proposal, **_rest: Any) -> Verdict:
    if side_of(actor, proposal):
        return Allowed()
    return Denied(_("Only the village and the partner themselves reply; nobody replies for them."))


def may_lift_refusal(actor: Actor, *, proposal: Proposal, **_rest: Any) -> Verdict:
    side = side_of(actor, proposal)
    if side is not None and side == proposal.declined_by:
        return Allowed()
    return Denied(_("Only the side that said so can take it back."))


def may_say_wish(actor: Actor, *, branch: Branch, **_rest: Any) -> Verdict:
    if speaks_for(actor, branch):
        return Allowed()
    return Denied(_("A wish is said by the branch itself; nobody says it for them."))


def may_withdraw_wish(actor: Actor, *, interest: Interest) -> Verdict:
    return may_say_wish(actor, branch=interest.branch)


def tends(actor: Actor, branch: Branch) -> bool:
    """Whether an actor coordinates the division that a branch's host answers to."""
    above = branch.host.affiliation
    return actor.role in COORDINATORS and above is not None and actor.scope.covers(above.code)


def may_record_existing(actor: Actor, *, village: Branch, **_rest: Any) -> Verdict:
    if actor.is_system or tends(actor, village):
        return Allowed()
    return Denied(_("A pairing of before is recorded by the coordinator of the village."))


def may_end(actor: Actor, *, pairing: Pairing, **_rest: Any) -> Verdict:
    sides = (pairing.village, pairing.partner)
    if actor.is_system or tends(actor, pairing.village):
        return Allowed()
    if any(speaks_for(actor, side) for side in sides):
        return Allowed()
    return Denied(_("A pairing is ended by one of its sides or by the village's coordinator."))


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the file in, and sees every pairing that would go."""
    return still_seen(actor, back, Pairing) and may_import(actor)


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    """What follows from another record or from the calendar is nobody's to do by hand."""
    if actor.is_system:
        return Allowed()
    return Denied(_("This follows from other records; nobody does it by hand."))
