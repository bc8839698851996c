"""Who may do what with a party's leading group and liaison, and with the offices of a joint body.

The issuer of an accord may plan a leading group for a party (拟各自成立); only the party itself
says that it is there, and how it is reached. What a committee decides about a joint body is
recorded by the coordinator of its division.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from . import policy
from .life import LeadingState
from .models import (
    Accord,
    AccordParty,
    BodyMember,
    BodyOffice,
    LeadingGroup,
    Liaison,
)
from .models.side import OfOneParty


def speaks_for_side(actor: Actor, row: OfOneParty) -> bool:
    """Whether the actor speaks for the party whose row this is, whatever text names it.

    For a group that is whoever signs for one of its members.
    """
    if actor.organisation is None:
        return False
    if row.organisation_id is not None or row.branch is not None:
        host = row.organisation_id if row.branch is None else row.branch.host_id
        return actor.role in policy.SPEAKERS and actor.organisation == host
    return any(policy.is_in(actor, party) for party in _groups_called(row))


def _groups_called(row: OfOneParty) -> list[AccordParty]:
    from .selectors import groups_called

    return groups_called(row)


# -- leading groups --
def may_plan_group(actor: Actor, *, accord: Accord, party: AccordParty, **_rest: Any) -> Verdict:
    if party.version.accord_id != accord.pk:
        return Denied(_("This party is of another accord."))
    if policy.steers(actor, accord) or policy.is_in(actor, party):
        return Allowed()
    return Denied(_("A leading group is planned by its party or by the issuer of the accord."))


def may_revise_group(actor: Actor, *, group: LeadingGroup, **_rest: Any) -> Verdict:
    """The party; and the issuer as long as it is but planned."""
    if speaks_for_side(actor, group):
        return Allowed()
    if group.state == LeadingState.PLANNED and policy.steers(actor, group.accord):
        return Allowed()
    return Denied(_("Only the party itself says who is in its leading group."))


def may_set_up_group(actor: Actor, *, group: LeadingGroup, **_rest: Any) -> Verdict:
    if speaks_for_side(actor, group):
        return Allowed()
    return Denied(_("Only the party itself says that its leading group is there. Ask them."))


def may_stand_down_group(actor: Actor, *, group: LeadingGroup, **_rest: Any) -> Verdict:
    """The party; and the issuer as long as it is but planned."""
    if may_revise_group(actor, group=group):
        return Allowed()
    return Denied(_("Only the party itself stands its leading group down."))


# -- liaison --
def may_set_liaison(actor: Actor, *, party: AccordParty, **_rest: Any) -> Verdict:
    if policy.is_in(actor, party):
        return Allowed()
    return Denied(_("Each party says itself how it is reached."))


def may_change_liaison(actor: Actor, *, liaison: Liaison, **_rest: Any) -> Verdict:
    if speaks_for_side(actor, liaison):
        return Allowed()
    return Denied(_("Each party says itself how it is reached."))


# -- joint bodies --
def may_vacate_office(actor: Actor, *, office: BodyOffice, **_rest: Any) -> Verdict:
    return policy.may_steer_body(actor, body=office.body)


def may_part_member(actor: Actor, *, member: BodyMember, **_rest: Any) -> Verdict:
    return policy.may_steer_body(actor, body=member.body)
