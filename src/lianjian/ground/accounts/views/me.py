"""One's own account: posts, devices, password, second factor, one's data."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.ui.pages import page, saved

from .. import devices, selectors
from ..acting import Request
from ..confirming import confirmed
from ..forms import CorrectForm, blame
from ..models import Person
from ..second_factor import has_second_factor, needs_second_factor
from ..services.correct_person import correct_person
from ..services.export_my_data import export_my_data
from ..services.sign_in import sign_out_device, sign_out_everywhere


def _person(request: Request) -> Person:
    if request.actor.person is None:
        raise Denied(_("Sign in first."))
    return cast("Person", request.user)


def me(request: Request) -> HttpResponse:
    """What is mine here."""
    person = _person(request)
    return page(
        request,
        "accounts/me.html",
        person=person,
        posts=selectors.my_posts(person),
        devices=selectors.devices_of(person),
        here=request.session.get(devices.SESSION_DEVICE),
        has_second_factor=has_second_factor(person),
        needs_second_factor=needs_second_factor(person),
    )


@confirmed
def correct(request: Request) -> HttpResponse:
    """Correct one's own name and phone number."""
    person = _person(request)
    form = CorrectForm(
        request.POST or None, initial={"name": person.name, "phone": person.phone or ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_person(request.actor, **form.cleaned_data)
        except Invalid as refusal:
            blame(form, refusal)
        else:
            saved(request, _("Your name and number are saved."))
            return redirect("accounts:me")
    return page(request, "accounts/correct.html", form=form, status=422 if form.errors else 200)


@confirmed
def export(request: Request) -> HttpResponse:
    """One's own data as a file: asked for with a button, because it is written down."""
    if request.method != "POST":
        return page(request, "accounts/export.html")
    answer = JsonResponse(
        export_my_data(request.actor), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def end_device(request: Request, pk: int) -> HttpResponse:
    """Sign out one of one's devices."""
    device = selectors.device(_person(request), pk)
    if device is None:
        raise OutOfScope(_("There is no such device of yours."))
    sign_out_device(request.actor, device=device)
    saved(request, _("That device is signed out."))
    return redirect("accounts:me")


@require_POST
def end_devices(request: Request) -> HttpResponse:
    """Sign out everywhere else, or everywhere."""
    _person(request)
    here = request.session.get(devices.SESSION_DEVICE)
    sign_out_everywhere(request.actor, but=here if "else" in request.POST else None)
    saved(request, _("You are signed out on the other devices."))
    return redirect("accounts:me")
