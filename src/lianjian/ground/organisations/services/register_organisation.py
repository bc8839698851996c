"""Write a body down, once, whoever comes first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import actors
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.codes import Level
from lianjian.ground.places.models import Division
from lianjian.ground.places.names import spoken

from .. import policy
from ..models import Kind, Organisation, folded
from ..uscc import checked
from .directory import keep_in_directory
from .writing import kind_of, name_of, reindex


@command("organisations.register", policy=policy.may_register)
def register_organisation(
    actor: Actor,
    *,
    name: str,
    kind: str,
    affiliation: Division | None = None,
    seat: Division | None = None,
    uscc: str = "",
    is_demo: bool = False,
) -> Organisation:
    """The body with this credit code, or this name under this affiliation; made if there is none.

    ``affiliation`` None is a central body. Either way it stands in the directory of the actor's
    division or organisation afterwards, which shows them what it is and nothing that it does.
    """
    name = name_of(name)
    kind = kind_of(kind, affiliation)
    code = checked(uscc) if uscc.strip() else None
    found = _existing(name, affiliation, code)
    if found is None:
        found = write_identity(
            actors.system("a body enters a directory"),
            name=name,
            kind=kind,
            affiliation=affiliation,
            seat=seat or affiliation,
            uscc=code,
            is_demo=is_demo,
        )
    if not actor.is_system:
        keep_in_directory(actor, organisation=found)
    return Organisation.get_within(actor.scope, pk=found.pk)


@command("organisations.register_village", policy=policy.may_register_village)
def register_village(actor: Actor, *, division: Division) -> Organisation:
    """The organisation of a village or natural village: named as people say it, affiliated to
    its own division; the one that is there, if any."""
    if division.level not in {Level.VILLAGE, Level.HAMLET}:
        raise Invalid(_("%(place)s is not a village.") % {"place": division.name})
    there = Organisation.within(actor.scope).filter(kind=Kind.VILLAGE, affiliation=division).first()
    if there is not None:
        return there
    made: Organisation = Organisation.objects.create(
        name=spoken(division.name), kind=Kind.VILLAGE, affiliation=division, seat=division
    )
    reindex(made)
    return made


@command("organisations.write_identity", policy=policy.only_the_system)
def write_identity(
    actor: Actor,
    *,
    name: str,
    kind: str,
    affiliation: Division | None,
    seat: Division | None,
    uscc: str | None,
    is_demo: bool,
) -> Organisation:
    """The row itself. By the system: a body from outside lies in nobody's area until somebody
    keeps it in their directory, which is the next step of the command that called this one."""
    made: Organisation = Organisation.objects.create(
        name=name, kind=kind, affiliation=affiliation, seat=seat, uscc=uscc, is_demo=is_demo
    )
    reindex(made)
    return made


def _existing(name: str, affiliation: Division | None, uscc: str | None) -> Organisation | None:
    """The body that this would be a second entry of, wherever it was entered.

    What it answers with is the identity of a body that the actor named; a body with another
    credit code is another body, whatever it is called.
    """
    everyone = Organisation.within(Scope.of_everything())
    if uscc is not None:
        there = everyone.filter(uscc=uscc).first()
        if there is not None:
            return there
    namesakes = everyone.filter(folded=folded(name), affiliation=affiliation).order_by("pk")
    return next((one for one in namesakes if uscc is None or one.uscc is None), None)
