"""Coordinators and administrators do nothing before a second factor was shown."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts import demonstration
from lianjian.ground.accounts.acting import Acting
from lianjian.ground.accounts.models import Person
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock

from .makers import SECRET, code_now, request_through, sign_in, sign_in_wholly, with_second_factor

GUARDED = [
    "county_coordinator",
    "province_coordinator",
    "system_admin",
    "security_admin",
    "auditor",
]


def acts(client: Client) -> bool:
    """Whether a request through this browser has a post behind it."""
    return request_through(client).acting is not None


@pytest.mark.parametrize("role", GUARDED)
@pytest.mark.parametrize("page", ["/today", "/account/", "/account/posts", "/account/slips"])
def test_who_has_none_is_sent_to_set_it_up_before_anything_else(world: World, role: str, page: str):
    post = makers.a_post(Role(role), division=world.county)
    client = Client()
    sign_in(client, post.person)
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/second-factor/set-up/")


def test_nothing_can_be_sent_through_the_post_either(world: World):
    client = Client()
    sign_in(client, world.mei.post.person)
    answer = client.post(f"/account/posts/{world.lin.post.pk}/end")
    assert answer.status_code == 302
    assert "second-factor" in answer["Location"]


def test_control_without_the_redirect_the_post_is_still_taken_away(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    """Two walls: the redirect falls, and the request still has no post and sees no county."""
    from lianjian.ground.accounts import second_factor

    monkeypatch.setattr(second_factor.SecondFactor, "process_view", lambda _self, *_request: None)
    client = Client()
    sign_in(client, world.mei.post.person)
    assert not acts(client)
    assert client.post(f"/account/posts/{world.lin.post.pk}/end").status_code == 404


def test_control_without_both_walls_the_post_acts(world: World, monkeypatch: pytest.MonkeyPatch):
    """The helper ``acts`` must see a middleware that forgot the second factor."""
    from lianjian.ground.accounts import acting, second_factor

    monkeypatch.setattr(second_factor.SecondFactor, "process_view", lambda _self, *_request: None)
    monkeypatch.setattr(acting, "showed_second_factor", lambda _request: True)
    client = Client()
    sign_in(client, world.mei.post.person)
    assert acts(client)
    assert Acting is not None


def test_it_is_set_up_with_a_right_code_and_gives_recovery_codes(world: World):
    client = Client()
    sign_in(client, world.mei.post.person)
    client.post("/account/reauthenticate/", {"password": makers.PASSWORD})
    page = client.get("/account/second-factor/set-up/")
    secret = page.context["form"].secret
    refused = client.post("/account/second-factor/set-up/", {"code": "000000"})
    assert refused.status_code == 200
    assert not acts(client)
    done = client.post("/account/second-factor/set-up/", {"code": code_now(secret)})
    assert done["Location"].endswith("/account/recovery-codes/")
    assert acts(client)
    assert client.get("/account/recovery-codes/").status_code == 200


def test_at_sign_in_the_code_is_asked_for_and_only_then_is_one_in(world: World):
    with_second_factor(world.mei.post.person)
    client = Client()
    answer = sign_in(client, world.mei.post.person)
    assert answer["Location"].endswith("/account/second-factor/show/")
    assert client.get("/account/").status_code == 302
    client.post("/account/second-factor/show/", {"code": "000000"})
    assert client.get("/account/").status_code == 302
    client.post("/account/second-factor/show/", {"code": code_now()})
    assert acts(client)


def test_a_code_is_good_once_as_long_as_a_tolerant_clock_would_take_it(world: World):
    with_second_factor(world.mei.post.person)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        code = code_now()
        first, thief = Client(), Client()
        for client in (first, thief):
            sign_in(client, world.mei.post.person)
        first.post("/account/second-factor/show/", {"code": code})
        traveller.shift(dt.timedelta(seconds=31))
        thief.post("/account/second-factor/show/", {"code": code})
        assert acts(first)
        assert not acts(thief)


def test_ten_wrong_codes_close_the_way(world: World):
    with_second_factor(world.mei.post.person)
    client = Client()
    sign_in(client, world.mei.post.person)
    for number in range(10):
        client.post("/account/second-factor/show/", {"code": f"{number:06d}"})
    client.post("/account/second-factor/show/", {"code": code_now()})
    assert client.get("/account/").status_code == 302


def test_a_recovery_code_lets_in_once(world: World):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with_second_factor(world.mei.post.person)
    code = RecoveryCodes.activate(world.mei.post.person).get_unused_codes()[0]
    for client, expected in ((Client(), True), (Client(), False)):
        sign_in(client, world.mei.post.person)
        client.post("/account/second-factor/show/", {"code": code})
        assert (client.get("/account/").status_code == 200) is expected


def test_who_needs_it_cannot_put_it_down(world: World):
    with_second_factor(world.mei.post.person)
    client = Client()
    sign_in_wholly(client, world.mei.post.person)
    client.post("/account/reauthenticate/", {"password": makers.PASSWORD})
    client.post("/account/second-factor/put-down/")
    assert Authenticator.objects.filter(user=world.mei.post.person, type="totp").exists()


def test_who_does_not_need_it_may_have_it_and_put_it_down(world: World):
    with_second_factor(world.lin.post.person)
    client = Client()
    sign_in_wholly(client, world.lin.post.person)
    assert acts(client)
    client.post("/account/reauthenticate/", {"password": makers.PASSWORD})
    client.post("/account/second-factor/put-down/")
    assert not Authenticator.objects.filter(user=world.lin.post.person).exists()


def test_a_village_post_beside_a_coordinators_waits_too(world: World):
    makers.a_post(Role.LIAISON, person=world.mei.post.person, organisation=world.university)
    client = Client()
    sign_in(client, world.mei.post.person)
    assert "second-factor" in client.get("/today")["Location"]


def test_a_secretary_needs_none(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    assert acts(client)


def test_a_session_from_before_the_appointment_is_asked_for_it(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    with_second_factor(world.lin.post.person)
    makers.a_post(Role.COUNTY_COORDINATOR, person=world.lin.post.person, division=world.county)
    answer = client.get("/account/")
    assert answer["Location"].startswith("/account/second-factor/again/")
    client.post("/account/second-factor/again/", {"code": code_now()})
    assert acts(client)


def test_secrets_lie_sealed_in_the_database(world: World):
    person = with_second_factor(world.mei.post.person)
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert SECRET not in stored
    assert stored.startswith("sm4-gcm:")


# -- the demonstration --


def test_a_demonstration_shows_the_code_of_its_own_people_only(world: World, settings: object):
    person = with_second_factor(world.mei.post.person)
    assert demonstration.present_code(person) == ""
    settings.DEMO = True  # type: ignore[attr-defined]
    assert demonstration.present_code(person) == ""
    Person.objects.filter(pk=person.pk).update(is_demo=True)
    person.refresh_from_db()
    client = Client()
    sign_in(client, person)
    page = client.get("/account/second-factor/show/")
    assert code_now() in page.content.decode()
    settings.DEMO = False  # type: ignore[attr-defined]
    assert code_now() not in client.get("/account/second-factor/show/").content.decode()
