"""Single sign-on by OpenID Connect: only for people that the product already knows.

What allauth leaves open is closed here: the ID token's signature is always checked, with an
asymmetric algorithm; its nonce must be the one that belongs to the ``state`` of this browser; the
user-info answer must be about the same subject; and no claim beside the one that is configured is
kept. On the first sign-in a person is found by ``LIANJIAN_OIDC_CLAIM``; from then on by the link.
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

from lianjian.ground.core import crypto

from .models import Person

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"})
"""Never ``none``, and never a shared-key algorithm under a public key."""

SECONDS = 5


def nonce_of(state: str) -> str:
    """The nonce that goes with a ``state``: the state lives in the session and is used once."""
    return crypto.keyed_digest("oidc nonce", state.encode()).hex()


class WithNonce(OAuth2Client):  # type: ignore[misc]
    def get_redirect_url(self, url: str, scope: list[str], extra: dict[str, str]) -> str:
        answer: str = super().get_redirect_url(
            url, scope, {**extra, "nonce": nonce_of(self.state or "")}
        )
        return answer


class Strict(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Reads the issuer's answer, and believes only what is signed for us, now, for this browser."""

    client_class = WithNonce

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> SocialLogin:
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("The issuer sent no ID token.")
        claims = self._decode_id_token(app, signed)
        if "exp" not in claims:
            raise OAuth2Error("The ID token never ends.")
        expected = nonce_of(request.GET.get("state", ""))
        if not crypto.same(str(claims.get("nonce", "")).encode(), expected.encode()):
            raise OAuth2Error("The ID token was made for another sign-in.")
        told = self._fetch_user_info(token.token)
        if told.get("sub") != claims.get("sub"):
            raise OAuth2Error("The user-info answer is about somebody else.")
        login = self.get_provider().sociallogin_from_response(
            request, {"id_token": claims, "userinfo": told}
        )
        login.claims = {**told, **claims}
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False  # else allauth trusts the token without looking
        try:
            algorithm = _algorithm(id_token)
            if algorithm not in ALGORITHMS:
                raise OAuth2Error(f"The ID token is signed with {algorithm}.")
            claims: dict[str, Any] = super()._decode_id_token(app, id_token)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The ID token cannot be read.") from error
        return claims


def _algorithm(id_token: str) -> str:
    import jwt

    try:
        return str(jwt.get_unverified_header(id_token).get("alg"))
    except jwt.PyJWTError as error:
        raise OAuth2Error("The ID token cannot be read.") from error


class StrictProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Strict

    def extract_extra_data(self, _data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing that the issuer says about the person: the subject is enough."""
        return {}


class OneStep(requests.Session):
    """Goes where the issuer's configuration says and follows nobody elsewhere.

    ``Session.get`` asks for redirects by name, so a default for them would not hold.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{**kwargs, "timeout": SECONDS, "allow_redirects": False})


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity from outside opens an existing account; it never makes one."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        found = super().get_provider(request, provider, client_id)
        return StrictProvider(request, app=found.app)

    def list_providers(self, request: HttpRequest) -> list[Any]:
        return [StrictProvider(request, app=found.app) for found in super().list_providers(request)]

    def pre_social_login(self, _request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        person = _known_by_claim(sociallogin)
        if person is not None:
            account: SocialAccount = sociallogin.account
            account.user = person
            account.save(force_insert=True)
            sociallogin.user = person

    def get_requests_session(self) -> requests.Session:
        return OneStep()


def _known_by_claim(sociallogin: SocialLogin) -> Person | None:
    """The person whom the configured claim names, who is not linked to another identity yet."""
    settings = sociallogin.provider.app.settings
    claim, field = settings.get("match_claim", ""), settings.get("match_field", "phone")
    claims = getattr(sociallogin, "claims", {})
    told = claims.get(claim) if claim else None
    if not isinstance(told, str) or not told or claims.get(f"{claim}_verified") is False:
        return None
    if field == "phone":
        told = told.replace(" ", "").replace("-", "").removeprefix("+86")
    person = Person.objects.filter(**{field: told}, is_active=True).first()
    linked = SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider)
    return None if person is None or linked.exists() else person


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the reader to the issuer."""
    return _with_provider(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the issuer's answer."""
    return _with_provider(OAuth2CallbackView, request, provider_id)


def _with_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = Strict(request, provider_id)
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (requests.RequestException, ValueError) as error:
        # The issuer does not answer, or not in JSON: a page that says so, not a fault of ours.
        answer = render_authentication_error(request, adapter.get_provider(), exception=error)
    return answer
