"""How a job goes: a page that looks again by itself, and works without a script too."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.pages import page

from . import policy, selectors, services
from .life import LIFE
from .models import Job


@require_GET
def job(request: Request, pk: int) -> HttpResponse:
    one = selectors.job(request.actor.scope, pk)
    title = selectors.title(one)
    return page(request, "jobs/job.html", job=one, title=title, may=_buttons(request, one))


@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """The part of the page that changes; when the job is over, it asks no more."""
    one = selectors.job(request.actor.scope, pk)
    return page(request, "jobs/progress.html", job=one, may=_buttons(request, one))


def _buttons(request: Request, one: Job) -> dict[str, bool]:
    """What the life allows from here, and the policy to this reader."""
    verbs = LIFE.verbs_from(one.run.state)
    return {"stop": "stop" in verbs and bool(policy.may_stop(request.actor, job=one))}


@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    one = selectors.job(request.actor.scope, pk)
    services.stop(request.actor, job=one)
    return redirect("jobs:job", pk=pk)
