"""Who may do which verb: pure functions of the actor and what they are about to touch.

The side that did something reports it; the township looks at it, the coordinator confirms it. The
other side may agree. A side never confirms its own figure; what a coordinator enters, they answer
for.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import policy as accords
from lianjian.chain.accords import selectors as accord_texts
from lianjian.chain.projects import policy as projects
from lianjian.chain.projects import selectors as project_parties
from lianjian.ground.accounts.roles import COORDINATORS, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .contents import About
from .models import Observation, StatedFigure

REPORTERS = accords.SPEAKERS | {Role.FIRST_SECRETARY}
CHECKERS = COORDINATORS | {Role.TOWNSHIP_CHECKER}


def may_report_some(actor: Actor) -> bool:
    """Whether a form for a figure is of any use to the actor."""
    return actor.role in REPORTERS | CHECKERS


def may_report(actor: Actor, *, about: About, **_rest: Any) -> Verdict:
    """For one's own side, or for a place in one's care."""
    if actor.is_system or (actor.role in CHECKERS and actor.scope.covers(about.division.code)):
        return Allowed()
    if actor.role in REPORTERS and actor.organisation is not None:
        return Allowed()
    return Denied(_("Figures are reported by the side that they are of, or by its coordinator."))


def is_reporter(actor: Actor, observation: Observation) -> bool:
    return (
        actor.role in REPORTERS
        and actor.organisation is not None
        and actor.organisation == observation.reporter_id
    )


def may_check(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    """Whoever the place that benefits is in the care of, and who did not report it."""
    if is_reporter(actor, observation):
        return Denied(_("Nobody checks a figure of their own."))
    if actor.role in CHECKERS and actor.scope.covers(observation.division.code):
        return Allowed()
    return Denied(_("Figures are checked by the township and the coordinator of the place."))


def may_confirm(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    if is_reporter(actor, observation):
        return Denied(_("Nobody confirms a figure of their own."))
    if actor.role in COORDINATORS and actor.scope.covers(observation.division.code):
        return Allowed()
    accord = observation.accord
    if accord is not None and accord.organisation_id and accords.steers(actor, accord):
        return Allowed()
    return Denied(_("Figures are confirmed by the coordinator, or by the society that leads."))


def may_confirm_all(actor: Actor, *, observations: list[Observation], **_rest: Any) -> Verdict:
    for one in observations:
        if isinstance(verdict := may_confirm(actor, observation=one), Denied):
            return verdict
    return Allowed()


def may_withdraw_stated(actor: Actor, *, figure: StatedFigure, **_rest: Any) -> Verdict:
    """Who enters what is stated of that whole."""
    whole = figure.division or figure.organisation
    if whole is not None and accords.issues_for(actor, whole):
        return Allowed()
    return Denied(_("What is stated of a whole is entered by its coordinator or its society."))


def may_correct(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    """Who reported it, and who may confirm it."""
    if is_reporter(actor, observation):
        return Allowed()
    if actor.role in COORDINATORS and actor.scope.covers(observation.division.code):
        return Allowed()
    return Denied(_("A figure is corrected by who reported it or by the coordinator."))


def may_withdraw(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    return may_correct(actor, observation=observation)


def may_agree(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    """The other side of the project or accord: two parties that agree are grade 3."""
    if is_reporter(actor, observation):
        return Denied(_("The other side agrees, not the one that reports."))
    if any(projects.speaks_for(actor, one) for one in _project_parties(observation)):
        return Allowed()
    if any(accords.is_in(actor, one) for one in _accord_parties(observation)):
        return Allowed()
    return Denied(_("Only another party of the project or accord behind it may agree."))


def _project_parties(observation: Observation) -> list[Any]:
    project = observation.project
    return project_parties.parties_of(project) if project is not None else []


def _accord_parties(observation: Observation) -> list[Any]:
    accord = observation.accord
    text = accord_texts.text_in_force(accord) if accord is not None else None
    return list(accord_texts.parties_of(text)) if text is not None else []


def may_claim(actor: Actor, *, observation: Observation, **_rest: Any) -> Verdict:
    return may_correct(actor, observation=observation)


def may_state(actor: Actor, *, whole: Division | Organisation, **_rest: Any) -> Verdict:
    """Stated figures of a place are kept by its coordinators, of a society by its issuer."""
    if accords.issues_for(actor, whole):
        return Allowed()
    return Denied(_("What is stated of a whole is entered by its coordinator or its society."))


def may_state_some(actor: Actor) -> Verdict:
    """Whether there is a whole of which the actor enters what is stated."""
    if actor.is_system or accords.issuer_of(actor) is not None:
        return Allowed()
    return Denied(_("What is stated of a whole is entered by its coordinator or its society."))


def may_report_figures(actor: Actor) -> Verdict:
    """Whether the actor reports figures at all, before there is one."""
    if actor.is_system or may_report_some(actor):
        return Allowed()
    return Denied(_("Figures are reported by the side that they are of, or by its coordinator."))


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the figures in, and sees every one that would go."""
    seen = still_seen(actor, back, Observation, StatedFigure)
    if not back.goes.get(StatedFigure._meta.label):
        return seen and may_report_figures(actor)
    return seen and may_state_some(actor)


def may_define(actor: Actor, **_rest: Any) -> Verdict:
    """The dictionary is everybody's: provinces and cities keep it."""
    if actor.is_system or actor.role == Role.PROVINCE_COORDINATOR:
        return Allowed()
    return Denied(_("The dictionary of indicators is kept by the city and the province."))
