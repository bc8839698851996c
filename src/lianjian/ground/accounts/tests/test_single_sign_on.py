"""Single sign-on against an issuer that really listens: known people come in, lies do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import Request
from lianjian.ground.accounts.models import Person
from lianjian.ground.accounts.services.disable_person import disable_person
from lianjian.ground.accounts.single_sign_on import OneStep

from . import issuer as oidc
from .issuer import Issuer
from .makers import code_now, request_through, with_second_factor

pytestmark = pytest.mark.once
PHONE = "13900000001"


@pytest.fixture
def lin(world: World) -> Person:
    person = world.lin.post.person
    person.phone = PHONE
    person.save(update_fields=["phone"])
    return person


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    with Issuer({"sub": "subject-1", "phone_number": f"+86 {PHONE}"}) as made:
        settings.SOCIALACCOUNT_PROVIDERS = made.provider_settings()
        yield made


def walk(client: Client, **change: str) -> Any:
    """As a browser walks: our page, the issuer, and back; ``change`` alters the way back."""
    assert client.get("/account/sso/sso/").status_code == 200
    away = client.post("/account/sso/sso/")
    assert away.status_code == 302, away.content.decode()
    back = httpx.get(away["Location"], trust_env=False).headers["Location"]
    query = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()}
    return client.get("/account/sso/sso/back/", {**query, **change})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_known_person_comes_in_by_their_phone_number(lin: Person, issuer: Issuer):
    client = Client()
    walk(client)
    assert is_in(client)
    assert request_through(client).user == lin


def test_state_nonce_and_pkce_are_sent(lin: Person, issuer: Issuer):
    walk(Client())
    [asked] = issuer.asked
    assert len(asked["nonce"]) == 64
    assert len(asked["state"]) >= 16
    assert asked["code_challenge_method"] == "S256"
    assert "openid" in asked["scope"]


def test_no_two_sign_ins_share_a_nonce(lin: Person, issuer: Issuer):
    for _time in range(2):
        walk(Client())
    assert issuer.asked[0]["nonce"] != issuer.asked[1]["nonce"]


def test_from_then_on_the_link_counts_and_not_the_number(lin: Person, issuer: Issuer):
    walk(Client())
    assert SocialAccount.objects.get(user=lin).uid == "subject-1"
    issuer.claims["phone_number"] = "13999999999"
    client = Client()
    walk(client)
    assert request_through(client).user == lin


def test_nobody_else_takes_over_a_linked_person(lin: Person, issuer: Issuer):
    walk(Client())
    issuer.claims["sub"] = "subject-2"  # the number was given to somebody else
    client = Client()
    walk(client)
    assert not is_in(client)
    assert SocialAccount.objects.count() == 1


def test_an_unknown_number_opens_no_account(world: World, issuer: Issuer):
    before = Person.objects.count()
    client = Client()
    answer = walk(client)
    assert not is_in(client)
    assert Person.objects.count() == before
    assert "lj-top" in answer.content.decode()


def test_without_a_configured_claim_nobody_is_found(lin: Person, issuer: Issuer, settings: Any):
    settings.SOCIALACCOUNT_PROVIDERS = issuer.provider_settings(claim="")
    client = Client()
    walk(client)
    assert not is_in(client)


def test_a_user_name_claim_may_be_compared_instead(world: World, issuer: Issuer, settings: Any):
    issuer.claims["preferred_username"] = world.lin.post.person.username
    settings.SOCIALACCOUNT_PROVIDERS = issuer.provider_settings("preferred_username", "username")
    client = Client()
    walk(client)
    assert request_through(client).user == world.lin.post.person


def test_a_number_that_the_issuer_has_not_checked_is_not_believed(lin: Person, issuer: Issuer):
    issuer.claims["phone_number_verified"] = False
    client = Client()
    walk(client)
    assert not is_in(client)


def test_a_closed_access_stays_closed(world: World, lin: Person, issuer: Issuer):
    walk(Client())
    disable_person(world.mei.actor, person=lin)
    client = Client()
    walk(client)
    assert not is_in(client)


def test_a_coordinator_still_shows_the_second_factor(world: World, issuer: Issuer):
    mei = with_second_factor(world.mei.post.person)
    mei.phone = PHONE
    mei.save(update_fields=["phone"])
    client = Client()
    answer = walk(client)
    assert answer["Location"].endswith("/account/second-factor/show/")
    assert not is_in(client)
    client.post("/account/second-factor/show/", {"code": code_now()})
    assert is_in(client)


def test_nothing_that_the_issuer_says_is_kept(lin: Person, issuer: Issuer):
    issuer.claims |= {"name": "Somebody", "email": "a@example.org", "address": "x"}
    walk(Client())
    assert SocialAccount.objects.get(user=lin).extra_data == {}
    assert SocialToken.objects.count() == 0
    lin.refresh_from_db()
    assert lin.email == ""


def test_the_session_gets_another_key(lin: Person, issuer: Issuer):
    client = Client()
    client.get("/account/sso/sso/")
    client.post("/account/sso/sso/")
    before = client.cookies["sessionid"].value
    walk(client)
    assert client.cookies["sessionid"].value != before


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"tamper": lambda claims: {**claims, "nonce": "0" * 64}},
    "no nonce": {"tamper": lambda claims: {key: v for key, v in claims.items() if key != "nonce"}},
    "another audience": {"tamper": lambda claims: {**claims, "aud": "somebody-else"}},
    "another issuer": {"tamper": lambda claims: {**claims, "iss": "https://example.org"}},
    "expired": {"tamper": lambda claims: {**claims, "exp": claims["iat"] - 60}},
    "no expiry": {"tamper": lambda claims: {key: v for key, v in claims.items() if key != "exp"}},
    "signed by another": {"sign": oidc.signed_by_another},
    "not signed": {"sign": oidc.unsigned},
    "signed with a shared key": {"sign": oidc.signed_with_the_client_secret},
    "not a token": {"sign": lambda _claims: "not.a.token"},
    "no token": {"sign": lambda _claims: ""},
    "user info about somebody else": {"user_info": {"sub": "subject-9"}},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused(lin: Person, issuer: Issuer, lie: str):
    for name, value in LIES[lie].items():
        setattr(issuer, name, value)
    client = Client()
    answer = walk(client)
    assert answer.status_code == 401
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_another_state_is_refused(lin: Person, issuer: Issuer):
    client = Client()
    assert walk(client, state="x" * 16).status_code == 401
    assert not is_in(client)


def test_an_answer_in_another_browser_is_refused(lin: Person, issuer: Issuer):
    """Login fixation: the attacker's own answer, put into somebody else's browser."""
    attacker, victim = Client(), Client()
    attacker.get("/account/sso/sso/")
    away = attacker.post("/account/sso/sso/")
    back = httpx.get(away["Location"], trust_env=False).headers["Location"]
    query = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()}
    assert victim.get("/account/sso/sso/back/", query).status_code == 401
    assert not is_in(victim)


def test_an_answer_is_taken_once(lin: Person, issuer: Issuer):
    client = Client()
    client.get("/account/sso/sso/")
    away = client.post("/account/sso/sso/")
    back = httpx.get(away["Location"], trust_env=False).headers["Location"]
    query = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()}
    client.get("/account/sso/sso/back/", query)
    assert is_in(client)
    again = Client()
    again.cookies = client.cookies
    assert again.get("/account/sso/sso/back/", query).status_code == 401


def test_broken_off_at_the_issuer_says_so(lin: Person, issuer: Issuer):
    client = Client()
    answer = walk(client, error="access_denied")
    assert answer["Location"].endswith("/account/sso/cancelled/")
    assert client.get(answer["Location"]).status_code == 200


def test_an_issuer_that_does_not_answer_is_no_fault_of_ours(
    lin: Person, issuer: Issuer, settings: Any
):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    client = Client()
    assert client.post("/account/sso/sso/").status_code == 401


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_redirect_of_the_issuer_is_not_followed(method: str):
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, args=[oidc.QUICKLY], daemon=True).start()
        answer = getattr(OneStep(), method)(f"http://127.0.0.1:{server.server_port}/here")
        server.shutdown()
    assert (answer.status_code, asked) == (302, ["/here"])


def test_another_provider_does_not_exist(lin: Person, issuer: Issuer):
    assert Client().get("/account/sso/other/").status_code == 404


def test_without_configuration_there_is_no_button(db: None, settings: Any):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "/account/sso/" not in Client().get("/account/login/").content.decode()


def test_with_it_there_is_one(db: None, issuer: Issuer):
    page = Client().get("/account/login/").content.decode()
    assert "/account/sso/sso/" in page
    assert "统一登录" in page


def test_who_has_no_password_confirms_by_signing_in_there_again(lin: Person, issuer: Issuer):
    lin.set_unusable_password()
    lin.save(update_fields=["password"])
    client = Client()
    walk(client)
    answer = client.get("/account/reauthenticate/?next=/account/me")
    assert "/account/sso/sso/" in answer["Location"]
    assert "prompt" in answer["Location"]
    away = client.post(answer["Location"])
    assert "prompt=login" in away["Location"]
    back = httpx.get(away["Location"], trust_env=False).headers["Location"]
    query = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()}
    done = client.get("/account/sso/sso/back/", query)
    assert done["Location"] == "/account/me"
    request: Request = request_through(client)
    assert request.actor.confirmed_at is not None


@pytest.mark.parametrize("lie", ["another nonce", "signed by another"])
def test_control_allauths_own_adapter_would_believe_it(
    lin: Person, issuer: Issuer, lie: str, monkeypatch: pytest.MonkeyPatch
):
    """What our adapter adds is needed: without it the same lie opens the door."""
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    from lianjian.ground.accounts import single_sign_on

    class Trusting(single_sign_on.Strict):
        def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> Any:
            login = OpenIDConnectOAuth2Adapter.complete_login(self, request, app, token, **kwargs)
            login.claims = issuer.claims
            return login

        def _decode_id_token(self, app: Any, id_token: str) -> Any:
            return OpenIDConnectOAuth2Adapter._decode_id_token(self, app, id_token)

    monkeypatch.setattr(single_sign_on, "Strict", Trusting)
    for name, value in LIES[lie].items():
        setattr(issuer, name, value)
    client = Client()
    walk(client)
    assert is_in(client)
    assert makers.PASSWORD
