"""Whoever has not signed in comes to the sign-in page, wherever they wanted to go."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import World


def test_it_leads_to_the_sign_in_page_and_then_to_where_one_wanted_to_go(client: Client, db):
    answer = client.get("/branches/?kind=village")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fbranches%2F%3Fkind%3Dvillage"


def test_it_says_the_same_of_what_exists_and_of_what_does_not(client: Client, world: World):
    post = world.lin.post.pk
    answers = [client.get(reverse("accounts:post", args=[pk])) for pk in (post, 10**9)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[1]["Location"] == answers[0]["Location"].replace(f"2F{post}", f"2F{10**9}")


def test_a_form_leads_back_to_the_page_it_was_on(client: Client, db):
    answer = client.post("/account/me", HTTP_REFERER="http://testserver/account/")
    assert answer["Location"].endswith("?next=http%3A%2F%2Ftestserver%2Faccount%2F")


def test_a_fragment_leads_the_whole_page(client: Client, db):
    answer = client.get("/branches/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["home", "help", "healthz", "account_login", "accounts:slip_code"])
def test_what_is_open_to_everybody_is_open(client: Client, db, name: str):
    assert client.get(reverse(name)).status_code == 200


def test_it_lets_the_signed_in_pass(world: World):
    assert world.lin.client().get("/branches/").status_code == 200


def test_a_page_that_is_not_on_the_list_is_closed(
    client: Client, db, monkeypatch: pytest.MonkeyPatch
):
    """The control: a page taken off the list closes, whatever its view says."""
    monkeypatch.setattr(settings, "OPEN_TO_NOBODY", settings.OPEN_TO_NOBODY - {"help"})
    assert client.get(reverse("help")).status_code == 302
