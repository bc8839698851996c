"""Whether a whole file of branches may be taken: each line as it would be by itself."""

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch
from lianjian.ground.core.taking_back import Back, still_seen
from lianjian.ground.core.verdicts import Allowed, Verdict
from lianjian.ground.organisations.policy import may_import

from . import policy
from .models import Branch, Honour, Posting, Source, Tie
from .steps import BranchStep


def may_take(actor: Actor, *, batch: Batch) -> Verdict:
    """Every branch that is new by ``may_register``, every one that changes by ``may_amend``."""
    for step in batch.steps():
        if not isinstance(step, BranchStep):
            continue
        verdict = may_take_one(actor, step)
        if not verdict:
            return verdict
    return Allowed()


def may_take_back(actor: Actor, *, back: Back) -> Verdict:
    """Who could have taken the file in, and sees every record that would go."""
    return still_seen(actor, back, Tie, Posting, Branch) and may_import(actor)


def may_take_back_sources(actor: Actor, *, back: Back) -> Verdict:
    """Who could have entered them, and sees every one that would go."""
    return still_seen(actor, back, Source) and policy.may_enter_source(actor)


def may_take_back_honours(actor: Actor, *, back: Back) -> Verdict:
    """Who may enter an honour of each holder, and sees every one that would go."""
    verdict = still_seen(actor, back, Honour)
    going = Honour.within(actor.scope).filter(pk__in=back.goes.get(Honour._meta.label, []))
    for one in going.select_related("organisation", "branch__host", "entity"):
        verdict = verdict and policy.may_enter_honour(actor, holder=one.holder)
    return verdict and policy.may_enter_some_honour(actor)


def may_take_one(actor: Actor, step: BranchStep) -> Verdict:
    """What ``register_branch`` or ``amend_branch`` would ask."""
    if step.made is None:
        return policy.may_register(actor, host=step.body.row(), must_serve=step.must_serve)
    if step.changes:
        return policy.may_amend(actor, branch=step.made, **step.changes)
    return Allowed()
