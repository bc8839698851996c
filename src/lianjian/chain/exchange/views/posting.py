from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import selectors as registry
from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Denied, Text
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, services
from ..forms import PostForm


def new_need(request: Request) -> HttpResponseBase:
    return _new(request, "need", _("Post a need"), services.post_need)


def new_offer(request: Request) -> HttpResponseBase:
    return _new(request, "offer", _("Post an offer"), services.post_offer)


def _new(request: Request, kind: str, title: Text, post: Callable[..., Any]) -> HttpResponseBase:
    form = PostForm(
        request.POST or None,
        branches=_branches(request, kind),
        initial={"branch": request.GET.get("branch", "")},
    )
    if not form.fields["branch"].queryset.exists():  # type: ignore[attr-defined]
        raise Denied(_("There is no branch for which you could post this."))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = post(request.actor, **form.cleaned_data)
            saved(request, _("It is posted."))
            return redirect(f"exchange:{kind}", made.pk)
    return page(request, "exchange/new.html", form=form, kind=kind, title=title)


def villages_to_post_for(actor: Actor) -> Any:
    """The village branches that an actor may post for: their own, or those of their division."""
    if actor.role in COORDINATORS:
        return registry.villages(actor.scope).filter(actor.scope.inside("host__affiliation__code"))
    rows = registry.own_branches(actor).filter(host__kind="village")
    may = any(policy.speaks_for(actor, branch) for branch in rows[:1])
    return rows if may else rows.none()


def _branches(request: Request, kind: str) -> Any:
    """Those a person may post for: their own, or as a coordinator the division's villages."""
    actor = request.actor
    if actor.role in COORDINATORS and kind == "need":
        return registry.villages(actor.scope).filter(actor.scope.inside("host__affiliation__code"))
    rows = registry.own_branches(actor)
    if not any(policy.speaks_for(actor, branch) for branch in rows[:1]):
        return rows.none()
    village = rows.filter(host__kind="village")
    return village if kind == "need" else rows.exclude(host__kind="village")
