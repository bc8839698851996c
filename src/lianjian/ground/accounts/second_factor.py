"""The second factor: who needs one, its secrets at rest, and the way to it.

Coordinators and administrators act only in a session that showed a second factor. Before that
every page sends them to set one up, or to show it; ``Acting`` has taken their post away already,
so what this middleware forgot would still refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import crypto
from lianjian.ground.core.verdicts import wants_fragment

from .acting import Request, posts_of
from .models import Person
from .roles import WITH_SECOND_FACTOR

ON_THE_WAY = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "openid_connect_login",
        "openid_connect_callback",
        "language",
        "set_language",
    }
)
"""Addresses that lead to the second factor, or out; everything else waits."""


def needs_second_factor(person: Person) -> bool:
    """Whether one of the posts a person holds today asks for a second factor."""
    return any(post.role in WITH_SECOND_FACTOR for post in posts_of(person))


def has_second_factor(person: Person) -> bool:
    """Whether a person has set one up."""
    held = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP)
    return bool(held.exists())


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed at rest, and whoever needs a second factor cannot put it down."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your post needs the second factor: it stays on."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; try the next."),
    }

    def encrypt(self, text: str) -> str:
        return crypto.seal("second factor", text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal("second factor", encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)


class SecondFactor:
    """Sends whoever owes a second factor to it before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        asked = cast("Request", request)
        match = request.resolver_match
        name = match.url_name if match is not None else None
        if not asked.needs_second_factor or name in ON_THE_WAY:
            return None
        return _to_it(asked)


def _to_it(request: Request) -> HttpResponse:
    person = cast("Person", request.user)
    if has_second_factor(person):
        address = reverse("mfa_reauthenticate")
        messages.info(request, _("Your post needs a second factor. Show it to go on."))
    else:
        address = reverse("mfa_activate_totp")
        messages.info(request, _("Your post needs a second factor. Set it up once to go on."))
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    if request.method == "GET" and address == reverse("mfa_reauthenticate"):
        address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseRedirect(address)


class _OnceOnly:
    """A code is taken once, for as long as a tolerant clock would take it again.

    allauth remembers a used code for one period of 30 seconds; with a tolerance of one period on
    either side the same code would be good for another minute.
    """

    user: Person

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"lianjian.second-factor:{self.user.pk}:{code}", 1, timeout=120):
            raise forms.ValidationError(
                _("This code has been used. Wait for the next one."), code="used"
            )
        return code


class ShowCode(_OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""


class ShowCodeAgain(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    """The second factor, asked for again."""
