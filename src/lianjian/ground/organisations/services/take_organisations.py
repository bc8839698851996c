"""Many bodies of one file at once: the same rules as for one, one line in the journal."""

from __future__ import annotations

from collections.abc import Iterable

from lianjian.ground.core import actors, search
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.receives import Batch

from .. import policy
from ..models import DirectoryEntry, Organisation, folded
from ..resolving import in_portions
from ..steps import bodies_of
from .amend import amend
from .writing import KIND


@command("organisations.take", policy=policy.may_take)
def take_organisations(actor: Actor, *, batch: Batch) -> int:
    """Enter the bodies of a file that are new, complete those that lack something, keep all of
    them in the actor's directory; gives how many were entered.

    What ``register_organisation``, ``register_village`` and ``amend`` do one by one. The steps
    know their bodies afterwards.
    """
    every = bodies_of(batch)
    new = [step for step in every if step.made is None]
    batch.trace.will_change(step.row() for step in every if step.changes)
    _insert(step.row() for step in new if step.is_village)
    if any(not step.is_village for step in new):
        write_identities(actors.system("bodies of a file enter a directory"), batch=batch)
    if not actor.is_system:
        batch.trace.made(_keep(actor, [step.row() for step in every if step.keep]))
    batch.trace.made(step.row() for step in new)
    for step in every:
        if step.changes:
            amend(actor, organisation=step.row(), **step.changes)
        step.done()
    return len(new)


@command("organisations.write_identities", policy=policy.only_the_system)
def write_identities(actor: Actor, *, batch: Batch) -> int:
    """The rows of bodies from outside. By the system: they lie in nobody's area until they stand
    in a directory, which is the next step of the command that called this one."""
    new = [step for step in bodies_of(batch) if step.made is None and not step.is_village]
    return _insert(step.row() for step in new)


def _insert(rows: Iterable[Organisation]) -> int:
    made = 0
    for portion in in_portions(rows):
        for one in portion:
            one.folded = folded(one.name)
        Organisation.objects.bulk_create(portion)
        search.index_many(KIND, {one.pk: f"{one.name} {one.uscc or ''}" for one in portion})
        made += len(portion)
    return made


def _keep(actor: Actor, bodies: list[Organisation]) -> list[DirectoryEntry]:
    """In the directory of the actor's division, else of their organisation; twice is once. Gives
    the entries that are new."""
    made: list[DirectoryEntry] = []
    whose = (
        {"division_id": actor.division}
        if actor.division is not None
        else {"keeper_id": actor.organisation}
    )
    for portion in in_portions({one.pk for one in bodies}):
        there = DirectoryEntry.within(actor.scope).filter(organisation__in=portion, **whose)
        missing = set(portion) - set(there.values_list("organisation", flat=True))
        made += DirectoryEntry.objects.bulk_create(
            DirectoryEntry(organisation_id=key, **whose) for key in sorted(missing)
        )
    return made
