from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.journal import telling
from lianjian.ground.ui.pages import page, saved

from .. import policy, selectors, services
from ..forms import NoteForm, ReasonForm
from ..life import CLAUSE


def clause(request: Request, pk: int) -> HttpResponse:
    """One promise: what became of it, and what its reader may say about it."""
    row = selectors.clause(request.actor.scope, pk)
    works = bool(policy.may_work_on(request.actor, clause=row)) and row.version.is_in_force
    waives = bool(policy.may_waive(request.actor, clause=row)) and row.version.is_in_force
    return page(
        request,
        "accords/clause.html",
        clause=row,
        owners=selectors.owners_of(row),
        lines=telling.history_of(row),
        may_begin=works and CLAUSE.can(row.state, "begin"),
        may_fulfil=works and CLAUSE.can(row.state, "fulfil"),
        may_waive=waives and CLAUSE.can(row.state, "waive"),
        may_reopen=works and CLAUSE.can(row.state, "reopen"),
        note_form=NoteForm(),
        reason_form=ReasonForm(),
    )


@require_POST
def begin(request: Request, pk: int) -> HttpResponse:
    row = selectors.clause(request.actor.scope, pk)
    services.begin_clause(request.actor, clause=row)
    saved(request, _("Work on this promise has begun."))
    return redirect("accords:clause", pk)


@require_POST
def fulfil(request: Request, pk: int) -> HttpResponse:
    row = selectors.clause(request.actor.scope, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say what shows that it was kept."), fields={"note": _("missing")})
    services.fulfil_clause(request.actor, clause=row, note=form.cleaned_data["note"])
    saved(request, _("The promise is kept."))
    return redirect("accords:clause", pk)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    row = selectors.clause(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.reopen_clause(request.actor, clause=row, reason=form.cleaned_data["reason"])
    saved(request, _("It is taken back: work on this promise goes on."))
    return redirect("accords:clause", pk)


@require_POST
def waive(request: Request, pk: int) -> HttpResponse:
    row = selectors.clause(request.actor.scope, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    services.waive_clause(request.actor, clause=row, reason=form.cleaned_data["reason"])
    saved(request, _("The promise is waived."))
    return redirect("accords:clause", pk)
