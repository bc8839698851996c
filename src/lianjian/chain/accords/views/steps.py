"""What the issuer and the parties do with a whole text: one POST each."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.ui.pages import saved

from .. import selectors, services
from ..forms import CommentForm, DayForm, ReasonForm
from ..models import AccordParty, Clause
from ..services.completeness import newest_text


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why, for those who read it later."), fields={"reason": _("missing")})
    return str(form.cleaned_data["reason"])


@require_POST
def consult(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.consult(request.actor, accord=row, comment_by=DayForm(request.POST).given())
    saved(request, _("The text is with its parties. They may comment now."))
    return redirect("accords:accord", pk)


@require_POST
def comment(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    text = newest_text(row)
    form = CommentForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Write between 1 and 500 characters."), fields={"text": _("missing")})
    given = form.cleaned_data
    services.comment(
        request.actor,
        version=text,
        text=given["text"],
        clause=_part(Clause, request, given["clause"]),
        party=_part(AccordParty, request, given["party"]),
        no_objection=given["no_objection"],
    )
    saved(request, _("Your comment stands beside the text."))
    return redirect("accords:accord", pk)


P = TypeVar("P", Clause, AccordParty)


def _part(model: type[P], request: Request, key: int | None) -> P | None:
    return model.get_within(request.actor.scope, pk=key) if key else None


@require_POST
def open_for_signing(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    address = request.build_absolute_uri(reverse("verify", args=[row.code]))
    services.open_for_signing(
        request.actor, accord=row, sign_by=DayForm(request.POST).given(), address=address
    )
    saved(request, _("The text is frozen and open for signing."))
    return redirect("accords:accord", pk)


@require_POST
def recall(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.recall(request.actor, accord=row, reason=_reason(request))
    saved(request, _("The text is taken back. Put it right and send it again."))
    return redirect("accords:revise", pk)


@require_POST
def amend(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.amend(request.actor, accord=row)
    saved(request, _("The next text is begun. The present one stays in force until it is signed."))
    return redirect("accords:revise", pk)


@require_POST
def fall_back(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.fall_back(request.actor, accord=row, reason=_reason(request))
    saved(request, _("The amendment is withdrawn."))
    return redirect("accords:accord", pk)


@require_POST
def lapse(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.lapse(request.actor, accord=row, reason=_reason(request))
    saved(request, _("The accord is given up."))
    return redirect("accords:accord", pk)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.end(request.actor, accord=row, reason=_reason(request))
    saved(request, _("The accord has ended."))
    return redirect("accords:accord", pk)


@require_POST
def terminate(request: Request, pk: int) -> HttpResponse:
    row = selectors.accord(request.actor.scope, pk)
    services.terminate(request.actor, accord=row, reason=_reason(request))
    saved(request, _("The accord is terminated."))
    return redirect("accords:accord", pk)
