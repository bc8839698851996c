"""Correct what is written about a body."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.places.models import Division

from .. import policy
from ..models import Organisation
from ..uscc import checked
from .writing import kind_of, name_of, reindex


@command("organisations.amend", policy=policy.may_amend)
def amend(
    actor: Actor,
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    seat: Division | None = None,
    uscc: str = "",
) -> Organisation:
    """New name, kind, seat and credit code of a body; its affiliation decides who may see what it
    does, so it is not changed here (see ``reaffiliate``)."""
    said = {
        "name": name_of(name),
        "kind": kind_of(kind, organisation.affiliation),
        "seat": seat,
        "uscc": _free(organisation, checked(uscc)) if uscc.strip() else None,
    }
    # Only what differs is written: somebody else may be changing another field at this moment.
    changed = [field for field, value in said.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, said[field])
    if changed:
        organisation.save(update_fields=changed)
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
    before, organisation.affiliation = organisation.affiliation, affiliation
    try:
        organisation.save(update_fields=["affiliation"])
    except OutOfScope:
        organisation.affiliation = before
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
