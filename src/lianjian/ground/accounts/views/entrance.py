"""allauth's own pages, where ours say more or do more."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ShowAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from .. import demonstration
from ..models import Person
from ..second_factor import has_second_factor

FIRST = 12
"""So many demonstration accounts are shown at once; the others are folded away."""


class SignIn(LoginView):  # type: ignore[misc]
    """Sign in; a demonstration shows its people, and one touch writes a name into the form."""

    def get_initial(self) -> dict[str, Any]:
        name = self.request.GET.get("user", "")[:40] if settings.DEMO else ""
        return {**super().get_initial(), "login": name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = demonstration.accounts() if settings.DEMO else []
        return {
            **super().get_context_data(**kwargs),
            "demo_accounts": shown[:FIRST],
            "more_demo_accounts": shown[FIRST:],
            "demo_password": demonstration.DEMO_PASSWORD,
        }


class ShowCodePage(AuthenticateView):  # type: ignore[misc]
    """The second factor at sign-in; a demonstration shows the present code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = demonstration.present_code(self.stage.login.user)
        return {**super().get_context_data(**kwargs), "demo_code": code}


class ShowCodeAgainPage(ShowAgainView):  # type: ignore[misc]
    """The second factor asked for again; a demonstration shows the present code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = demonstration.present_code(self.request.user)
        return {**super().get_context_data(**kwargs), "demo_code": code}


class SetUpSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Set up a second factor. Who just typed a right code has shown it for this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_authentication(
            self.request,
            self.request.user,
            method="mfa",
            type=Authenticator.Type.TOTP.value,
            reauthenticated=True,
        )
        return answer


class ShowItIsYou(ReauthenticateView):  # type: ignore[misc]
    """Asked again by password; who has none shows the second factor, or signs in by SSO again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if isinstance(person, Person) and not (
            person.has_usable_password() or has_second_factor(person)
        ):
            return _sso_again(request)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


def _sso_again(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.GET.get("next", "/"), "auth_params": "prompt=login"})
    return HttpResponseRedirect(f"{reverse('openid_connect_login', args=['sso'])}?{query}")


def to_my_account(_request: HttpRequest) -> HttpResponse:
    """Where allauth leads after a change: our page shows what its own index would."""
    return HttpResponseRedirect(reverse("accounts:me"))
