"""Who may change the division tree. The tree is public to read; few may write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts.roles import COORDINATORS, OF_A_VILLAGE, Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from .models import Division

_ADDS_HAMLETS = COORDINATORS | OF_A_VILLAGE | {Role.TOWNSHIP_CHECKER}


def may_import(actor: Actor, *, edition: str, counties: Sequence[str], missing: int) -> Verdict:
    """The official list is taken over by the system or its administrator."""
    return _keeps_the_list(actor)


def may_renumber(
    actor: Actor, *, division: Division, code: int, day: dt.date, name: str = ""
) -> Verdict:
    return _keeps_the_list(actor)


def may_take_successors(actor: Actor, *, table: str) -> Verdict:
    return _keeps_the_list(actor)


def may_draw(actor: Actor, *, division: Division, drawn: object = None) -> Verdict:
    """An outline is a picture of what is public: whoever works here may have it drawn."""
    if actor.is_system or actor.post is not None:
        return Allowed()
    return Denied(_("Sign in with a post to have an outline drawn."))


def _keeps_the_list(actor: Actor) -> Verdict:
    if actor.is_system or actor.role == Role.SYSTEM_ADMIN:
        return Allowed()
    return Denied(_("Only the system administrator changes the official list of divisions."))


def may_add_hamlet(actor: Actor, *, parent: Division, name: str) -> Verdict:
    """A person adds a natural village where their post is responsible."""
    if actor.is_system:
        return Allowed()
    if actor.role not in _ADDS_HAMLETS:
        return Denied(
            _("A natural village is added by the village, the township or the coordinator.")
        )
    if not actor.scope.covers(parent.code):
        return Denied(
            _("%(place)s is not in your area. Ask its coordinator to add the natural village.")
            % {"place": parent.name}
        )
    return Allowed()


def may_take_hamlets(actor: Actor) -> Verdict:
    """Whether there is a place where the actor adds natural villages."""
    if actor.is_system or actor.role in _ADDS_HAMLETS:
        return Allowed()
    return Denied(_("A natural village is added by the village, the township or the coordinator."))


def may_take_hamlets_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have added them, and in whose care every one lies that would go."""
    going = Division.objects.filter(pk__in=back.goes.get(Division._meta.label, []))
    for one in going:
        if one.official or not actor.scope.covers(one.code):
            return Denied(_("%(place)s is not in your area.") % {"place": one.name})
    return may_take_hamlets(actor)
