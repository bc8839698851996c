from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.journal import telling
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import Choice, Column, Listing, Ordering, page, saved

from .. import policy, selectors, services
from ..forms import ChangeSourceForm, SourceForm
from .answers import amending

BY_DAY = Ordering("published", _("Latest published first"), ("-published_on", "title"))
BY_TITLE = Ordering("title", _("Headline"), ("title",))
BY_OUTLET = Ordering("outlet", _("Outlet"), ("outlet", "-published_on"))

_COLUMNS = [
    Column(_("Headline"), lambda row: row.title),
    Column(_("Outlet"), lambda row: row.outlet),
    Column(_("Published on"), lambda row: row.published_on),
    Column(_("Byline"), lambda row: row.byline),
    Column(_("Address"), lambda row: row.address),
    Column(_("Taken by"), lambda row: row.taken_by),
]

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def sources(request: Request) -> HttpResponseBase:
    scope = request.actor.scope
    listing = Listing(
        request,
        selectors.sources(scope),
        orderings=[BY_DAY, BY_TITLE, BY_OUTLET],
        search=lambda rows, text: selectors.titled_sources(rows, text),
        search_label=_("Headline or outlet"),
        filters=[
            Choice("outlet", _("Outlet"), [(one, one) for one in selectors.outlets(scope)]),
        ],
        columns=_COLUMNS,
    )
    if listing.wants_csv:
        return listing.csv("sources")
    may_enter = bool(policy.may_enter_source(request.actor))
    return page(request, "registry/sources.html", listing=listing, may_enter=may_enter)


def source(request: Request, pk: int) -> HttpResponse:
    actor = request.actor
    row = selectors.source(actor.scope, pk)
    return page(
        request,
        "registry/source.html",
        source=row,
        honours=selectors.cited_by(actor.scope, row),
        lines=telling.history_of(row),
        may_change=bool(policy.may_change_source(actor, source=row)),
    )


@_form_methods
def new_source(request: Request) -> HttpResponse:
    insist(policy.may_enter_source(request.actor))
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.enter_source(request.actor, **form.cleaned_data)
            saved(request, _("The source is entered."))
            return redirect("registry:source", made.pk)
    return page(request, "registry/new_source.html", form=form)


@_form_methods
def change_source(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.source, request.actor.scope, pk)
    row = read()
    insist(policy.may_change_source(request.actor, source=row))
    form = ChangeSourceForm(request.POST or None, source=row)
    return amending(
        request,
        form,
        read,
        partial(services.change_source, request.actor, source=row),
        title=_("Change a source"),
        back=reverse("registry:source", args=[pk]),
    )
