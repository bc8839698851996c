"""Who hands texts in, who works on them. What may be written is asked of its own room."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.roles import COORDINATORS, OF_A_VILLAGE, OF_AN_ORGANISATION, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from .models import Submission

CARERS = COORDINATORS | {Role.TOWNSHIP_CHECKER}
WRITERS = OF_A_VILLAGE | OF_AN_ORGANISATION | CARERS


def may_hand_in(actor: Actor, **_rest: Any) -> Verdict:
    """Whoever does the work of a village, a body, a township or a county."""
    placed = actor.division is not None or actor.organisation is not None
    if actor.role in WRITERS and placed:
        return Allowed()
    return Denied(_("Texts are handed in by those whose work they tell of."))


def may_work_on(actor: Actor, *, submission: Submission, **_rest: Any) -> Verdict:
    """The place or body that handed it in, and those in whose care that place is."""
    if actor.is_system:
        return Allowed()
    verdict = may_hand_in(actor)
    if not verdict:
        return verdict
    if _is_of(actor, submission):
        return Allowed()
    division = submission.division
    if division is not None and actor.role in CARERS and actor.scope.covers(division.code):
        return Allowed()
    return Denied(_("This text was handed in by somebody else. They go on with it."))


def may_answer(actor: Actor, *, submission: Submission, **_rest: Any) -> Verdict:
    """Who wrote it, or whoever holds a post in the same place or body."""
    if _is_of(actor, submission):
        return Allowed()
    return Denied(_("The question goes to those who handed the text in."))


def may_confirm(actor: Actor, *, submission: Submission, **_rest: Any) -> Verdict:
    return may_work_on(actor, submission=submission)


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("This is done by the clock."))


def _is_of(actor: Actor, submission: Submission) -> bool:
    if submission.organisation_id is not None:
        return actor.organisation == submission.organisation_id
    return actor.division == submission.division_id
