"""The one place that turns a refusal into a page a person can act on."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core import commands
from lianjian.ground.core.verdicts import AskAgain, Busy, Denied, Refused, wants_fragment

FORM_KEY = "_key"

LOCKED = "database is locked"
"""What SQLite says when a writer has waited for another in vain."""


class Refusals:
    """Runs a form at most once for its key, and answers every ``Refused`` with its reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with commands.once(lambda: _key_of(request)):
            answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            # Somebody opened the address of a step: after a refusal it stands in the address bar.
            told = render(request, "ui/only_a_step.html", status=answer.status_code)
            told.headers["Allow"] = answer.headers.get("Allow", "POST")
            return told
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError) and LOCKED in str(error):
            error = Busy(_("Others are writing just now, for longer than one can wait."))
        if not isinstance(error, Refused):
            return None
        if isinstance(error, AskAgain):
            return _ask_again(request)
        if isinstance(error, Denied) and not request.user.is_authenticated:
            return to_sign_in(request)
        template = "ui/refused_fragment.html" if wants_fragment(request) else "ui/refused.html"
        answer = render(request, template, {"refusal": error}, status=error.status)
        if isinstance(error, Busy):
            answer.headers["Retry-After"] = "5"
        return answer


def _key_of(request: HttpRequest) -> str:
    return request.POST.get(FORM_KEY, "")[:64] if request.method == "POST" else ""


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where the reader wanted to go."""
    return _to(resolve_url("account_login"), request)


def _ask_again(request: HttpRequest) -> HttpResponse:
    return _to(reverse("account_reauthenticate"), request)


def _to(address: str, request: HttpRequest) -> HttpResponse:
    """To another page and then back here (to the page the form was on, for a form)."""
    back = request.get_full_path()
    if request.method != "GET":
        back = request.META.get("HTTP_REFERER", "/")
    address = f"{address}?{urlencode({'next': back})}"
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
