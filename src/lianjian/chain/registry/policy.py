"""Who may do what with the records of this room: pure functions over what they are handed.

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
from lianjian.ground.places.models import Division

from .models import Branch, BusinessEntity, Honour, Office, Posting, Source, Tie

_OWN_PEOPLE = OF_A_VILLAGE | {Role.LIAISON, Role.CAMPAIGN_ISSUER}
_KEEPS_ENTITIES = COORDINATORS | OF_A_VILLAGE | {Role.TOWNSHIP_CHECKER}
_CITES = _KEEPS_ENTITIES | _OWN_PEOPLE | {Role.MEDIA_EDITOR, Role.BODY_SECRETARY}


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


def may_attest_tie(actor: Actor, *, tie: Tie, **_rest: Any) -> Verdict:
    """Whoever could have recorded it; the service sees to it that it is somebody else."""
    return may_record_tie(actor, village=tie.village, partner=tie.partner)


def may_amend_tie(actor: Actor, *, tie: Tie, **_changes: Any) -> Verdict:
    return may_record_tie(actor, village=tie.village, partner=tie.partner)


def may_amend_posting(actor: Actor, *, posting: Posting, **_changes: Any) -> Verdict:
    return may_post_first_secretary(actor, branch=posting.branch)


def may_hand_over_posting(actor: Actor, *, posting: Posting, **_rest: Any) -> Verdict:
    return may_post_first_secretary(actor, branch=posting.branch)


# -- business entities --


def may_enter_entity(actor: Actor, *, division: Division, **_rest: Any) -> Verdict:
    """Coordinators and townships for their area, a village for itself."""
    if actor.is_system:
        return Allowed()
    if actor.role in _KEEPS_ENTITIES and actor.scope.covers(division.code):
        return Allowed()
    return Denied(
        _("Business entities are entered by the coordinator, the township or the village there.")
    )


def may_enter_entities(actor: Actor) -> bool:
    """Whether there can be a place whose entities this actor may enter: for the button alone."""
    return actor.is_system or actor.role in _KEEPS_ENTITIES


def may_change_entity(actor: Actor, *, entity: BusinessEntity, **_rest: Any) -> Verdict:
    verdict = may_enter_entity(actor, division=entity.division)
    if verdict or actor.speaks_for(entity.organisation_id):
        return Allowed()
    return verdict


# -- sources --


def may_enter_source(actor: Actor, **_rest: Any) -> Verdict:
    """Whoever writes records may say which text they come from."""
    if actor.is_system or actor.role in _CITES:
        return Allowed()
    return Denied(_("Your post reads sources and does not enter them."))


def may_change_source(actor: Actor, *, source: Source, **_rest: Any) -> Verdict:
    """Those for whom it was taken, and those above them: the scope says who."""
    return may_enter_source(actor)


# -- honours and offices --


def may_enter_honour(
    actor: Actor, *, holder: Organisation | Branch | BusinessEntity, **_rest: Any
) -> Verdict:
    """The holder's own people and the coordinator; for a body without people here, who keeps it."""
    if isinstance(holder, BusinessEntity):
        return may_change_entity(actor, entity=holder)
    return _may_tell_of(actor, holder)


def may_withdraw_honour(actor: Actor, *, honour: Honour, **_rest: Any) -> Verdict:
    return may_enter_honour(actor, holder=honour.holder)


def may_amend_honour(actor: Actor, *, honour: Honour, **_changes: Any) -> Verdict:
    return may_enter_honour(actor, holder=honour.holder)


def may_enter_some_honour(actor: Actor) -> Verdict:
    """Whether there is a holder whose honours the actor enters."""
    if actor.is_system or actor.role in _OWN_PEOPLE | COORDINATORS:
        return Allowed()
    return Denied(_("Honours are entered by their holder's own people or by the coordinator."))


def may_enter_office(actor: Actor, *, place: Organisation | Branch, **_rest: Any) -> Verdict:
    """The body's own people, and the coordinator of its division."""
    host = place.host if isinstance(place, Branch) else place
    if _tends(actor, host) or _is_own(actor, host):
        return Allowed()
    return Denied(_("Who holds an office is entered by its own people or by their coordinator."))


def may_change_office(actor: Actor, *, office: Office, **_rest: Any) -> Verdict:
    return may_enter_office(actor, place=office.place)


def _may_tell_of(actor: Actor, place: Organisation | Branch) -> Verdict:
    host = place.host if isinstance(place, Branch) else place
    if _tends(actor, host) or _is_own(actor, host):
        return Allowed()
    if actor.role in COORDINATORS and not accounts.somebody_speaks_for(host):
        return Allowed()
    return Denied(_("Honours are entered by their holder's own people or by the coordinator."))
