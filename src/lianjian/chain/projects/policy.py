"""Who may do which verb: pure functions of the actor and what they are about to touch.

A project is proposed by one of its parties or by the issuer of the list, agreed to by every party,
and listed by the issuer. Nobody lists what its parties have not agreed to, and nobody agrees for
another.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords.policy import SPEAKERS, issues_for
from lianjian.ground.accounts.roles import COORDINATORS, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .contents import Contents, Side
from .models import Brand, Cluster, Milestone, Project, ProjectParty


def is_side(actor: Actor, side: Side | None) -> bool:
    """Whether the actor speaks for a branch or an organisation."""
    if side is None or actor.role not in SPEAKERS or actor.organisation is None:
        return False
    if isinstance(side, Organisation):
        return actor.organisation == side.pk
    return actor.organisation == side.host_id


def speaks_for(actor: Actor, party: ProjectParty) -> bool:
    return is_side(actor, party.branch or party.organisation)


def steers(actor: Actor, project: Project) -> bool:
    """Whether the actor issues the annual list on which the project stands or will stand."""
    issuer = project.issuer_division or project.issuer
    return issuer is not None and issues_for(actor, issuer)


def may_propose_some(actor: Actor) -> bool:
    """Whether a form for a project is of any use to the actor."""
    return actor.role in COORDINATORS | SPEAKERS


def may_propose(
    actor: Actor, *, issuer: Division | Organisation, contents: Contents, **_rest: Any
) -> Verdict:
    if issues_for(actor, issuer) or any(is_side(actor, side) for side in contents.parties):
        return Allowed()
    return Denied(_("A project is proposed by one of its parties or by who issues the list."))


def may_record(actor: Actor, *, issuer: Division | Organisation, **_rest: Any) -> Verdict:
    if issues_for(actor, issuer):
        return Allowed()
    return Denied(_("Projects of before are recorded by who issues the list."))


def may_revise(actor: Actor, *, project: Project, **_rest: Any) -> Verdict:
    return _may_lead(actor, project, _("Only its parties and the issuer of the list revise it."))


def may_answer(actor: Actor, *, party: ProjectParty, **_rest: Any) -> Verdict:
    if speaks_for(actor, party):
        return Allowed()
    return Denied(_("Only who speaks for this party may answer for it."))


def may_agree(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("A project is jointly reviewed by the last party's answer, by nobody's word."))


def may_steer(actor: Actor, *, project: Project, **_rest: Any) -> Verdict:
    if steers(actor, project):
        return Allowed()
    return Denied(_("Only who issues the annual list may do that."))


def may_run(actor: Actor, *, project: Project, **_rest: Any) -> Verdict:
    """The parties say when it begins, pauses and goes on; so may the issuer."""
    return _may_lead(actor, project, _("Only its parties and the issuer of the list may do that."))


def may_reach(actor: Actor, *, milestone: Milestone, **_rest: Any) -> Verdict:
    return may_run(actor, project=milestone.project)


def _may_lead(actor: Actor, project: Project, refusal: Any) -> Verdict:
    from .selectors import parties_of

    if steers(actor, project) or any(speaks_for(actor, one) for one in parties_of(project)):
        return Allowed()
    return Denied(refusal)


# -- clusters and brands --
def may_name(actor: Actor, *, division: Division, **_rest: Any) -> Verdict:
    """Clusters and brands of a place are entered by the coordinators above it."""
    if actor.is_system or (actor.role in COORDINATORS and actor.scope.covers(division.code)):
        return Allowed()
    return Denied(_("Clusters and brands are entered by the coordinator of the place."))


def may_change_cluster(actor: Actor, *, cluster: Cluster, **_rest: Any) -> Verdict:
    return may_name(actor, division=cluster.division)


def may_change_brand(actor: Actor, *, brand: Brand, **_rest: Any) -> Verdict:
    return may_name(actor, division=brand.division)


def may_name_some(actor: Actor) -> bool:
    return actor.role in COORDINATORS


def may_name_some_where(actor: Actor) -> Verdict:
    """Whether there is a place whose clusters and brands the actor enters."""
    if actor.is_system or may_name_some(actor):
        return Allowed()
    return Denied(_("Clusters and brands are entered by the coordinator of the place."))


def may_record_some(actor: Actor) -> Verdict:
    """Whether the actor records projects of before."""
    if actor.is_system or may_list_some(actor):
        return Allowed()
    return Denied(_("Projects of before are recorded by who issues the list."))


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken them in, and sees every one that would go."""
    return still_seen(actor, back, Project, Cluster, Brand) and may_record_some(actor)


def may_review(actor: Actor, *, brand: Brand, **_rest: Any) -> Verdict:
    """Who looks into what is said of a brand is never its owner."""
    return may_name(actor, division=brand.division)


def may_list_some(actor: Actor) -> bool:
    """Whether the actor issues annual lists at all."""
    return actor.role in COORDINATORS or actor.role == Role.CAMPAIGN_ISSUER
