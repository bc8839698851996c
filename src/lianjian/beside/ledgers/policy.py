"""Who may take sheets in. What each line may do is asked of its own room, line by line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.roles import ISSUERS
from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from .models import Import


def may_import(actor: Actor, **_rest: Any) -> Verdict:
    """Coordinators for their division, campaign issuers for their society's directory."""
    placed = actor.division is not None or actor.organisation is not None
    if actor.role in ISSUERS and placed:
        return Allowed()
    return Denied(
        _("Sheets are taken in by coordinators and by societies that issue campaigns. Send yours.")
    )


def may_work_on(actor: Actor, *, sheet: Import, **_rest: Any) -> Verdict:
    """Whoever holds such a post in the very place for which the sheet was handed in."""
    verdict = may_import(actor)
    if not verdict:
        return verdict
    if _place(actor) == (sheet.division_id, sheet.organisation_id):
        return Allowed()
    return Denied(_("This sheet was handed in for another place. Its own coordinator goes on."))


def may_match(actor: Actor, *, sheet: Import, kind: str, **_rest: Any) -> Verdict:
    """And the room that takes such records must not refuse the actor as a whole."""
    verdict = may_work_on(actor, sheet=sheet)
    receiver = receives.receiver(kind)
    return receiver.may(actor) if verdict and receiver is not None else verdict


def may_take(actor: Actor, *, sheet: Import, **_rest: Any) -> Verdict:
    return may_match(actor, sheet=sheet, kind=sheet.kind)


def may_take_back(actor: Actor, *, sheet: Import, **_rest: Any) -> Verdict:
    """Whoever may take it in; what may go is asked of its own room, record by record."""
    return may_take(actor, sheet=sheet)


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("This is done by the clock."))


def _place(actor: Actor) -> tuple[int | None, int | None]:
    """The place or the society for which an actor takes sheets in."""
    if actor.division is not None:
        return actor.division, None
    return None, actor.organisation
