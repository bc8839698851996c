"""Many needs or offers of one file at once: one line in the journal."""

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.receives import Batch
from lianjian.ground.organisations.resolving import in_portions

from ..models import Need, Offer
from ..taking import ListingStep
from ..taking_policy import may_take_needs, may_take_offers
from .amend import amend


@command("exchange.take_needs", policy=may_take_needs)
def take_needs(actor: Actor, *, batch: Batch) -> int:
    """Put out the needs of a file that are new, and complete those that it says more of; gives
    how many are new. What ``post_need`` and ``amend`` do one by one."""
    for portion in in_portions(_new(batch)):
        batch.trace.made(Need.objects.bulk_create([step.row for step in portion]))
    return _complete(actor, batch)


@command("exchange.take_offers", policy=may_take_offers)
def take_offers(actor: Actor, *, batch: Batch) -> int:
    """Put out the offers of a file that are new, and complete those that it says more of; gives
    how many are new. What ``post_offer`` and ``amend`` do one by one."""
    for portion in in_portions(_new(batch)):
        batch.trace.made(Offer.objects.bulk_create([step.row for step in portion]))
    return _complete(actor, batch)


def _new(batch: Batch) -> list[ListingStep]:
    steps = (step for step in batch.steps() if isinstance(step, ListingStep))
    return [step for step in steps if step.made is None]


def _complete(actor: Actor, batch: Batch) -> int:
    known = [step for step in batch.steps() if isinstance(step, ListingStep) and step.made]
    batch.trace.will_change(step.row for step in known)
    for step in known:
        amend(actor, listing=step.row, **step.changes)
    return len(_new(batch))
