"""Whether a whole file of needs or offers may be taken: each line as it would be by itself."""

from __future__ import annotations

from collections.abc import Callable

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Verdict
from lianjian.ground.organisations.policy import may_import

from . import policy
from .models import Need, Offer
from .taking import ListingStep


def may_take_needs(actor: Actor, *, batch: Batch) -> Verdict:
    """Every need that is new by ``may_post_need``, every one that changes by ``may_change``."""
    return _may_take(actor, batch, policy.may_post_need)


def may_take_offers(actor: Actor, *, batch: Batch) -> Verdict:
    """Every offer that is new by ``may_post_offer``, every one that changes by ``may_change``."""
    return _may_take(actor, batch, policy.may_post_offer)


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the file in, or may change each of them by itself (a village that
    confirmed its own report), and sees every need and offer that would go."""
    seen = still_seen(actor, back, Need, Offer)
    if not seen or may_import(actor):
        return seen
    for kind in (Need, Offer):
        rows = kind.within(actor.scope).select_related("branch__host__affiliation")
        for row in rows.filter(pk__in=back.goes.get(kind._meta.label, [])):
            if not (verdict := policy.may_change(actor, listing=row)):
                return verdict
    return seen


def _may_take(actor: Actor, batch: Batch, may_post: Callable[..., Verdict]) -> Verdict:
    for step in batch.steps():
        if not isinstance(step, ListingStep):
            continue
        verdict = (
            may_post(actor, branch=step.row.branch)
            if step.made is None
            else policy.may_change(actor, listing=step.made)
        )
        if not verdict:
            return verdict
    return Allowed()
