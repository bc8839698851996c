"""What every page of a kind says and offers, whichever room it belongs to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.cast import World
from tests.conftest import Stage
from tests.permissions.addresses import every_address
from tests.permissions.undoing import undone
from tests.sizes import size

SECRECY = "本系统为非涉密系统，严禁处理国家秘密和工作秘密。"
PRINTED = (
    "accords:accord",
    "organisations:organisation",
    "pairing:proof",
    "pairing:round",
    "registry:branch",
    "registry:entity",
)
NOT_KEPT = {"accounts:import": "names and phone numbers of people stay on no device"}


@pytest.mark.once
@pytest.mark.parametrize("name", ["verify", "accounts:import"])
def test_secrecy_is_said_beside_the_upload_box_as_in_the_footer(world: World, name: str):
    text = world.mei.client().get(reverse(name)).content.decode()
    box = re.search(r"<form\b(?:(?!</form>).)*type=\"file\".*?</form>", text, re.DOTALL)
    assert box is not None
    assert SECRECY in box[0]
    assert SECRECY in text.partition("<footer")[2]


def pages(stage: Stage) -> dict[tuple[str, str], str]:
    """Every page as it is written for the county, and for the village (in the check every second
    one), by address and actor."""
    found = {}
    for number, address in enumerate(every_address()):
        of_village = ("village",) if number % size(2, long=1) == 0 else ()
        for actor in ("county", *of_village):
            with undone(stage.browsers[actor]):
                answer = stage.browsers[actor].get(address.url(stage.things.get(address.name, {})))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[address.name, actor] = answer.content.decode()
    return found


def unkept(html: str) -> list[str]:
    """The text areas of a page whose words no draft on the device would keep."""
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", html, re.DOTALL)
    return [
        area
        for head, inside in forms
        for area in re.findall(r"<textarea\b[^>]*>", inside)
        if "data-draft" not in head and " hidden" not in area
    ]


def test_control_a_form_without_a_draft_is_found():
    assert unkept('<form class="lj-form" method="post"><textarea name="why"></textarea></form>')


def asked_twice(html: str) -> list[str]:
    """Names under which a form of a page holds two things; boxes to tick may share one, and so may
    the buttons."""
    found = []
    for inside in re.findall(r"<form\b[^>]*>(.*?)</form>", html, re.DOTALL):
        fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", inside)
        names = [
            name[1]
            for field in fields
            if not re.search(r'type="(?:checkbox|radio|submit)"', field)
            and (name := re.search(r'\bname="([^"]+)"', field))
        ]
        found += sorted({name for name in names if names.count(name) > 1})
    return found


@pytest.mark.once
def test_every_page_prints_what_is_kept_loses_no_words_and_asks_nothing_twice(stage: Stage):
    """What is written at length survives a lost connection; and of two fields under one name the
    server hears the last alone: a hidden version was once a document's number."""
    read = pages(stage)
    prints = {name: read[name, "county"].count("data-print") for name in PRINTED}
    assert prints == dict.fromkeys(PRINTED, 1)
    of_county = {name: text for (name, actor), text in read.items() if actor == "county"}
    lost = [
        f"{name}: {area}"
        for name, text in of_county.items()
        if name not in NOT_KEPT
        for area in unkept(text)
    ]
    twice = [
        f"{name} {actor}: {field}"
        for (name, actor), text in read.items()
        for field in asked_twice(text)
    ]
    assert (lost, twice) == ([], [])
    assert sum(text.count("<textarea") for text in of_county.values()) > 15, "hardly a form"
    assert sum(text.count("<form") for text in read.values()) > 200, "hardly a form was looked at"


def test_control_a_name_that_is_asked_twice_is_found():
    twice = '<form><input type="hidden" name="number"><input name="number"></form>'
    assert asked_twice(twice) == ["number"]
