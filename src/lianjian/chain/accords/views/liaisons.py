"""Liaison: how a party is reached, said and changed by itself (M12)."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.ui.answers import insist, refused
from lianjian.ground.ui.pages import page, saved

from .. import selectors, services, side_policy
from ..forms import ReasonForm
from ..showing_sides import liaison_page
from ..side_forms import LiaisonForm

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
def set_liaison(request: Request, pk: int, party: int) -> HttpResponse:
    accord = selectors.accord(request.actor.scope, pk)
    side = selectors.party(request.actor.scope, accord, party)
    insist(side_policy.may_set_liaison(request.actor, party=side))
    form = LiaisonForm(request.POST or None, actor=request.actor, side=side)
    if request.method == "POST" and form.is_valid():
        with refused(form):
            made = services.set_liaison(request.actor, party=side, **form.cleaned_data)
            saved(request, _("It is said how this party is reached."))
            return redirect("accords:liaison", made.pk)
    return page(request, "accords/liaison_form.html", form=form, accord=accord, name=side.name)


def liaison(request: Request, pk: int) -> HttpResponse:
    row = selectors.liaison(request.actor.scope, pk)
    context = liaison_page(request.actor, row)
    return page(request, "accords/liaison.html", reason_form=ReasonForm(), **context)


@_form_methods
def change_liaison(request: Request, pk: int) -> HttpResponse:
    row = selectors.liaison(request.actor.scope, pk)
    insist(side_policy.may_change_liaison(request.actor, liaison=row))
    form = LiaisonForm(
        request.POST or None,
        initial=LiaisonForm.kept(row),
        actor=request.actor,
        side=row,
    )
    if request.method == "POST" and form.is_valid():
        change = partial(services.change_liaison, request.actor, liaison=row)
        with refused(form):
            made = change(**form.cleaned_data)
            saved(request, _("The change is saved. What was agreed before stays on record."))
            return redirect("accords:liaison", made.pk)
    return page(
        request,
        "accords/liaison_form.html",
        form=form,
        accord=row.accord,
        name=row.party,
        liaison=row,
    )


@require_POST
def end_liaison(request: Request, pk: int) -> HttpResponse:
    row = selectors.liaison(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.end_liaison(request.actor, liaison=row, reason=form.cleaned_data["reason"])
    saved(request, _("It is recorded that this party is no longer reached this way."))
    return redirect("accords:liaison", pk)
