"""What sources say of a whole, entered by whoever answers for it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.chain.accords.policy import issuer_of
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved

from .. import selectors, services
from ..forms import StateForm, WhyForm

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
def new_stated(request: Request) -> HttpResponse:
    whole = issuer_of(request.actor)
    if whole is None:
        raise Denied(_("What is stated of a whole is entered by its coordinator or its society."))
    asked = request.GET.get("indicator", "")
    form = StateForm(request.POST or None, actor=request.actor, initial={"indicator": asked})
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.state(
                request.actor,
                whole=whole,
                indicator=form.cleaned_data["indicator"],
                told=form.told(),
                stated_on=form.cleaned_data["stated_on"],
            )
            saved(request, _("It stands as stated. It is never added to what is counted."))
            return redirect("outcomes:overview")
    stated = selectors.stated(request.actor.scope, whole)[:50]
    rows = [(one, one.shown(one.indicator)) for one in stated]
    return page(request, "outcomes/new_stated.html", form=form, rows=rows, whole=whole)


@require_POST
def withdraw_stated(request: Request, pk: int) -> HttpResponse:
    figure = selectors.stated_figure(request.actor.scope, pk)
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, in at most 250 characters."), fields={"reason": _("missing")})
    services.withdraw_stated(request.actor, figure=figure, reason=form.cleaned_data["reason"])
    saved(request, _("It is taken back and stays on record."))
    return redirect("outcomes:new_stated")
