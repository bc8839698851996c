"""T16: tries are counted per account and per address, without locking neighbours out."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts import attempts
from lianjian.ground.accounts.models import Attempt, Person
from lianjian.ground.core import clock

from .makers import sign_in


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


def fails(client: Client, person: Person, times: int = 1) -> str:
    """Type a wrong password ``times`` times; the last page."""
    for _time in range(times):
        answer = sign_in(client, person, password="wrong")
    return str(answer.content.decode())


def gets_in(client: Client, person: Person) -> bool:
    sign_in(client, person)
    return client.get("/account/").status_code == 200


def fail_slowly(traveller: time_machine.Traveller, person: Person, times: int) -> None:
    """Fail as often as the delays let one."""
    stranger = Client()
    for number in range(times):
        if number >= attempts.DELAY_FROM:
            traveller.shift(attempts.FIRST_DELAY * 2 ** (number - attempts.DELAY_FROM))
        fails(stranger, person)


def test_four_failures_delay_nobody(world: World, moment: time_machine.Traveller):
    fails(Client(), world.lin.post.person, 4)
    assert gets_in(Client(), world.lin.post.person)


def test_after_five_failures_the_right_password_waits_too(
    world: World, moment: time_machine.Traveller
):
    fails(Client(), world.lin.post.person, 5)
    assert not gets_in(Client(), world.lin.post.person)
    moment.shift(attempts.FIRST_DELAY + dt.timedelta(seconds=1))
    assert gets_in(Client(), world.lin.post.person)


def test_the_delay_doubles(world: World, moment: time_machine.Traveller):
    fail_slowly(moment, world.lin.post.person, 7)
    moment.shift(attempts.FIRST_DELAY * 3)
    assert not gets_in(Client(), world.lin.post.person)
    moment.shift(attempts.FIRST_DELAY * 2)
    assert gets_in(Client(), world.lin.post.person)


def test_ten_failures_lock_the_account_for_a_quarter_of_an_hour(
    world: World, moment: time_machine.Traveller
):
    fail_slowly(moment, world.lin.post.person, 10)
    moment.shift(dt.timedelta(minutes=14, seconds=50))
    assert not gets_in(Client(), world.lin.post.person)
    moment.shift(dt.timedelta(seconds=20))
    assert gets_in(Client(), world.lin.post.person)


def test_a_refused_try_does_not_lengthen_the_wait(world: World, moment: time_machine.Traveller):
    fail_slowly(moment, world.lin.post.person, 10)
    for _minute in range(14):
        moment.shift(dt.timedelta(minutes=1))
        assert not gets_in(Client(), world.lin.post.person)
    moment.shift(dt.timedelta(minutes=1, seconds=1))
    assert gets_in(Client(), world.lin.post.person)


def test_the_page_says_how_long_to_wait(world: World, moment: time_machine.Traveller):
    fails(Client(), world.lin.post.person, 5)
    assert "15" in fails(Client(), world.lin.post.person)


def test_an_unknown_name_waits_like_a_known_one(world: World, moment: time_machine.Traveller):
    nobody = Person(username="nobody-here")
    known = fails(Client(), world.lin.post.person, 6)
    unknown = fails(Client(REMOTE_ADDR="203.0.113.2"), nobody, 6)
    told = [re.findall("请等[^。]+", page) for page in (known, unknown)]
    assert told[0] == told[1] != []


def test_phone_and_user_name_count_as_one_account(world: World, moment: time_machine.Traveller):
    person = makers.a_person("two-names", phone="13900000001")
    stranger = Client()
    fails(stranger, person, 3)
    for _time in range(2):
        stranger.post("/account/login/", {"login": "13900000001", "password": "wrong"})
    assert not gets_in(Client(), person)


def test_the_owners_browser_is_not_locked_by_a_stranger(
    world: World, moment: time_machine.Traveller
):
    owner = Client()
    assert gets_in(owner, world.lin.post.person)
    owner.post("/account/logout/")
    fail_slowly(moment, world.lin.post.person, 10)
    assert not gets_in(Client(), world.lin.post.person)
    assert gets_in(owner, world.lin.post.person)


def test_a_known_browser_is_counted_too(world: World, moment: time_machine.Traveller):
    owner = Client()
    assert gets_in(owner, world.lin.post.person)
    owner.post("/account/logout/")
    fails(owner, world.lin.post.person, 5)
    assert not gets_in(owner, world.lin.post.person)


def test_neighbours_behind_one_address_come_in_while_a_spray_goes_on(
    world: World, moment: time_machine.Traveller
):
    """Thirty colleagues behind one NAT: one of their machines sprays a thousand accounts."""
    neighbour = Client(REMOTE_ADDR="203.0.113.7")
    assert gets_in(neighbour, world.tao.post.person)
    neighbour.post("/account/logout/")
    sprayer = Client(REMOTE_ADDR="203.0.113.7")
    refused = 0
    for number in range(attempts.STRANGERS_AT + 20):
        page = fails(sprayer, Person(username=f"account-{number}"))
        refused += "15" in page
    assert refused >= 20
    assert gets_in(neighbour, world.tao.post.person)
    assert gets_in(Client(REMOTE_ADDR="203.0.113.8"), world.lin.post.person)


def test_a_spray_from_many_addresses_is_told_to_the_operator(
    db: None, moment: time_machine.Traveller, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.WARNING, logger="lianjian.accounts"):
        for number in range(attempts.SPRAY_AT // 2 + 1):
            attempts.begin(account=f"account-{number}", address=f"203.0.{number // 256}.{number}")
    assert "sprayed" in caplog.text


def test_success_is_no_failure(world: World, moment: time_machine.Traveller):
    for _time in range(12):
        assert gets_in(Client(), world.lin.post.person)
    assert Attempt.objects.count() == 0


def test_what_is_kept_tells_nobody_who_tried_where(world: World, moment: time_machine.Traveller):
    fails(Client(REMOTE_ADDR="203.0.113.7"), world.lin.post.person)
    stored = " ".join(f"{row.who}" for row in Attempt.objects.all())
    assert "203.0.113.7" not in stored
    assert world.lin.post.person.username not in stored


def test_old_tries_are_swept_away(world: World, moment: time_machine.Traveller):
    fails(Client(), world.lin.post.person)
    moment.shift(dt.timedelta(days=1, seconds=1))
    fails(Client(), world.tao.post.person)
    assert Attempt.objects.filter(at__lt=clock.now() - dt.timedelta(days=1)).count() == 0


def test_control_without_the_count_the_tenth_failure_locks_nothing(
    world: World, moment: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
):
    """The helper that the lock is tested with must see a door that does not count."""
    monkeypatch.setattr(attempts, "_failures", lambda _row, _who, _since: [])
    fail_slowly(moment, world.lin.post.person, 10)
    assert gets_in(Client(), world.lin.post.person)


# -- time tells nothing: the costly step runs equally often, whoever is asked for --


class CountingHasher(MD5PasswordHasher):
    runs = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.runs += 1
        return super().encode(password, salt)


@pytest.fixture
def hashing(settings: object) -> type[CountingHasher]:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]  # type: ignore[attr-defined]
    return CountingHasher


def runs_for(hashing: type[CountingHasher], login: str) -> int:
    hashing.runs = 0
    Client().post("/account/login/", {"login": login, "password": "wrong"})
    return hashing.runs


def test_known_unknown_and_closed_accounts_cost_the_same(
    world: World, hashing: type[CountingHasher]
):
    closed = makers.a_person("closed")
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    without = makers.a_person("without-password")
    without.set_unusable_password()
    without.save(update_fields=["password"])
    costs = {
        login: runs_for(hashing, login)
        for login in (world.lin.post.person.username, "nobody-here", "closed", "without-password")
    }
    assert set(costs.values()) == {1}, costs


def test_known_and_unknown_names_get_the_same_words(world: World):
    known = Client().post(
        "/account/login/", {"login": world.lin.post.person.username, "password": "wrong"}
    )
    unknown = Client().post("/account/login/", {"login": "nobody-here", "password": "wrong"})
    words = [page.context["form"].non_field_errors()[0] for page in (known, unknown)]
    assert words[0] == words[1]
