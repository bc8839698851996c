"""What the parties and the issuer do with a project: one POST each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope, Text
from lianjian.ground.ui.answers import carried_out
from lianjian.ground.ui.pages import page, saved

from .. import selectors, services
from ..forms import (
    AcceptForm,
    AnswerForm,
    CorrectStartForm,
    ListForm,
    ReachForm,
    ReopenForm,
    StartForm,
    WhyForm,
)
from ..models import Project, ProjectParty
from ..showing import project_page


def _done(
    request: Request, row: Project, name: str, form: Form, act: Callable[..., Any], word: Text
) -> HttpResponse:
    """Do it and go back to the project, or show on its page what the form lacks."""
    if carried_out(request, form, act, word):
        return redirect("projects:project", row.pk)
    context = project_page(request.actor, row, **{name: form})
    return page(request, "projects/project.html", **context)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    party = _own_party(request, row)
    return _done(
        request,
        row,
        "answer_form",
        AnswerForm(request.POST),
        lambda **given: services.answer(request.actor, party=party, **given),
        _("Your answer stands beside your name."),
    )


def _own_party(request: Request, row: Project) -> ProjectParty:
    """The party for which the form was, or the reader's own; raises OutOfScope for any other."""
    asked = request.POST.get("party", "")
    if asked.isdecimal():
        return selectors.party(request.actor.scope, int(asked))
    raise OutOfScope(ProjectParty.missing())


@require_POST
def list_for_year(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "list_form",
        ListForm(request.POST),
        lambda **given: services.list_for_year(request.actor, project=row, **given),
        _("The project stands on the annual list."),
    )


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "start_form",
        StartForm(request.POST),
        lambda **given: services.start(request.actor, project=row, **given),
        _("The project is under way."),
    )


@require_POST
def correct_start(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "correct_form",
        CorrectStartForm(request.POST),
        lambda **given: services.correct_start(request.actor, project=row, **given),
        _("The day is corrected. The project counts in that day's year."),
    )


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)

    def act(*, document: Any, **given: Any) -> None:
        file = document.read() if document else b""
        services.accept(request.actor, project=row, document=file, **given)

    form = AcceptForm(request.POST, request.FILES)
    return _done(request, row, "accept_form", form, act, _("The acceptance is recorded."))


@require_POST
def take_back_acceptance(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "take_back_form",
        ReopenForm(request.POST),
        lambda **given: services.reopen(request.actor, project=row, **given),
        _("The acceptance is taken back. The project is under way again."),
    )


@require_POST
def suspend(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "why_form",
        WhyForm(request.POST),
        lambda **given: services.suspend(request.actor, project=row, **given),
        _("The project rests."),
    )


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    services.resume(request.actor, project=row)
    saved(request, _("The project goes on."))
    return redirect("projects:project", pk)


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    return _done(
        request,
        row,
        "why_form",
        WhyForm(request.POST),
        lambda **given: services.cancel(request.actor, project=row, **given),
        _("The project is cancelled. It leaves the list and the indicators."),
    )


@require_POST
def reach(request: Request, pk: int, milestone: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    one = selectors.milestone(request.actor.scope, milestone)
    form = ReachForm(request.POST)

    def act(**given: Any) -> None:
        services.reach_milestone(request.actor, milestone=one, **given)

    return _done(request, row, f"reach_{one.pk}", form, act, _("The milestone is reached."))


@require_POST
def reopen(request: Request, pk: int, milestone: int) -> HttpResponse:
    row = selectors.project(request.actor.scope, pk)
    one = selectors.milestone(request.actor.scope, milestone)
    form = ReopenForm(request.POST)

    def act(**given: Any) -> None:
        services.reopen_milestone(request.actor, milestone=one, **given)

    return _done(request, row, f"reopen_{one.pk}", form, act, _("The milestone is open again."))
