"""Correct what is written about a body."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.stays import STAYS, Stays
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Organisation, folded
from ..uscc import checked
from .writing import kind_of, name_of, reindex


@command("organisations.amend", policy=policy.may_amend)
def amend(
    actor: Actor,
    *,
    organisation: Organisation,
    name: str | None = None,
    kind: str | None = None,
    seat: Division | Stays | None = STAYS,
    uscc: str | None = None,
) -> Organisation:
    """New name, kind, seat or credit code of a body; what is not given stays, an empty code is
    taken away. Whom it answers to decides who sees what it does: see ``reaffiliate``."""
    changes: dict[str, object] = {}
    if name is not None:
        changes["name"] = name_of(name)
        changes["folded"] = folded(name_of(name))
    if kind is not None:
        changes["kind"] = kind_of(kind, organisation.affiliation)
    if seat is not STAYS:
        changes["seat"] = seat
    if uscc is not None:
        changes["uscc"] = _free(organisation, checked(uscc)) if uscc.strip() else None
    organisation.rewrite(**changes)
    if "name" in changes:
        reindex(organisation)
    return organisation


@command("organisations.reaffiliate", policy=policy.may_reaffiliate)
def reaffiliate(
    actor: Actor, *, organisation: Organisation, affiliation: Division | None
) -> Organisation:
    """A body answers to others from now on (a reform, or a mistake put right).

    Raises Invalid when its kind does not fit, or when the actor would lose sight of it.
    """
    kind_of(organisation.kind, affiliation)
    try:
        organisation.rewrite(affiliation=affiliation)
    except OutOfScope:
        reason = _(
            "It would leave your area and your directory. Keep it in your directory first, or let "
            "those above both places change it."
        )
        raise Invalid(reason, fields={"affiliation": reason}) from None
    return organisation


def _free(organisation: Organisation, uscc: str) -> str:
    others = Organisation.within(Scope.of_everything()).exclude(pk=organisation.pk)
    if others.filter(uscc=uscc).exists():
        reason = _("Another organisation is entered with this credit code.")
        raise Invalid(reason, fields={"uscc": reason})
    return uscc
