"""T15: whoever signs, exports or deletes shows once more who they are, also on a kept device."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from django.test import Client

from lianjian.ground.accounts.tests.makers import sign_in
from lianjian.ground.core import clock
from lianjian.ground.core.commands import COMMANDS
from lianjian.ground.ui import listing
from tests.campaigns import Reporter
from tests.cast import World
from tests.conftest import Stage
from tests.makers import PASSWORD

from .addresses import every_address
from .asking import Things, ask
from .matrix import answer_of, expected
from .undoing import undone

pytestmark = [pytest.mark.campaign, pytest.mark.once]

ASKED = [
    ("accords.sign", "accords:sign", "GET", "village"),
    ("accords.sign", "accords:sign", "POST", "village"),
    ("accords.sign_at_event", "accords:sign_at_event", "GET", "village"),
    ("accords.sign_at_event", "accords:sign_at_event", "POST", "village"),
    ("accounts.make_slips", "accounts:slips", "GET", "county"),
    ("accounts.make_slips", "accounts:print_slips", "POST", "county"),
    ("accounts.name_deputy", "accounts:deputy", "GET", "village"),
    ("accounts.name_deputy", "accounts:deputy", "POST", "village"),
    ("accounts.correct_person", "accounts:correct", "GET", "village"),
    ("accounts.export_my_data", "accounts:export", "GET", "liaison"),
    ("accounts.export_my_data", "accounts:export", "POST", "liaison"),
    ("accounts.end_post", "accounts:end", "POST", "county"),
    ("accounts.hand_over", "accounts:hand_over", "GET", "village"),
    ("accounts.hand_over", "accounts:hand_over", "POST", "village"),
    ("ledgers.take_back", "ledgers:take_back", "POST", "county"),
    ("organisations.remove_alias", "organisations:remove_alias", "POST", "village"),
    ("organisations.drop", "organisations:drop", "POST", "county"),
    ("organisations.merge", "organisations:merge", "GET", "county"),
    ("organisations.merge", "organisations:merge", "POST", "county"),
    ("organisations.unmerge", "organisations:unmerge", "POST", "county"),
    ("registry.withdraw_tie", "registry:withdraw_tie", "POST", "liaison"),
    ("", "pairing:files", "GET", "county"),
    ("", "accords:signed_files", "GET", "county"),
    ("", "outcomes:overview_sheet", "GET", "county"),
    ("", "projects:annual_sheet", "GET", "county"),
    ("", "projects:annual_document", "GET", "county"),
    ("", "partnerships:accord_file", "GET", "county"),
    ("", "partnerships:body_file", "GET", "county"),
    ("", "partnerships:pairing_file", "GET", "county"),
]
"""A verb (none: only an export), an address that leads to it, and somebody who may."""
EXPORTS = {
    "accounts:posts",
    "accords:accords",
    "accords:bodies",
    "accords:events",
    "accords:leading_groups",
    "exchange:assets",
    "exchange:needs",
    "exchange:offers",
    "journal:lines",
    "organisations:list",
    "pairing:coverage",
    "organisations:mergers",
    "pairing:pairings",
    "outcomes:indicators",
    "outcomes:observations",
    "projects:projects",
    "projects:clusters",
    "registry:branches",
    "registry:entities",
    "registry:honours",
    "registry:postings",
    "registry:sources",
    "registry:ties",
}
ADDRESSES = {address.name: address for address in every_address()}


@pytest.fixture
def world(stage: Stage, db: None) -> World:
    """The world of the stage."""
    return stage.world


def shown_long_ago(client: Client, minutes: int = 16) -> Client:
    """The browser of somebody who showed who they are so many minutes ago."""
    session = client.session
    session[SHOWN] = [{**one, "at": one["at"] - minutes * 60} for one in session[SHOWN]]
    session.save()
    return client


def answer_at(client: Client, name: str, method: str, things: Things) -> str:
    with undone(client):
        return answer_of(ask(client, ADDRESSES[name], method, things))


def lists_with_an_export(client: Client) -> set[str]:
    """The addresses that hand out their list as a file to this browser."""
    found = set()
    for address in every_address():
        if not address.slots:
            answer = client.get(address.url({}), {"export": "csv"})
            if answer.headers.get("Content-Type", "").startswith("text/csv"):
                found.add(address.name)
    return found


def test_every_verb_that_asks_again_is_tried_here():
    product = [known for known in COMMANDS.values() if ".tests." not in known.service.__module__]
    fresh = {known.verb for known in product if known.fresh}
    assert fresh == {verb for verb, *_rest in ASKED if verb}


def test_whoever_signs_exports_or_deletes_shows_again_who_they_are(
    browsers: dict[str, Client], things: Things, campaign: Reporter
):
    cells = expected()
    for _verb, name, method, actor in ASKED:
        at_once = answer_at(browsers[actor], name, method, things)
        assert at_once == cells[name, method, actor] != "again", name
    for actor in {actor for *_rest, actor in ASKED}:
        shown_long_ago(browsers[actor])
    for _verb, name, method, actor in ASKED:
        assert answer_at(browsers[actor], name, method, things) == "again", name
    campaign(
        "T15",
        "signing, exporting and deleting a quarter of an hour after showing who one is",
        size=len(ASKED) + len(EXPORTS),
        control="a list that hands out its rows without asking is found",
        outcome="asked again, and led back",
    )


def test_no_list_is_exported_before_its_reader_has_shown_who_they_are(
    browsers: dict[str, Client], things: Things
):
    county = browsers["county"]
    assert lists_with_an_export(county) == EXPORTS
    shown_long_ago(county)
    assert lists_with_an_export(county) == set()
    for name in EXPORTS:
        exported: Things = {name: {"query": "export=csv"}}
        assert answer_at(county, name, "GET", exported) == "again", name


def test_control_a_list_that_forgets_to_ask_is_found(
    browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listing, "must_be_fresh", lambda _actor: None)
    assert lists_with_an_export(shown_long_ago(browsers["county"])) == EXPORTS


def test_a_kept_device_is_asked_too_and_led_back_to_the_export(world: World):
    path = "/account/posts?role=village_secretary&export=csv"
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client = Client()
        sign_in(client, world.lin.post.person, remember="on")
        assert client.get(path).status_code == 200
        traveller.shift(dt.timedelta(days=20))
        assert client.get("/account/posts").status_code == 200
        question = client.get(path)["Location"]
        assert question.startswith("/account/reauthenticate/?next=")
        back = client.post(question, {"password": PASSWORD})
        assert back["Location"] == path
        assert client.get(path)["Content-Type"].startswith("text/csv")
