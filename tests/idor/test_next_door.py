"""T2, small: as everybody of world A, put world B's keys wherever a key goes.

The answer is the one for a key that nobody has, byte for byte; no word of B is heard; nothing of
B changes. Lists, searches and exports say nothing of B either.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
import pytest_django
from django.http import HttpResponse
from django.test import Client

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.conftest import Stage
from tests.permissions.addresses import METHODS, Address, every_address
from tests.permissions.asking import Things, ask, show_again
from tests.permissions.matrix import COLUMNS, answer_of
from tests.permissions.undoing import undone
from tests.sizes import LONG, size
from tests.taking_back import look_at_it

from .mirror import CANARY, NEVER_THERE, Mirror, beside

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

NOBODY_OWNS = {
    "places:division": "divisions are printed in every atlas",
    "places:add_hamlet": "divisions are printed in every atlas",
    "places:draw": "divisions are printed in every atlas",
    "outcomes:by_place": "an indicator is everybody's; its numbers are those of one's own place",
    "outcomes:indicator": "the dictionary of indicators is everybody's",
    "outcomes:define": "the dictionary of indicators is everybody's",
    "organisations:register_village": "divisions are printed in every atlas",
    "verify+code": "whoever holds the paper may verify it",
    "accounts:slip": "a slip's token is its own key",
    "openid_connect_login": "the name of a provider, no key",
    "openid_connect_callback": "the name of a provider, no key",
}
SLOTS = [one for one in every_address() if one.slots and one.name not in NOBODY_OWNS]
LISTS = [one for one in every_address() if not one.slots]
ASKED = ("?q=金丝", "?q=石桥", "?export=csv")
SEARCHES = re.compile(r'name="q"|export=csv')
"""A page that searches or gives a file says so, to whoever may see it."""
ACTORS = COLUMNS if LONG else ("village", "county", "next")
WORDS = {"kind"}
"""Slots that hold a word of ours and no key (a verb is part of its address)."""


@pytest.fixture(scope="module")
def mirror(stage: Stage, django_db_blocker: pytest_django.DjangoDbBlocker) -> Mirror:
    with django_db_blocker.unblock():
        made = beside(stage.world, stage.things)
        look_at_it()
    return made


@pytest.fixture(scope="module")
def browsers(stage: Stage) -> dict[str, Client]:
    return stage.browsers


def said_by(answer: HttpResponse, asked: str) -> tuple[str, str]:
    """Status and text of an answer, without tokens and without the address that was asked."""
    if answer.streaming:
        return answer_of(answer), ""
    text = answer.content.decode(errors="replace")
    text = re.sub(r'(name="(?:_key|csrfmiddlewaretoken)" value=")[^"]*', r"\1", text)
    text = re.sub(r'("X-CSRFToken": ")[^"]*', r"\1", text)
    return answer_of(answer), text.replace(asked, "ADDRESS").replace(
        quote(asked, safe=""), "ADDRESS"
    )


def heard(
    mirror: Mirror, browsers: dict[str, Client], addresses: list[Address]
) -> tuple[list[str], int]:
    """Every way in which B's key was answered otherwise than nobody's; and how many were tried."""
    found, tried = [], 0
    for address in addresses:
        of_b = mirror.things_b[address.name]
        keys = {slot: of_b[slot] for slot in address.slots}
        none = {slot: key if slot in WORDS else NEVER_THERE for slot, key in keys.items()}
        for method in METHODS:
            for actor in ACTORS:
                tried += 1
                answers = []
                for filled in (keys, none):
                    things: Things = {address.name: {**of_b, **filled}}
                    with undone(browsers[actor]):
                        answer = ask(browsers[actor], address, method, things)
                        answers.append(said_by(answer, address.url(filled)))
                name = f"{address.name} {method} {actor}"
                if answers[0] != answers[1]:
                    found.append(f"{name}: {answers[0][0]} for B's, {answers[1][0]} for nobody's")
                if CANARY in answers[0][1]:
                    found.append(f"{name}: a word of B was heard")
    return found, tried


def test_there_are_many_slots():
    assert len(SLOTS) * len(METHODS) * len(ACTORS) > 500


@pytest.mark.parametrize("room", sorted({address.room for address in SLOTS}))
def test_b_s_keys_are_answered_like_keys_that_nobody_has(
    room: str, mirror: Mirror, browsers: dict[str, Client], campaign: Reporter
):
    mine = [address for address in SLOTS if address.room == room][:: size(3, long=1)]
    for client in browsers.values():
        show_again(client)
    found, tried = heard(mirror, browsers, mine)
    assert found == [], "\n".join(found)
    assert tried == len(mine) * len(METHODS) * len(ACTORS)
    campaign(
        "T2",
        "the next region's keys wherever a key goes, beside keys that nobody has",
        size=tried,
        control="a page that forgets the scope is heard",
        outcome="the same answer byte for byte, no word of the next region",
        part=room,
    )


def test_lists_searches_and_exports_say_nothing_of_b(mirror: Mirror, browsers: dict[str, Client]):
    asked, found = 0, []
    for address in LISTS:
        plain = {actor: read(browsers[actor], address.url({})) for actor in ACTORS}
        said = [(actor, "", page) for actor, page in plain.items()]
        if any(SEARCHES.search(page) for page in plain.values()):
            said += [
                (actor, query, read(browsers[actor], address.url({}) + query))
                for actor in ACTORS
                for query in ASKED
            ]
        asked += len(said)
        found += [f"{address.name}{query} {actor}" for actor, query, page in said if CANARY in page]
    assert found == []
    assert asked > (len(LISTS) + 5 * len(ASKED)) * len(ACTORS), "lists are no longer recognised"


def read(browser: Client, url: str) -> str:
    """What a page or a file says."""
    with undone(browser):
        answer = browser.get(url)
        parts = answer if answer.streaming else [answer.content]
        return b"".join(parts).decode(errors="replace")


def test_b_s_keys_in_a_form_of_a_change_nothing_of_b(mirror: Mirror, browsers: dict[str, Client]):
    """A's own page, with the keys that B's form would have sent."""
    found = []
    for address in every_address():
        form = mirror.things_b.get(address.name, {}).get("form", {})
        if not any(isinstance(value, int | list) for value in form.values()):
            continue
        things = {address.name: {**mirror.things_a[address.name], "form": form}}
        for actor in ACTORS:
            with undone(browsers[actor]):
                before = words_of_b()
                answer = ask(browsers[actor], address, "POST", things)
                if words_of_b() != before:
                    found.append(f"{address.name} {actor}: something of B changed")
                if CANARY in said_by(answer, "nowhere")[1]:
                    found.append(f"{address.name} {actor}: a word of B was heard")
    assert found == []


def words_of_b() -> list[tuple[Any, ...]]:
    """What hangs on B's branches."""
    from lianjian.chain.exchange.models import Need, Offer
    from lianjian.chain.pairing.models import Interest, Pairing, Participant
    from lianjian.chain.registry.models import Tie

    with scope_lifted("a test looks behind"):
        ours = list(Branch.objects.filter(name__startswith=CANARY).values_list("pk", flat=True))
        return [
            (model._meta.label, model.objects.filter(**{f"{side}__in": ours}).count())
            for model, side in (
                (Need, "branch"),
                (Offer, "branch"),
                (Interest, "branch"),
                (Participant, "branch"),
                (Pairing, "village"),
                (Pairing, "partner"),
                (Tie, "village"),
                (Tie, "partner"),
            )
        ]


def test_control_a_page_that_forgets_the_scope_is_heard(
    mirror: Mirror, browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
):
    from lianjian.ground.core.scope import Scope

    looked_up = registry.branch
    monkeypatch.setattr(registry, "branch", lambda _scope, pk: looked_up(Scope.of_everything(), pk))
    branch = [address for address in SLOTS if address.name == "registry:branch"]
    found, _tried = heard(mirror, browsers, branch)
    assert "registry:branch GET next: a word of B was heard" in found
