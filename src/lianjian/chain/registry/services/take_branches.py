"""Many branches of one file at once, with their organisations: one line in the journal."""

from __future__ import annotations

from lianjian.ground.core import search
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.receives import Batch
from lianjian.ground.organisations.resolving import in_portions
from lianjian.ground.organisations.services import take_organisations

from ..models import Branch
from ..steps import BranchStep
from ..taking_policy import may_take
from .amend_branch import amend_branch


@command("registry.take_branches", policy=may_take)
def take_branches(actor: Actor, *, batch: Batch) -> int:
    """Enter the branches of a file that are new, with the organisations that they need, and
    change those that the file says otherwise; gives how many branches were entered.

    What ``register_branch`` and ``amend_branch`` do one by one.
    """
    take_organisations(actor, batch=batch)
    steps = [step for step in batch.steps() if isinstance(step, BranchStep)]
    new = [step for step in steps if step.made is None]
    batch.trace.will_change(step.made for step in steps if step.made is not None and step.changes)
    for portion in in_portions(new):
        batch.trace.made(Branch.objects.bulk_create([step.row() for step in portion]))
        search.index_many(
            Branch._meta.label_lower,
            {
                row.pk: f"{row.name} {row.host.name} {row.unit}"
                for row in (step.row() for step in portion)
            },
        )
    for step in steps:
        if step.made is not None and step.changes:
            amend_branch(actor, branch=step.made, **step.changes)
    return len(new)
