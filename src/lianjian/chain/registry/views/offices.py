from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import AmendOfficeForm, EndForm, HolderForm, OfficeForm
from ..models import Branch, Office
from .answers import amending

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
def new_office(request: Request) -> HttpResponse:
    actor, place = request.actor, _place(request)
    insist(policy.may_enter_office(actor, place=place))
    host = place.host if isinstance(place, Branch) else place
    form = OfficeForm(request.POST or None, scope=actor.scope, host=host)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.enter_office(actor, place=place, **form.cleaned_data)
            saved(request, _("The office is entered."))
            return _back_to(place)
    return page(request, "registry/new_office.html", form=form, place=place, back=_url(place))


@_form_methods
def amend_office(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.office, request.actor.scope, pk)
    row = read()
    insist(policy.may_change_office(request.actor, office=row))
    form = AmendOfficeForm(request.POST or None, scope=request.actor.scope, office=row)
    return amending(
        request,
        form,
        read,
        partial(services.amend_office, request.actor, office=row),
        title=_("Change an office"),
        back=_url(row.place),
    )


@_form_methods
def end_office(request: Request, pk: int) -> HttpResponse:
    row = selectors.office(request.actor.scope, pk)
    insist(policy.may_change_office(request.actor, office=row))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.end_office(request.actor, office=row, **form.cleaned_data)
            saved(request, _("The last day is entered."))
            return _back_to(row.place)
    return page(request, "registry/end_office.html", form=form, office=row, back=_url(row.place))


@_form_methods
def hand_over_office(request: Request, pk: int) -> HttpResponse:
    actor = request.actor
    row = selectors.office(actor.scope, pk)
    insist(policy.may_change_office(actor, office=row))
    form = HolderForm(request.POST or None, scope=actor.scope, host=row.body)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.hand_over_office(actor, office=row, **form.cleaned_data)
            saved(request, _("It is handed over. Who held it before stays on record."))
            return _back_to(row.place)
    there = _url(row.place)
    return page(request, "registry/hand_over_office.html", form=form, office=row, back=there)


def _place(request: Request) -> Organisation | Branch:
    """The body or branch that the address names; raises OutOfScope without one."""
    scope = request.actor.scope
    body, branch = request.GET.get("organisation", ""), request.GET.get("branch", "")
    if branch.isdecimal():
        return selectors.branch(scope, int(branch))
    if body.isdecimal():
        return organisations.organisation(scope, int(body))
    raise OutOfScope(Office.missing())


def _url(place: Organisation | Branch) -> str:
    return _back_to(place).url


def _back_to(place: Organisation | Branch) -> HttpResponseRedirect:
    if isinstance(place, Branch):
        return redirect("registry:branch", place.pk)
    return redirect("organisations:organisation", place.pk)
