"""T15: a session cannot be fixed, outstayed, or kept after it was ended; with the controls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.conf import settings
from django.test import Client, override_settings
from tests import makers
from tests.campaigns import Reporter
from tests.cast import Character, World
from tests.makers import PASSWORD

from lianjian.ground.accounts import devices, sessions
from lianjian.ground.accounts.models import Device, Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.disable_person import disable_person, enable_person
from lianjian.ground.accounts.services.end_post import end_post
from lianjian.ground.core import clock

from .makers import request_through, sign_in, sign_in_wholly, with_second_factor

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def is_in(client: Client) -> bool:
    """Whether the browser is signed in: its own account answers."""
    return client.get("/account/").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def at_one_moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


# -- fixation --


def test_the_session_gets_another_key_at_sign_in(world: World):
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    planted = str(session.session_key)
    sign_in(client, world.lin.post.person)
    assert is_in(client)
    assert key_of(client) != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_in(thief)


def test_it_gets_another_key_when_its_person_shows_themselves_again(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    before = key_of(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert key_of(client) != before
    assert is_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(thief)


def test_it_gets_another_key_when_its_person_switches_posts(world: World):
    other = makers.a_post(Role.EXPERT, person=world.lin.post.person, organisation=world.society)
    client = Client()
    sign_in(client, world.lin.post.person)
    before = key_of(client)
    client.post(f"/account/posts/{other.pk}/switch")
    assert key_of(client) != before
    assert request_through(client).acting == other


# -- idle and absolute --


def outstays_idle(client: Client, traveller: time_machine.Traveller, limit: dt.timedelta) -> bool:
    """Whether a session still answers when it was idle for longer than ``limit``."""
    traveller.shift(limit + MINUTE)
    return is_in(client)


def outstays_absolute(
    client: Client, traveller: time_machine.Traveller, limit: dt.timedelta, step: dt.timedelta
) -> bool:
    """Whether a session in steady use still answers after ``limit``."""
    for _time in range(int(limit / step) + 1):
        traveller.shift(step)
        if not is_in(client):
            return False
    return True


def test_a_coordinator_is_out_after_thirty_idle_minutes(world: World):
    with at_one_moment() as traveller:
        client = world.mei.client()
        traveller.shift(29 * MINUTE)
        assert is_in(client)
        traveller.shift(29 * MINUTE)
        assert is_in(client)
        assert not outstays_idle(client, traveller, 30 * MINUTE)


@pytest.mark.campaign
def test_a_coordinator_is_out_after_twelve_hours_of_work(world: World, campaign: Reporter):
    with at_one_moment() as traveller:
        client = world.mei.client()
        assert not outstays_absolute(client, traveller, 12 * HOUR, 20 * MINUTE)
    campaign(
        "T15",
        "a stay that is idle, or open, for longer than its posts allow",
        size=len(Role),
        control="a middleware that forgets either limit is caught",
        outcome="signed out",
    )


def test_a_secretary_is_out_after_two_idle_hours_without_a_kept_device(world: World):
    with at_one_moment() as traveller:
        client = Client()
        sign_in(client, world.lin.post.person)
        traveller.shift(119 * MINUTE)
        assert is_in(client)
        assert not outstays_idle(client, traveller, 2 * HOUR)


def test_a_kept_device_lasts_thirty_days_and_no_longer(world: World):
    with at_one_moment() as traveller:
        client = Client()
        sign_in(client, world.lin.post.person, remember="on")
        for _day in range(29):
            traveller.shift(DAY)
            assert is_in(client)
        assert not outstays_absolute(client, traveller, 2 * DAY, DAY)


def test_a_coordinator_cannot_keep_a_device(world: World):
    with at_one_moment() as traveller:
        with_second_factor(world.mei.post.person)
        client = Client()
        sign_in_wholly(client, world.mei.post.person, remember="on")
        assert is_in(client)
        assert not outstays_idle(client, traveller, 30 * MINUTE)


def test_nobody_sleeps_in_their_lesser_post(world: World):
    """Who coordinates and is also a secretary keeps the coordinator's limits as secretary."""
    person = world.mei.post.person
    lesser = makers.a_post(Role.LIAISON, person=person, organisation=world.university)
    with at_one_moment() as traveller:
        client = world.mei.client()
        client.post(f"/account/posts/{lesser.pk}/switch")
        assert not outstays_idle(client, traveller, 30 * MINUTE)


def test_the_browser_forgets_the_cookie_unless_the_device_is_kept(world: World):
    passing, kept = Client(), Client()
    sign_in(passing, world.lin.post.person)
    sign_in(kept, world.lin.post.person, remember="on")
    assert passing.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert kept.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 3600


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("idle", lambda client, t: outstays_idle(client, t, 30 * MINUTE)),
        ("absolute", lambda client, t: outstays_absolute(client, t, 12 * HOUR, 20 * MINUTE)),
    ],
)
def test_control_a_middleware_without_the_check_is_caught(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    seen: Callable[[Client, time_machine.Traveller], bool],
):
    """The helpers that the tests above stand on must see a middleware that forgot one limit."""

    def forgetful(self: sessions.Limits, device: Device, now: dt.datetime) -> bool:
        if fault == "idle":
            return now - device.started_at > self.absolute
        return now - device.seen_at > self.idle

    monkeypatch.setattr(sessions.Limits, "passed", forgetful)
    with at_one_moment() as traveller:
        assert seen(world.mei.client(), traveller)


# -- ending --


def two_browsers(person: Person) -> tuple[Client, Client]:
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, person)
        assert is_in(client)
    return first, second


def test_signing_out_ends_the_session_itself_not_only_the_cookie(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    stolen = key_of(client)
    client.post("/account/logout/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert not is_in(thief)


@pytest.mark.campaign
def test_signing_out_everywhere_ends_all_at_once(world: World, campaign: Reporter):
    first, second = two_browsers(world.lin.post.person)
    first.post("/account/devices/end")
    assert not is_in(first)
    assert not is_in(second)
    campaign(
        "T15",
        "sessions that were ended elsewhere: everywhere, a closed access, a new password, a post",
        size=4,
        control="a session that does not look for its device lives on",
        outcome="ended at the next request",
    )


def test_signing_out_everywhere_else_keeps_this_device(world: World):
    first, second = two_browsers(world.lin.post.person)
    first.post("/account/devices/end", {"else": "1"})
    assert is_in(first)
    assert not is_in(second)


def test_one_device_is_signed_out_from_another(world: World):
    first, second = two_browsers(world.lin.post.person)
    other = second.session[devices.SESSION_DEVICE]
    first.post(f"/account/devices/{other}/end")
    assert is_in(first)
    assert not is_in(second)


def test_nobody_signs_out_somebody_elses_device(world: World):
    mine, theirs = Client(), Client()
    sign_in(mine, world.lin.post.person)
    sign_in(theirs, world.tao.post.person)
    other = theirs.session[devices.SESSION_DEVICE]
    assert mine.post(f"/account/devices/{other}/end").status_code == 404
    assert is_in(theirs)


def test_a_closed_access_ends_all_sessions_at_once_and_opens_none(world: World):
    first, second = two_browsers(world.lin.post.person)
    disable_person(world.mei.actor, person=world.lin.post.person)
    assert not is_in(first)
    assert not is_in(second)
    third = Client()
    sign_in(third, world.lin.post.person)
    assert not is_in(third)
    enable_person(world.mei.actor, person=world.lin.post.person)
    assert not is_in(first)
    sign_in(third, world.lin.post.person)
    assert is_in(third)


def test_a_new_password_ends_the_other_sessions(world: World):
    first, second = two_browsers(world.lin.post.person)
    new = "an altogether new password"
    answer = first.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert answer.status_code == 302
    assert is_in(first)
    assert not is_in(second)


def test_an_ended_post_gives_nothing_at_the_very_next_request(world: World):
    client = Client()
    sign_in(client, world.lin.post.person)
    assert request_through(client).acting == world.lin.post
    end_post(world.mei.actor, post=world.lin.post)
    request = request_through(client)
    assert request.acting is None
    assert request.actor.scope.ranges == ()


def test_control_a_session_that_does_not_look_for_its_device_is_caught(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    """Were a removed device not looked for, "everywhere" would not be everywhere."""
    first, second = two_browsers(world.lin.post.person)
    kept = Device.objects.get(pk=second.session[devices.SESSION_DEVICE])
    monkeypatch.setattr(devices, "of_session", lambda _session, _person: kept)
    first.post("/account/devices/end")
    assert is_in(second)


# -- cookies (that no POST is taken without a token: tests/permissions/test_tokens.py) --


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", devices.KNOWN_COOKIE])
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World, name: str):
    client = Client()
    sign_in(client, world.lin.post.person)
    client.get("/account/me")
    assert client.cookies[name]["httponly"] is True
    assert client.cookies[name]["samesite"] == "Lax"


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", devices.KNOWN_COOKIE])
@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_in_production_they_travel_by_https_only(world: World, name: str):
    client = Client()
    sign_in(client, world.lin.post.person)
    client.get("/account/me")
    assert client.cookies[name]["secure"] is True


# -- who counts --


def test_all_posts_count_for_the_limits():
    village, county = Role.VILLAGE_SECRETARY.value, Role.COUNTY_COORDINATOR.value
    assert sessions.limits_for([village], remembered=True) is sessions.KEPT
    assert sessions.limits_for([village], remembered=False) is sessions.USUAL
    assert sessions.limits_for([village, county], remembered=True) is sessions.STRICT
    assert sessions.limits_for([village, "expert"], remembered=True) is sessions.USUAL
    assert sessions.limits_for([], remembered=True) is sessions.USUAL


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_the_limits_that_the_domain_says(role: Role):
    strict = {
        "county_coordinator",
        "province_coordinator",
        "system_admin",
        "security_admin",
        "auditor",
    }
    kept = {"village_secretary", "first_secretary", "liaison", "body_secretary"}
    limits = sessions.limits_for([role.value], remembered=True)
    expected = (
        sessions.STRICT
        if role.value in strict
        else sessions.KEPT
        if role.value in kept
        else sessions.USUAL
    )
    assert limits is expected


def test_a_post_that_begins_makes_a_running_session_strict(world: World):
    with at_one_moment() as traveller:
        client = Client()
        sign_in(client, world.lin.post.person, remember="on")
        traveller.shift(DAY)
        assert is_in(client)
        _begins: Post = makers.a_post(
            Role.COUNTY_COORDINATOR, person=world.lin.post.person, division=world.county
        )
        traveller.shift(HOUR)
        assert not is_in(client)


def test_the_acting_character_of_the_cast_is_a_real_session(world: World):
    character: Character = world.wen
    assert is_in(character.client())
