"""Every page of the room is drawn, for whom it is, and hidden from the others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.roles import Role

from .makers import a_newcomer, a_slip

PAGES = ["", "me", "data", "posts", "posts/new", "posts/import", "slips"]
FOR_EVERYBODY = ["", "me", "data", "posts"]
ONLY_WHO_GIVES = ["posts/new", "posts/import"]


@pytest.mark.parametrize("page", PAGES)
def test_the_coordinator_sees_it(world: World, page: str):
    answer = world.mei.client().get(f"/account/{page}")
    assert answer.status_code == 200


@pytest.mark.parametrize("page", FOR_EVERYBODY)
def test_a_secretary_sees_their_own(world: World, page: str):
    assert world.lin.client().get(f"/account/{page}").status_code == 200


@pytest.mark.parametrize("page", ONLY_WHO_GIVES)
def test_who_gives_no_posts_is_told_so(world: World, page: str):
    assert world.lin.client().get(f"/account/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_no_name_and_no_number_is_kept_on_the_device(world: World, page: str):
    html = world.mei.client().get(f"/account/{page}").content.decode()
    assert not re.search(r"<form[^>]*data-draft", html)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_sent_to_the_sign_in_page(world: World, page: str):
    answer = Client().get(f"/account/{page}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_one_post_shows_its_holder_and_what_can_be_done(world: World):
    page = world.mei.client().get(f"/account/posts/{world.lin.post.pk}")
    assert page.status_code == 200
    assert world.lin.post.person.name in page.content.decode()
    assert f"/account/posts/{world.lin.post.pk}/hand-over" in page.content.decode()


def test_the_next_county_finds_no_such_post(world: World):
    for path in ("", "/hand-over"):
        answer = world.hao.client().get(f"/account/posts/{world.lin.post.pk}{path}")
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/slip/",
        "/account/inactive/",
        "/account/sso/cancelled/",
        "/account/sso/failed/",
    ],
)
def test_the_ways_in_are_open(db: None, path: str):
    assert Client().get(path).status_code in (200, 401)


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "password/reset/",
        "social/connections/",
        "confirm-email/x/",
        "3rdparty/",
    ],
)
def test_what_is_not_needed_has_no_address(world: World, path: str):
    assert world.mei.client().get(f"/account/{path}").status_code == 404


@pytest.mark.parametrize("path", ["password/change/", "reauthenticate/", "logout/"])
def test_allauths_own_pages_wear_our_look(world: World, path: str):
    page = world.mei.client().get(f"/account/{path}")
    assert page.status_code == 200
    assert b"lj-top" in page.content


def test_the_hand_over_and_the_deputy_pages_are_drawn(world: World):
    client = world.mei.client()
    for path in ("hand-over", "deputy"):
        assert client.get(f"/account/posts/{world.mei.post.pk}/{path}").status_code == 200


def test_the_printed_slips_show_codes_and_are_not_kept_by_the_browser(world: World):
    post = a_newcomer(
        Role.VILLAGE_SECRETARY, division=world.stone.affiliation, organisation=world.stone
    )
    page = world.mei.client().post("/account/slips/print", {"post": post.pk})
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "<svg" in page.content.decode()


def test_the_page_of_a_slip_is_drawn_and_tells_no_other_page_its_address(world: World):
    post = a_newcomer(
        Role.VILLAGE_SECRETARY, division=world.stone.affiliation, organisation=world.stone
    )
    _slip, code = a_slip(world.mei, post)
    page = Client().get(f"/account/slip/{code}")
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_a_slip_that_still_opens_is_not_chosen_again_unasked(world: World):
    where: Any = {"division": world.stone.affiliation, "organisation": world.stone}
    fresh, holding = (a_newcomer(Role.FIRST_SECRETARY, **where) for _one in range(2))
    a_slip(world.mei, holding)
    page = world.mei.client().get("/account/slips").content.decode()
    assert f'value="{fresh.pk}" checked' in page
    assert f'value="{holding.pk}" checked' not in page
    assert f'value="{holding.pk}"' in page


def test_the_top_bar_offers_ones_other_posts(world: World):
    other = makers.a_post(Role.EXPERT, person=world.lin.post.person, organisation=world.society)
    client = world.lin.client()
    assert f"/account/posts/{other.pk}/switch" in client.get("/today").content.decode()
    client.post(f"/account/posts/{other.pk}/switch")
    page = client.get("/today").content.decode()
    assert f"/account/posts/{world.lin.post.pk}/switch" in page
    assert f"/account/posts/{other.pk}/switch" not in page


def test_nobody_switches_to_somebody_elses_post(world: World):
    assert world.lin.client().post(f"/account/posts/{world.tao.post.pk}/switch").status_code == 404
