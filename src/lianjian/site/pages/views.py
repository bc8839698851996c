from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianjian.beside.intake import policy as intake
from lianjian.beside.intake import second_reader
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core import clock
from lianjian.ground.core.actors import NOBODY, Actor
from lianjian.ground.core.today import waiting_for
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.ui.pages import page, saved

from . import figures, writing


def home(request: Request) -> HttpResponse:
    """What everybody may know, and the way in."""
    return page(
        request,
        "site/home.html",
        figures=figures.figures(),
        parts_to_come=figures.parts_to_come(),
    )


def find(request: Request) -> HttpResponse:
    """From what somebody read off a paper to the page that verifies it."""
    code = re.sub(r"[^0-9A-Za-z]", "", request.GET.get("q", ""))[:20].upper()
    if not code:
        return redirect("verify")
    return redirect("verify", "-".join(code[at : at + 4] for at in range(0, len(code), 4)))


def help_page(request: Request) -> HttpResponse:
    return page(request, "site/help.html")


def today(request: Request) -> HttpResponse:
    """What waits for the reader, one line each; above it the box to write into."""
    return _today(request, writing.Line(actor=_signed_in(request)))


@require_POST
def write(request: Request) -> HttpResponse:
    actor = _signed_in(request)
    form = writing.Line(request.POST, actor=actor)
    if not form.is_valid():
        return _today(request, form, status=422)
    try:
        made = writing.put_out(actor, **form.cleaned_data)
    except Invalid as refusal:
        form.add_error("title", str(refusal))
        return _today(request, form, status=422)
    words = writing.words_for(actor)
    saved(request, words.done if words else "", writing.undo_address(made))
    return redirect("today")


def _signed_in(request: Request) -> Actor:
    """The actor; raises Denied (which leads to the sign-in page) for whoever is nobody."""
    if request.actor == NOBODY:
        raise Denied(_("Sign in to see what waits for you."))
    return request.actor


def _today(request: Request, form: writing.Line, status: int = 200) -> HttpResponse:
    return page(
        request,
        "site/today.html",
        status=status,
        form=form,
        may_hand_in=bool(intake.may_hand_in(request.actor)),
        notice=second_reader.notice(),
        words=writing.words_for(request.actor),
        matters=waiting_for(request.actor),
        day=clock.today(),
        parts_to_come=figures.parts_to_come(),
    )
