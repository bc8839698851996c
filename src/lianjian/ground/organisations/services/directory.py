"""Whom a division or an organisation keeps in its directory (名录)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division

from .. import policy
from ..models import DirectoryEntry, Organisation

Keeper = Division | Organisation


@command("organisations.keep", policy=policy.may_keep)
def keep_in_directory(
    actor: Actor, *, organisation: Organisation, keeper: Keeper | None = None
) -> DirectoryEntry:
    """Keep a body in the directory of ``keeper``, by default the actor's division, else their
    organisation. Twice is once."""
    entry: DirectoryEntry
    entry, _made = DirectoryEntry.within(actor.scope).get_or_create(
        organisation=organisation, **_whose(actor, keeper)
    )
    return entry


@command("organisations.drop", policy=policy.may_keep, fresh=True)
def drop_from_directory(
    actor: Actor, *, organisation: Organisation, keeper: Keeper | None = None
) -> None:
    """Take a body out of a directory. What was agreed with it stays where it is."""
    whose = _whose(actor, keeper)
    DirectoryEntry.within(actor.scope).filter(organisation=organisation, **whose).delete()


def _whose(actor: Actor, keeper: Keeper | None) -> dict[str, Any]:
    division = keeper.pk if isinstance(keeper, Division) else None
    body = keeper.pk if isinstance(keeper, Organisation) else None
    if keeper is None:
        division, body = actor.division, actor.organisation
    if division is None and body is None:
        raise Invalid(_("Say whose directory: your post has neither a place nor an organisation."))
    return {"division_id": division, "keeper_id": None if division else body}
