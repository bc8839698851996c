"""Offices, term and members of a joint body (M4)."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services, side_policy
from ..side_forms import LastDayForm, MemberForm, OfficeForm, TermForm

_form_methods = require_http_methods(["GET", "HEAD", "POST"])
_FORM = "accords/body_form.html"


@_form_methods
def fill_office(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    insist(policy.may_steer_body(request.actor, body=row))
    form = OfficeForm(request.POST or None, actor=request.actor, body=row)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.fill_office(request.actor, body=row, **form.cleaned_data)
            saved(request, _("The office is recorded."))
            return redirect("accords:body", pk)
    title = _("Who holds an office")
    return page(request, _FORM, form=form, body=row, title=title, draft="office")


@_form_methods
def vacate_office(request: Request, pk: int) -> HttpResponse:
    row = selectors.office_in(request.actor.scope, pk)
    insist(side_policy.may_vacate_office(request.actor, office=row))
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.vacate_office(request.actor, office=row, **form.cleaned_data)
            saved(request, _("The last day is recorded."))
            return redirect("accords:body", row.body_id)
    title = _("The last day of an office")
    return page(
        request, _FORM, form=form, body=row.body, title=title, what=row.called, draft=f"vacate-{pk}"
    )


@_form_methods
def set_term(request: Request, pk: int) -> HttpResponse:
    read = partial(selectors.body, request.actor.scope, pk)
    row = read()
    insist(policy.may_steer_body(request.actor, body=row))
    form = TermForm(request.POST or None, body=row)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            write = partial(services.set_term, request.actor, body=row)
            form.send(lambda: form.kept(read()), write)
            saved(request, _("The term is recorded."))
            return redirect("accords:body", pk)
    title = _("The term of the joint body")
    return page(request, _FORM, form=form, body=row, title=title, draft="term")


@_form_methods
def admit_member(request: Request, pk: int) -> HttpResponse:
    row = selectors.body(request.actor.scope, pk)
    insist(policy.may_steer_body(request.actor, body=row))
    form = MemberForm(request.POST or None, scope=request.actor.scope)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.admit_member(request.actor, body=row, **form.cleaned_data)
            saved(request, _("The branch is a member now."))
            return redirect("accords:body", pk)
    return page(request, _FORM, form=form, body=row, title=_("A branch joins"), draft="member")


@_form_methods
def part_member(request: Request, pk: int) -> HttpResponse:
    row = selectors.member(request.actor.scope, pk)
    insist(side_policy.may_part_member(request.actor, member=row))
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            services.part_member(request.actor, member=row, **form.cleaned_data)
            saved(request, _("It is recorded that the branch has left. It stays on record."))
            return redirect("accords:body", row.body_id)
    return page(
        request,
        _FORM,
        form=form,
        body=row.body,
        title=_("A branch leaves"),
        what=row.branch.name,
        draft=f"part-member-{pk}",
    )
