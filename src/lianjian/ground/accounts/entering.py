"""The last step of every way in: through allauth, so that a second factor is asked for."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from . import devices
from .models import Person


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as the trusted proxies tell."""
    return cast("str", get_client_ip(request) or "")


def come_in(request: HttpRequest, person: Person, *, how: str, remember: bool) -> HttpResponse:
    """Sign a person in who has just shown who they are in a way of our own (a slip)."""
    if request.user.is_authenticated:
        logout(request)
    request.session[devices.SESSION_REMEMBER] = remember
    record_authentication(request, person, method=how)
    answer: HttpResponse = perform_login(request, Login(user=person))
    return answer
