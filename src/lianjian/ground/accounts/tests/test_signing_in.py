"""Coming in by phone number or user name, and what is written down about it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.models import Person
from lianjian.ground.accounts.services.correct_person import correct_person
from lianjian.ground.accounts.services.disable_person import disable_person
from lianjian.ground.core.verdicts import AskAgain, Denied, Invalid
from lianjian.ground.journal import selectors as journal

from .makers import oneself, sign_in


@pytest.mark.parametrize(
    "typed", ["13900000001", " 13900000001 ", "１３９０００００００１", "two-names"]
)
def test_by_phone_number_or_user_name(db: None, typed: str):
    makers.a_person("two-names", phone="13900000001")
    client = Client()
    client.post("/account/login/", {"login": typed, "password": makers.PASSWORD})
    assert client.get("/account/").status_code == 200


def test_one_is_led_back_to_where_one_wanted_to_go(world: World):
    client = Client()
    answer = client.post(
        "/account/login/?next=/account/me",
        {"login": world.lin.post.person.username, "password": makers.PASSWORD},
    )
    assert answer["Location"] == "/account/me"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_one_is_never_led_elsewhere(world: World, elsewhere: str):
    client = Client()
    answer = client.post(
        f"/account/login/?next={elsewhere}",
        {"login": world.lin.post.person.username, "password": makers.PASSWORD},
    )
    assert "example.org" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_it_is_written_into_the_journal_once(world: World):
    sign_in(Client(), world.lin.post.person)
    lines = [line for line in journal.all_lines() if line["verb"] == "accounts.sign_in"]
    assert [line["person"] for line in lines] == [world.lin.post.person.pk]


def test_a_closed_account_is_not_told_from_a_wrong_password(world: World):
    disable_person(world.mei.actor, person=world.lin.post.person)
    closed, wrong = Client(), Client()
    first = sign_in(closed, world.lin.post.person)
    second = sign_in(wrong, world.tao.post.person, password="wrong")
    assert (
        first.context["form"].non_field_errors()[0] == second.context["form"].non_field_errors()[0]
    )


def test_whoever_gives_all_their_posts_closes_somebodys_access(world: World):
    with pytest.raises(Denied):
        disable_person(world.hao.actor, person=world.lin.post.person)
    with pytest.raises(Denied):
        disable_person(world.xu.actor, person=world.lin.post.person)
    with pytest.raises(Denied):
        disable_person(world.mei.actor, person=world.mei.post.person)
    with pytest.raises(Denied):  # Wen answers to the province, not to Mei's county
        disable_person(world.mei.actor, person=world.wen.post.person)
    disable_person(world.mei.actor, person=world.lin.post.person)
    assert not Person.objects.get(pk=world.lin.post.person_id).is_active


def test_one_corrects_oneself_after_showing_that_it_is_you(world: World):
    from lianjian.ground.accounts.acting import actor_for

    with pytest.raises(AskAgain):
        correct_person(actor_for(world.lin.post), name="林某", phone="")
    correct_person(world.lin.actor, name=" 林  某 ", phone="139-0000-0001")
    person = Person.objects.get(pk=world.lin.post.person_id)
    assert (person.name, person.phone) == ("林 某", "13900000001")


def test_a_number_belongs_to_one_person(world: World):
    makers.a_person("first", phone="13900000001")
    with pytest.raises(Invalid) as refused:
        correct_person(oneself(world.lin.post.person), name="林某", phone="13900000001")
    assert "phone" in refused.value.fields


def test_one_takes_ones_data_away_and_it_is_written_down(world: World):
    client = world.lin.client()
    answer = client.post("/account/data")
    assert answer.json()["posts"][0]["role"] == "village_secretary"
    assert answer.json()["user_name"] == world.lin.post.person.username
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert "accounts.export_my_data" in [line["verb"] for line in journal.all_lines()]


def test_the_password_is_not_in_what_one_takes_away(world: World):
    text = world.lin.client().post("/account/data").content.decode()
    assert world.lin.post.person.password not in text


@pytest.mark.parametrize("password", ["short", "1234567890", "password12"])
def test_a_weak_new_password_is_refused(world: World, password: str):
    client = world.lin.client()
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": makers.PASSWORD, "password1": password, "password2": password},
    )
    assert answer.status_code == 200
    assert not Person.objects.get(pk=world.lin.post.person_id).check_password(password)


def test_a_first_visit_is_in_chinese(db: None):
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get("/account/login/")
    assert page.headers["Content-Language"] == "zh-hans"
