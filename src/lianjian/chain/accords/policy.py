"""Who may do which verb: pure functions of the actor and what they are about to touch.

The issuer (a division's coordinators, or a society's campaign issuer) writes the text and steers
it. The parties comment, sign or send back. Nobody signs for another, and the system never signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.roles import COORDINATORS, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.policy import may_import
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from .contents import Confirmation
from .models import (
    Accord,
    AccordParty,
    Clause,
    GroupMember,
    Joining,
    JointBody,
    SigningEvent,
    TextVersion,
)

SPEAKERS = frozenset({Role.VILLAGE_SECRETARY, Role.LIAISON, Role.CAMPAIGN_ISSUER})
"""Roles that speak for their organisation and its branches. A posted first secretary signs only
where the accord names the posting."""


# -- accords --
def issues_for(actor: Actor, issuer: Division | Organisation) -> bool:
    """Whether the actor issues accords for a division or a society."""
    if actor.is_system:
        return True
    if isinstance(issuer, Division):
        return actor.role in COORDINATORS and actor.scope.covers(issuer.code)
    return actor.role == Role.CAMPAIGN_ISSUER and actor.organisation == issuer.pk


def issuer_of(actor: Actor) -> Division | Organisation | None:
    """For whom the actor issues accords: their division, or their society; None for all others."""
    if actor.role in COORDINATORS and actor.division is not None:
        return places.division(actor.division)
    return organisations.own(actor) if actor.role == Role.CAMPAIGN_ISSUER else None


def steers(actor: Actor, accord: Accord) -> bool:
    """Whether the actor is of the accord's issuer."""
    issuer = accord.division or accord.organisation
    return issuer is not None and issues_for(actor, issuer)


def may_draft(actor: Actor, *, issuer: Division | Organisation, **_rest: Any) -> Verdict:
    if issues_for(actor, issuer):
        return Allowed()
    return Denied(
        _("Accords are drafted by the division's coordinator or by the society that issues them.")
    )


def may_steer(actor: Actor, *, accord: Accord, **_rest: Any) -> Verdict:
    if steers(actor, accord):
        return Allowed()
    return Denied(_("Only the issuer of this accord may do that. Tell them what you think."))


def may_run_event(actor: Actor, *, event: SigningEvent, **_rest: Any) -> Verdict:
    issuer = event.division or event.organisation
    if issuer is not None and issues_for(actor, issuer):
        return Allowed()
    return Denied(_("Only who issues its accords prepares a signing event."))


def may_gather(
    actor: Actor, *, event: SigningEvent, accords: Sequence[Accord], **_rest: Any
) -> Verdict:
    for accord in accords:
        if isinstance(verdict := may_steer(actor, accord=accord), Denied):
            return verdict
    return may_run_event(actor, event=event)


def may_draft_each(actor: Actor, *, event: SigningEvent, pattern: Accord, **_rest: Any) -> Verdict:
    return may_gather(actor, event=event, accords=[pattern])


def may_sign_at_event(
    actor: Actor, *, confirmations: Sequence[Confirmation], **_rest: Any
) -> Verdict:
    """Who may sign each of the texts."""
    for one in confirmations:
        if isinstance(verdict := may_sign(actor, party=one.party, member=one.member), Denied):
            return verdict
    return Allowed()


def may_take_effect(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("An accord takes effect by its last signature, not by anybody's word."))


# -- parties --
def speaks_for(actor: Actor, party: AccordParty) -> bool:
    """Whether the actor speaks for a party that is an organisation or a branch."""
    if actor.role not in SPEAKERS or actor.organisation is None:
        return False
    if party.organisation_id is not None:
        return actor.organisation == party.organisation_id
    return party.branch is not None and actor.organisation == party.branch.host_id


def speaks_for_member(actor: Actor, member: GroupMember) -> bool:
    """Whether the actor is whom the accord names as this member's signer."""
    if actor.organisation is None or actor.organisation != member.branch.host_id:
        return False
    if member.posting is None:
        return actor.role in SPEAKERS
    if actor.role != Role.FIRST_SECRETARY:
        return False
    return member.posting.person_id is None or member.posting.person_id == actor.person


def is_in(actor: Actor, party: AccordParty) -> bool:
    """Whether the actor speaks for the party, or for one member of it."""
    if party.is_group:
        return any(speaks_for_member(actor, member) for member in party.members.all())
    return speaks_for(actor, party)


def may_sign(
    actor: Actor, *, party: AccordParty, member: GroupMember | None = None, **_rest: Any
) -> Verdict:
    """The speaker of the party, or the named signer of the member; a deputy only if told so."""
    if party.is_group and member is None:
        return Denied(_("A group signs member by member. Say for which member you sign."))
    if member is not None and member.party_id != party.pk:
        return Denied(_("This member belongs to another party."))
    mine = speaks_for_member(actor, member) if member else speaks_for(actor, party)
    if not mine or actor.post is None:
        return Denied(_named_signer(member))
    if not actor.may_sign:
        return Denied(
            _("A deputy signs only when the holder of the post has said so. Ask the holder.")
        )
    return Allowed()


def _named_signer(member: GroupMember | None) -> str:
    if member is not None and member.posting_id is not None:
        return str(_("Only the first secretary posted there signs for this member."))
    return str(_("Only who speaks for this party may sign for it."))


def may_send_back(
    actor: Actor, *, party: AccordParty, member: GroupMember | None = None, **_rest: Any
) -> Verdict:
    """Who could sign may also say that they will not."""
    return may_sign(actor, party=party, member=member)


def may_comment(
    actor: Actor, *, version: TextVersion, party: AccordParty | None = None, **_rest: Any
) -> Verdict:
    """A party's people for the party; the issuer answers without a party."""
    if party is None:
        return may_steer(actor, accord=version.accord)
    if party.version_id == version.pk and is_in(actor, party):
        return Allowed()
    return Denied(_("Comments are made by the parties and answered by the issuer."))


# -- clauses --
def may_work_on(actor: Actor, *, clause: Clause, **_rest: Any) -> Verdict:
    """The owners of a clause, and the issuer, say what became of it."""
    version = clause.version
    owners = {owner.pk for owner in _owners(clause)}
    parties = version.parties.all()
    mine = [party for party in parties if (not owners or party.pk in owners)]
    if steers(actor, version.accord) or any(is_in(actor, party) for party in mine):
        return Allowed()
    return Denied(_("Only the parties that promised this clause, or the issuer, may say so."))


def may_waive(actor: Actor, *, clause: Clause, **_rest: Any) -> Verdict:
    """A promise was made to all: who made it cannot let themselves off."""
    return may_steer(actor, accord=clause.version.accord)


def may_let_fall_due(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("The calendar does this."))


def _owners(clause: Clause) -> list[AccordParty]:
    from .selectors import owners_of

    return owners_of(clause)


# -- joint bodies --
def may_propose_body(
    actor: Actor, *, division: Division, members: list[Any], **_rest: Any
) -> Verdict:
    """The division's coordinator, or one who speaks for a member."""
    if issues_for(actor, division):
        return Allowed()
    if actor.role in SPEAKERS and any(branch.host_id == actor.organisation for branch in members):
        return Allowed()
    return Denied(_("A joint body is proposed by one of its members or by the coordinator."))


def may_propose_some_body(actor: Actor) -> bool:
    """Whether a form for a joint body is of any use to the actor."""
    return actor.role in COORDINATORS | SPEAKERS


def may_steer_body(actor: Actor, *, body: JointBody, **_rest: Any) -> Verdict:
    """The coordinator of the approving division records what its committee decided."""
    if body.division is not None and issues_for(actor, body.division):
        return Allowed()
    return Denied(_("Only the coordinator of the approving division may do that."))


def may_part(actor: Actor, *, joining: Joining, **_rest: Any) -> Verdict:
    return may_steer_body(actor, body=joining.body)


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the file in, and sees every joint body and accord that would go."""
    return still_seen(actor, back, JointBody, Accord) and may_import(actor)


def may_record_body(actor: Actor, *, division: Division, **_rest: Any) -> Verdict:
    """A body of before is recorded by whoever records what that committee decides."""
    if issues_for(actor, division):
        return Allowed()
    return Denied(_("Joint bodies of before are recorded by the coordinator of their division."))
