"""T5: every form that changes something, sent twice with the key that its page gave it.

As whoever may send it (the matrix says who), with what the matrix sends. The second time nothing
more happens, and the answer leads to the same place, or says that it is done.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, Max
from django.test import Client

from lianjian.ground.core import commands
from lianjian.ground.core.models import IdempotencyKey
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.conftest import Stage
from tests.permissions.addresses import Address, every_address
from tests.permissions.asking import Things, ask
from tests.permissions.matrix import COLUMNS, answer_of, expected
from tests.permissions.undoing import undone
from tests.sizes import size

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

KEY = "a-key-that-the-page-gave"
OF_THE_VISIT = {"sessions", "contenttypes", "django_q", "mfa"}
"""Apps whose rows tell of the visit and not of the partnership."""
WITHOUT_A_COMMAND = {
    "account_logout": "leaves",
    "ui:language": "a choice of this browser",
    "account_set_password": "led on: there is one",
    "mfa_index": "led on",
    "mfa_authenticate": "led on",
    "find": "led on",
    "account_login": "led on: signed in already",
}
"""Addresses that answer a POST by leading on and change nothing that is kept."""

ITS_RIGHT_IS_GONE = {
    "accounts:hand_over": "403",  # Whoever handed a post over holds it no more.
    "accounts:end": "403",
    "accounts:slip": "410",  # A slip opens once.
    "accounts:end_devices": "login",  # Everywhere, so here too.
}
"""Forms by which their sender gives up what the second sending would need."""


def kept() -> dict[str, tuple[int, Any]]:
    """How many rows of each kind there are, and the newest key: an effect would show."""
    found = {}
    with scope_lifted("a test looks behind"):
        for model in apps.get_models():
            if model._meta.app_label in OF_THE_VISIT or model is IdempotencyKey:
                continue
            seen = model._default_manager.aggregate(rows=Count("pk"), newest=Max("pk"))
            found[model._meta.label] = (seen["rows"], seen["newest"])
    return found


def write_forms() -> list[tuple[Address, str]]:
    """Every address that the matrix expects to be done by somebody, and the first who does it."""
    cells = expected()
    found = []
    for address in every_address():
        done_by = [one for one in COLUMNS if cells[address.name, "POST", one] == "302"]
        if done_by and address.name not in WITHOUT_A_COMMAND:
            found.append((address, done_by[0]))
    return found


def twice(client: Client, address: Address, things: Things) -> tuple[list[str], list[Any]]:
    """Both answers, and what was kept before, between and after."""
    given = things.get(address.name, {})
    keyed = {**things, address.name: {**given, "form": {**given.get("form", {}), "_key": KEY}}}
    states = [kept()]
    answers = []
    for _ in range(2):
        answer = ask(client, address, "POST", keyed)
        answers.append(f"{answer_of(answer)} {answer.headers.get('Location', '')}".strip())
        states.append(kept())
    return answers, states


def done_twice(forms: list[tuple[Address, str]], stage: Stage) -> list[str]:
    """Every form whose second sending had an effect, or an answer that nobody could act on."""
    found = []
    for address, actor in forms:
        client = stage.browsers[actor]
        with undone(client):
            answers, (before, between, after) = twice(client, address, stage.things)
        if between == before:
            found.append(f"{address.name} as {actor}: nothing happened the first time: {answers}")
        if after != between:
            found.append(f"{address.name} as {actor}: it happened twice")
        told = ("404", "409", ITS_RIGHT_IS_GONE.get(address.name, "404"))
        if answers[1] != answers[0] and not answers[1].startswith(told):
            found.append(f"{address.name} as {actor}: {answers[0]}, then {answers[1]}")
    return found


def test_a_form_that_is_sent_twice_is_done_once(stage: Stage, campaign: Reporter):
    forms = write_forms()[:: size(3, long=1)]
    found = done_twice(forms, stage)
    assert found == [], "\n".join(found)
    campaign(
        "T5",
        "every form that changes something, sent twice with its key",
        size=len(forms),
        control="without keys some are done twice",
        outcome="one effect each",
    )


def test_control_without_keys_some_are_done_twice(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    once = commands.once
    monkeypatch.setattr(commands, "once", lambda _key: once(""))
    found = done_twice(write_forms()[::4], stage)
    assert any("it happened twice" in line for line in found)
