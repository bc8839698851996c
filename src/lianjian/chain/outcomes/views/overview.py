"""The county's figures: stated beside counted, each with how it is known."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lianjian.chain.accords.policy import issuer_of
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division
from lianjian.ground.ui.answers import refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services, totals
from ..forms import SpanForm, StateForm
from ..models import Indicator

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def overview(request: Request) -> HttpResponse:
    place = _place(request.actor)
    today = clock.today()
    first, last = dt.date(today.year, 1, 1), today
    form = SpanForm(request.GET or None, initial={"first": first, "last": last})
    if request.GET and form.is_valid():
        first, last = sorted((form.cleaned_data["first"], form.cleaned_data["last"]))
    cells = totals.overview(request.actor.scope, place, first, last) if place else []
    return page(
        request,
        "outcomes/overview.html",
        place=place,
        first=first,
        last=last,
        form=form,
        levels=[
            (words, [cell for cell in cells if cell.indicator.level == level])
            for level, words in Indicator.Level.choices
        ],
        other_years=[
            year
            for year in (selectors.stated_years(request.actor.scope, place) if place else [])
            if not first.year <= year <= last.year
        ],
        contradictions=totals.contradictions(cells),
        may_state=issuer_of(request.actor) is not None,
        may_report=policy.may_report_some(request.actor),
    )


def _place(actor: Actor) -> Division | None:
    """The place whose figures a reader sees first: their own division, or their body's county."""
    if actor.division is not None:
        return places.division(actor.division)
    body = organisations.own(actor)
    return places.own_county(body.affiliation) if body and body.affiliation else None


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
