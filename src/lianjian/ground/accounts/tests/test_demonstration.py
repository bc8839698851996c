"""The people of the demonstration come in by the real doors."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import World

from lianjian.ground.accounts import demonstration
from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.scope import Scope

from .makers import request_through


def a_coordinator(world: World) -> Post:
    return demonstration.a_person_with_a_post(
        "county", "县级统筹员", Role.COUNTY_COORDINATOR, division=world.county
    )


def test_they_sign_in_with_password_and_the_code_that_is_shown(world: World, settings: object):
    settings.DEMO = True  # type: ignore[attr-defined]
    post = a_coordinator(world)
    client = Client()
    client.post("/account/login/", {"login": "county", "password": demonstration.DEMO_PASSWORD})
    code = demonstration.present_code(post.person)
    client.post("/account/second-factor/show/", {"code": code})
    assert request_through(client).acting == post


def test_the_sign_in_page_lists_them_in_a_demonstration_only(world: World, settings: object):
    a_coordinator(world)
    assert "县级统筹员" not in Client().get("/account/login/").content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    page = Client().get("/account/login/").content.decode()
    assert demonstration.DEMO_PASSWORD in page
    assert "?user=county" in page
    assert world.mei.post.person.username not in page


def test_one_touch_writes_the_name_into_the_form(world: World, settings: object):
    settings.DEMO = True  # type: ignore[attr-defined]
    page = Client().get("/account/login/?user=county").content.decode()
    assert 'value="county"' in page


def test_made_twice_they_are_made_once(world: World):
    first, second = a_coordinator(world), a_coordinator(world)
    assert first == second
    assert Person.objects.filter(is_demo=True).count() == 1
    assert Post.within(Scope(person=first.person_id)).count() == 1


def test_their_numbers_belong_to_nobody(world: World):
    phone = a_coordinator(world).person.phone
    assert phone is not None
    assert phone.startswith("10")


def test_a_user_name_of_digits_is_refused(db: None):
    with pytest.raises(ValueError, match="phone"):
        demonstration.a_person("13900000001", "甲")
