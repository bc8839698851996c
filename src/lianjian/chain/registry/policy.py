"""Who may do what with branches, postings and ties: pure functions over what they are handed.

A coordinator tends what is affiliated within their division. A body that answers to nobody there
(a provincial university in a county's directory) they may enter and correct until it has people
of its own here; from then on its details are theirs.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.roles import COORDINATORS, OF_A_VILLAGE, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations.models import Kind, Organisation

from .models import Branch, Posting, Tie

_OWN_PEOPLE = OF_A_VILLAGE | {Role.LIAISON, Role.CAMPAIGN_ISSUER}


def may_register(actor: Actor, *, host: Organisation, **details: Any) -> Verdict:
    """Coordinators for what they see; an organisation's own people for itself."""
    if details.get("must_serve") and not may_mark_must_serve(actor, host):
        return may_mark_must_serve(actor, host)
    if actor.is_system or actor.role in COORDINATORS or _is_own(actor, host):
        return Allowed()
    if actor.role == Role.CAMPAIGN_ISSUER:
        return Allowed()  # A society keeps its own directory; the scope decides what is in it.
    return Denied(_("Party branches are entered by a coordinator, or by the organisation itself."))


def may_enter_some(actor: Actor) -> bool:
    """Whether there can be a host whose branch this actor may enter: for the button alone."""
    return actor.is_system or actor.role in COORDINATORS | {Role.CAMPAIGN_ISSUER}


def may_amend(actor: Actor, *, branch: Branch, **changes: Any) -> Verdict:
    """Own people for their details; "must be served" is the coordinator's word alone."""
    if changes.get("must_serve") is not None and not may_mark_must_serve(actor, branch.host):
        return may_mark_must_serve(actor, branch.host)
    if _tends(actor, branch.host) or _is_own(actor, branch.host):
        return Allowed()
    if actor.role in COORDINATORS and not accounts.somebody_speaks_for(branch.host):
        return Allowed()
    return Denied(
        _("Only this branch's own people and the coordinator above it change its details.")
    )


def may_mark_must_serve(actor: Actor, host: Organisation) -> Verdict:
    if _tends(actor, host):
        return Allowed()
    return Denied(_("Only the coordinator says which villages must be served."))


def may_post_first_secretary(actor: Actor, *, branch: Branch, **_rest: Any) -> Verdict:
    if _tends(actor, branch.host):
        return Allowed()
    return Denied(_("Postings are entered by the coordinator of the village's county or above."))


def may_end_posting(actor: Actor, *, posting: Posting, **_rest: Any) -> Verdict:
    return may_post_first_secretary(actor, branch=posting.branch)


def may_record_tie(actor: Actor, *, village: Branch, partner: Branch, **_rest: Any) -> Verdict:
    """Either side's own people, and the coordinators above either side."""
    for side in (village, partner):
        if _tends(actor, side.host) or _is_own(actor, side.host):
            return Allowed()
    return Denied(_("A tie is recorded by one of its two sides, or by a coordinator of one."))


def may_withdraw_tie(actor: Actor, *, tie: Tie, **_rest: Any) -> Verdict:
    return may_record_tie(actor, village=tie.village, partner=tie.partner)


def _is_own(actor: Actor, host: Organisation) -> bool:
    return actor.role in _OWN_PEOPLE and actor.speaks_for(host.pk)


def _tends(actor: Actor, host: Organisation) -> bool:
    """Whether a coordinator's division is what the host answers to."""
    if actor.is_system:
        return True
    if actor.role not in COORDINATORS or host.affiliation is None:
        return False
    return actor.scope.covers(host.affiliation.code)


def is_village(host: Organisation) -> bool:
    """Whether a body is the side that takes partners."""
    return host.kind == Kind.VILLAGE
