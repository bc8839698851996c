"""What every page of a kind says and offers, whichever room it belongs to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.cast import World
from tests.conftest import Stage
from tests.permissions.addresses import every_address
from tests.permissions.asking import things_of
from tests.permissions.undoing import undone

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


@pytest.mark.once
def test_what_people_keep_on_paper_has_a_print_button(world: World):
    things, mei = things_of(world), world.mei.client()
    for address in every_address():
        if address.name in PRINTED:
            text = mei.get(address.url(things[address.name])).content.decode()
            assert text.count("data-print") == 1, address.name


def unkept(html: str) -> list[str]:
    """The text areas of a page whose words no draft on the device would keep."""
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", html, re.DOTALL)
    return [
        area
        for head, inside in forms
        for area in re.findall(r"<textarea\b[^>]*>", inside)
        if "data-draft" not in head and " hidden" not in area
    ]


@pytest.mark.once
def test_what_is_written_at_length_survives_a_lost_connection(world: World):
    things, mei = things_of(world), world.mei.client()
    found, read = [], 0
    for address in every_address():
        answer = mei.get(address.url(things.get(address.name, {})))
        is_a_page = answer["Content-Type"].startswith("text/html")
        if answer.status_code == 200 and is_a_page and address.name not in NOT_KEPT:
            text = answer.content.decode()
            read += text.count("<textarea")
            found += [f"{address.name}: {area}" for area in unkept(text)]
    assert found == []
    assert read > 15, "hardly a form was looked at"


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
def test_no_form_holds_two_things_under_one_name(stage: Stage):
    """The server hears the last of them alone: a hidden version was once a document's number."""
    found, read = [], 0
    for address in every_address():
        for actor in ("county", "village"):
            with undone(stage.browsers[actor]):
                answer = stage.browsers[actor].get(address.url(stage.things.get(address.name, {})))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                text = answer.content.decode()
                read += text.count("<form")
                found += [f"{address.name} {actor}: {name}" for name in asked_twice(text)]
    assert found == []
    assert read > 200, "hardly a form was looked at"


def test_control_a_name_that_is_asked_twice_is_found():
    twice = '<form><input type="hidden" name="number"><input name="number"></form>'
    assert asked_twice(twice) == ["number"]
