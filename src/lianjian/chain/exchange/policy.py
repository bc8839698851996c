"""Who may post and change needs and offers: the branch's own people, and coordinators above it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.roles import COORDINATORS, OF_A_VILLAGE, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations.policy import may_import

from .models import DormantAsset, Listing

_OWN_PEOPLE = OF_A_VILLAGE | {Role.LIAISON, Role.CAMPAIGN_ISSUER}


def speaks_for(actor: Actor, branch: Branch) -> bool:
    """Whether the acting post may speak for this branch."""
    return actor.is_system or (actor.role in _OWN_PEOPLE and actor.speaks_for(branch.host_id))


def tends(actor: Actor, branch: Branch) -> bool:
    """Whether the actor coordinates the division to which the branch's host answers."""
    above = branch.host.affiliation
    return actor.role in COORDINATORS and above is not None and actor.scope.covers(above.code)


def may_post_need(actor: Actor, *, branch: Branch, **_rest: Any) -> Verdict:
    if not (speaks_for(actor, branch) or tends(actor, branch)):
        return Denied(_("A village's needs are posted by its own people or its coordinator."))
    return Allowed()


def may_post_offer(actor: Actor, *, branch: Branch, **_rest: Any) -> Verdict:
    if not (speaks_for(actor, branch) or tends(actor, branch)):
        return Denied(_("An organisation's offers are posted by its own people."))
    return Allowed()


def may_confirm_needs(actor: Actor) -> Verdict:
    """Whoever posts needs by themselves may confirm those of a text; each is asked once more."""
    return _may_confirm(actor, OF_A_VILLAGE)


def may_confirm_offers(actor: Actor) -> Verdict:
    """Whoever posts offers by themselves may confirm those of a text; each is asked once more."""
    return _may_confirm(actor, _OWN_PEOPLE - OF_A_VILLAGE)


def _may_confirm(actor: Actor, own_people: Collection[str]) -> Verdict:
    return Allowed() if actor.role in own_people else may_import(actor)


def may_change(actor: Actor, *, listing: Listing, **_rest: Any) -> Verdict:
    if speaks_for(actor, listing.branch) or tends(actor, listing.branch):
        return Allowed()
    return Denied(_("Only the branch that posted this, or its coordinator, may change it."))


def may_change_asset(actor: Actor, *, asset: DormantAsset, **_rest: Any) -> Verdict:
    if speaks_for(actor, asset.branch) or tends(actor, asset.branch):
        return Allowed()
    return Denied(_("Only the village itself, or its coordinator, may change this."))


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    """Sharing follows from a round or a pairing, expiry from the calendar: never by hand."""
    if actor.is_system:
        return Allowed()
    return Denied(_("This follows from a round or a pairing; nobody does it by hand."))
