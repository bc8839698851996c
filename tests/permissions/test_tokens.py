"""T15: no address of the product takes a POST without its page's own token."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import resolve

from tests.campaigns import Reporter
from tests.cast import World
from tests.conftest import Stage

from .addresses import Address, every_address
from .asking import Things
from .matrix import expected

pytestmark = [pytest.mark.campaign, pytest.mark.once]

MARK = "X-No-Token"


@pytest.fixture
def world(stage: Stage, db: None) -> World:
    """The world of the stage."""
    return stage.world


def refused(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is shown for a missing token here: told apart from a refusal of a right."""
    return HttpResponse(status=403, headers={MARK: reason})


WITHOUT_A_TOKEN = override_settings(CSRF_FAILURE_VIEW=f"{__name__}.refused")


def takes_post() -> list[Address]:
    """Every address but those that answer 405 to a POST, by the matrix that people wrote."""
    answers = expected()
    return [one for one in every_address() if answers[one.name, "POST", "village"] != "405"]


def a_browser(world: World) -> Client:
    """Lin's, as strict about tokens as a real one."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.lin.client().cookies
    return client


def taken_without(client: Client, things: Things) -> list[str]:
    """The addresses that do not refuse a POST for its missing token."""
    found = []
    for address in takes_post():
        given = things.get(address.name, {})
        client.raise_request_exception = False
        answer = client.post(address.url(given), given.get("form", {}))
        if MARK not in answer.headers:
            found.append(f"{address.name}: {answer.status_code}")
    return found


@WITHOUT_A_TOKEN
def test_no_post_is_taken_without_the_pages_own_token(
    world: World, things: Things, campaign: Reporter
):
    assert len(takes_post()) > 80
    assert taken_without(a_browser(world), things) == []
    campaign(
        "T15",
        "a POST without its page's token, at every address that takes one",
        size=len(takes_post()),
        control="an address that is left out of the check is found; with the token it is read",
        outcome="403",
    )


@WITHOUT_A_TOKEN
def test_control_an_address_that_is_left_out_of_the_check_is_found(
    world: World, things: Things, monkeypatch: pytest.MonkeyPatch
):
    view = resolve("/account/devices/end").func
    monkeypatch.setattr(view, "csrf_exempt", True, raising=False)
    found, *behind = taken_without(a_browser(world), things)
    assert found.startswith("accounts:end_devices: ")
    # It signed Lin out: an upload, whose token is read after its file, leads to the sign-in page.
    assert set(behind) <= {"intake:hand_in: 302", "ledgers:upload: 302"}


def test_control_with_the_token_the_same_post_is_read(world: World):
    client = a_browser(world)
    client.get("/account/me")
    token = client.cookies["csrftoken"].value
    answer = client.post("/account/devices/end", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 302
