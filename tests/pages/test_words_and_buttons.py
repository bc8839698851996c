"""What every page of a kind says and offers, whichever room it belongs to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.cast import World
from tests.permissions.addresses import every_address
from tests.permissions.asking import things_of

SECRECY = "本系统为非涉密系统，严禁处理国家秘密和工作秘密。"
PRINTED = ("accords:accord", "registry:branch", "pairing:round", "pairing:proof")


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
