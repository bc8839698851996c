"""What becomes of a figure: one POST each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid, Text
from lianjian.ground.ui.answers import back_to, carried_out
from lianjian.ground.ui.pages import page, saved

from .. import selectors, services
from ..forms import ClaimForm, SiteForm, WhyForm
from ..models import Observation
from ..showing import observation_page


def _done(
    request: Request, row: Observation, name: str, form: Form, act: Callable[..., Any], word: Text
) -> HttpResponse:
    """Do it and go back to the figure, or show on its page what the form lacks."""
    if carried_out(request, form, act, word):
        return redirect("outcomes:observation", row.pk)
    context = observation_page(request.actor, row, **{name: form})
    return page(request, "outcomes/observation.html", **context)


@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    return _done(
        request,
        row,
        "site_form",
        SiteForm(request.POST),
        lambda **given: services.check(request.actor, observation=row, **given),
        _("The figure was looked at."),
    )


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    return _done(
        request,
        row,
        "site_form",
        SiteForm(request.POST),
        lambda **given: services.confirm(request.actor, observation=row, **given),
        _("The figure is confirmed."),
    )


@require_POST
def confirm_all(request: Request) -> HttpResponse:
    keys = [int(key) for key in request.POST.getlist("figure") if key.isdecimal()]
    if not keys:
        raise Invalid(_("Choose what you confirm."))
    rows = [selectors.observation(request.actor.scope, key) for key in keys]
    many = services.confirm_all(request.actor, observations=rows)
    words = ngettext("%(many)d figure is confirmed.", "%(many)d figures are confirmed.", many)
    saved(request, words % {"many": many})
    return redirect(back_to(request, reverse("outcomes:observations")))


@require_POST
def return_it(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    return _done(
        request,
        row,
        "why_form",
        WhyForm(request.POST),
        lambda **given: services.return_it(request.actor, observation=row, **given),
        _("The figure went back, with your reason."),
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    services.withdraw(request.actor, observation=row)
    saved(request, _("The figure is withdrawn."))
    return redirect("outcomes:observation", pk)


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    typed = request.POST.get("value", "")
    value = int(typed) if typed.lstrip("-").isdecimal() else None
    services.agree(request.actor, observation=row, value=value)
    saved(request, _("Both sides say so now."))
    return redirect("outcomes:observation", pk)


@require_POST
def claim(request: Request, pk: int) -> HttpResponse:
    row = selectors.observation(request.actor.scope, pk)
    cause = row.project or row.accord
    if cause is None:
        raise Invalid(_("No project and no accord stands behind this figure."))
    return _done(
        request,
        row,
        "claim_form",
        ClaimForm(request.POST),
        lambda **given: services.attribute(request.actor, observation=row, to=cause, **given),
        _("It stands as a claim, with how well it is known."),
    )
