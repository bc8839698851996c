"""Who may start and stop jobs. What a job does is allowed by the commands that it calls."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from .models import Job


def may_start(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system or actor.post is not None:
        return Allowed()
    return Denied(_("Sign in with a post to start this."))


def may_stop(actor: Actor, *, job: Job) -> Verdict:
    if actor.is_system or (actor.person is not None and actor.person == job.person_id):
        return Allowed()
    return Denied(_("Only who started it stops it."))


def only_the_system(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied(_("Only the worker ends a job."))
