"""The dictionary of indicators: what is counted, how, since when."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..counting import COUNTERS, over
from ..forms import DefineForm
from ..models import Indicator

IN_ORDER = Ordering("order", _("As in the dictionary"), ("order", "code"))
BY_NAME = Ordering("name", _("Name"), ("name", "code"))

_COLUMNS = [
    Column(_("Name"), lambda row: row.name),
    Column(_("Level"), lambda row: row.get_level_display()),
    Column(_("Kind of value"), lambda row: row.get_kind_display()),
    Column(_("Unit"), lambda row: row.newest.unit),
    Column(_("Definition"), lambda row: row.newest.text),
    Column(_("Version"), lambda row: row.newest.version),
    Column(_("Least evidence counted"), lambda row: row.lowest_grade),
]


def indicators(request: Request) -> HttpResponseBase:
    listing = Listing(
        request,
        selectors.indicators(request.actor.scope),
        orderings=[IN_ORDER, BY_NAME],
        search=["name"],
        filters=[Choice("level", _("Level"), Indicator.Level.choices)],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("indicators")
    return page(request, "outcomes/indicators.html", listing=listing)


def indicator(request: Request, code: str) -> HttpResponse:
    row = selectors.indicator(request.actor.scope, code)
    return _page(request, row, DefineForm(initial={"unit": row.newest.unit}))


def _page(request: Request, row: Indicator, form: DefineForm) -> HttpResponse:
    counter = COUNTERS.get(row.counted_by)
    definitions = list(row.definitions.all())
    return page(
        request,
        "outcomes/indicator.html",
        indicator=row,
        definitions=list(reversed(definitions)),
        counter=counter.words if counter else "",
        over=over(row.counted_by),
        form=form if policy.may_define(request.actor) else None,
        lines=telling.history_of(row, *definitions),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def define(request: Request, code: str) -> HttpResponse:
    row = selectors.indicator(request.actor.scope, code)
    insist(policy.may_define(request.actor))
    form = DefineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.define(request.actor, indicator=row, **form.cleaned_data)
            saved(request, _("The new definition holds from here on."))
            return redirect("outcomes:indicator", code)
    return _page(request, row, form)
