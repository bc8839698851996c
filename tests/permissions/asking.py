"""What stands in each address's slots, and what a form there is filled with.

A form is filled so that nothing but a right can stop it: an answer of 422 would tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from django.http import HttpResponse
from django.test import Client

from lianjian.ground.core import clock
from tests.cast import World

from .addresses import Address

Things = dict[str, dict[str, Any]]
"""By address: the values of its slots, and under ``form`` and ``query`` what is sent along."""

ROOMS: list[Callable[[World], Things]] = []


def room(things: Callable[[World], Things]) -> Callable[[World], Things]:
    """A room's things, added to the list."""
    ROOMS.append(things)
    return things


def things_of(world: World) -> Things:
    """Existing objects for every address that needs one."""
    # The rooms put themselves on the list.
    from . import (  # noqa: F401
        things,
        things_of_the_partnership,
        things_of_the_registry,
        things_of_the_reports,
        things_of_the_work,
    )

    found: Things = {}
    for one in ROOMS:
        found.update(one(world))
    return found


def show_again(client: Client) -> None:
    """Let a browser's holder show once more who they are: a long walk outlasts one showing."""
    session = client.session
    if SHOWN in session:
        now = clock.now().timestamp()
        session[SHOWN] = [{**one, "at": now} for one in session[SHOWN]]
        session.save()


def ask(client: Client, address: Address, method: str, things: Things) -> HttpResponse:
    """The product's answer; a fault in it comes out as a 500, as it would for a person."""
    given = things.get(address.name, {})
    url = address.url(given)
    if query := given.get("query"):
        url = f"{url}?{query}"
    client.raise_request_exception = False
    answer = client.get(url) if method == "GET" else client.post(url, given.get("form", {}))
    return cast("HttpResponse", answer)
