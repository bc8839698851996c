"""Files that were damaged on their way: the door says so, and never fails itself."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.core import picture_heads
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages import door, reading
from lianjian.ground.pages.tests.makers import a_document, a_jpeg, a_pdf, a_png, a_webp, p
from tests.campaigns import Reporter
from tests.sizes import size

pytestmark = [pytest.mark.campaign, pytest.mark.once]

WHOLE = {
    "报告.docx": a_document(p("石桥村签约") * 30),
    "台账.xlsx": a_sheet([["村名", "需求"], ["石桥村", "销路"]]),
    "报告.pdf": a_pdf([["石桥村签约"]]),
    "网页.html": "<!DOCTYPE html><html><body><p>石桥村签约".encode("gb18030"),
    "报告.txt": "石桥村签约".encode("utf-16"),
    "照片.png": a_png(),
    "照片.jpg": a_jpeg(),
    "照片.webp": a_webp(),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, or a piece of it lost, doubled or moved to its end."""
    changed = bytearray(data)
    begin, end = sorted(chance.sample(range(len(data) + 1), 2))
    match chance.randrange(5):
        case 0:
            del changed[begin:end]
        case 1:
            changed[end:end] = changed[begin:end]
        case 2:
            changed += changed[begin:end]
        case _:
            for _each in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.choice((0, 255, 1, 127, 60))
    return bytes(changed)


def outcomes(number: int) -> tuple[int, int]:
    """How many of so many damaged files the door refuses, and how many it lets through."""
    chance = random.Random(11)
    refused = 0
    for at in range(number):
        name, data = list(WHOLE.items())[at % len(WHOLE)]
        try:
            door.admitted(damaged(data, chance), name)
        except Invalid as error:
            refused += bool(str(error))
    return refused, number - refused


def test_the_door_never_fails_on_what_is_damaged(campaign: Reporter):
    number = size(1000, long=40_000)
    refused, let_through = outcomes(number)
    assert refused > number // 4
    assert let_through > 0
    campaign(
        "T11",
        "damaged files at the door for documents",
        size=number,
        control="without its care for what is cut off, pictures that end early raise",
        outcome="refused with a reason or let through; the door itself never fails",
    )


def test_what_the_door_lets_through_is_read_or_refused():
    chance = random.Random(12)
    names = [name for name in WHOLE if name.endswith(("docx", "pdf", "html"))]
    for at in range(size(9, long=600)):
        name = names[at % len(names)]
        with suppress(Invalid):
            told = reading.read(damaged(WHOLE[name], chance), name)
            assert told.text


def test_control_without_care_for_what_is_cut_off_the_door_fails(monkeypatch: pytest.MonkeyPatch):
    def careless(data: bytes, at: int, length: int) -> bytes:
        return bytes([data[at + each] for each in range(length)])

    monkeypatch.setattr(picture_heads, "_taken", careless)
    monkeypatch.setattr(picture_heads, "looked_at", picture_heads._size)
    with pytest.raises(IndexError):
        outcomes(1000)
