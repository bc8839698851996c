from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lianjian.chain.registry import selectors
from lianjian.chain.registry.services import enter_honour, withdraw_honour
from lianjian.ground.core import clock, files
from lianjian.ground.core.tests.picture_makers import of_size, opened_from_here
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope
from lianjian.ground.ui.listing import DECLARED

from .makers import a_branch, a_source, an_entity, an_honour

GIVEN: dict[str, Any] = {
    "title": "先进基层党组织",
    "issuer": "示例县委",
    "level": "county",
    "year": 2024,
}
PDF = b"%PDF-1.4 a sample"


def yesterday() -> dt.date:
    return clock.today() - dt.timedelta(days=1)


def test_a_picture_of_6_mb_that_shows_it_is_refused_without_being_drawn(
    world, monkeypatch: pytest.MonkeyPatch
):
    opened = opened_from_here(monkeypatch)
    with pytest.raises(Invalid, match="5 MB"):
        enter_honour(world.mei.actor, holder=world.stone, **GIVEN, file=of_size(6 * 1024 * 1024))
    assert opened == []
    # Control: a smaller one is drawn.
    enter_honour(world.mei.actor, holder=world.stone, **GIVEN, file=of_size(4 * 1024 * 1024))
    assert opened == [4 * 1024 * 1024]


def test_body_branch_and_business_entity_hold_honours(world):
    branch, entity = a_branch(world.stone), an_entity(world.town)
    for holder in (world.stone, branch, entity):
        made = enter_honour(world.mei.actor, holder=holder, **GIVEN)
        assert made.holder == holder
        assert [one.pk for one in selectors.honours_of(world.mei.scope, holder)] == [made.pk]


def test_the_year_follows_from_the_day(world):
    given = {**GIVEN, "year": None, "awarded_on": dt.date(2022, 7, 1)}
    assert enter_honour(world.mei.actor, holder=world.stone, **given).year == 2022


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"year": None}, "year"),
        ({"year": 1900}, "year"),
        ({"year": 2199}, "year"),
        ({"awarded_on": dt.date(2023, 7, 1)}, "awarded_on"),
        ({"valid_until": dt.date(2023, 7, 1)}, "valid_until"),
        ({"level": "world"}, "level"),
        ({"title": " "}, "title"),
        ({"file": b"MZ a program"}, "file"),
        ({"file": b"%PDF-" + b"0" * (5 * 1024 * 1024)}, "file"),
    ],
)
def test_it_refuses_what_cannot_be(world, wrong, field):
    with pytest.raises(Invalid) as refusal:
        enter_honour(world.mei.actor, holder=world.stone, **{**GIVEN, **wrong})
    assert field in refusal.value.fields


def test_what_stands_behind_it_decides_its_grade(world):
    said = enter_honour(world.mei.actor, holder=world.stone, **GIVEN)
    sentence = enter_honour(world.mei.actor, holder=world.stone, **GIVEN, evidence="牌匾在村委会")
    told = enter_honour(world.mei.actor, holder=world.stone, **GIVEN, source=a_source(world.county))
    paper = enter_honour(world.mei.actor, holder=world.stone, **GIVEN, file=PDF)
    assert [one.grade for one in (said, sentence, told, paper)] == [0, 1, 1, 2]


def test_own_people_and_the_coordinator_enter_it_and_nobody_else(world):
    enter_honour(world.lin.actor, holder=world.stone, **GIVEN)
    enter_honour(world.wen.actor, holder=world.university, **GIVEN)
    for who in (world.hao, world.bo, world.xu):
        with pytest.raises(Denied):
            enter_honour(who.actor, holder=world.stone, **GIVEN)
    with pytest.raises(Denied):  # It has people of its own here.
        enter_honour(world.mei.actor, holder=world.university, **GIVEN)


def test_an_honour_expires_by_itself_and_is_shown_as_expired(world):
    honour = an_honour(world.stone, valid_until=yesterday())
    assert honour.is_expired
    assert not honour.holds_on(clock.today())
    client = world.lin.client()
    assert "已过期" in client.get(reverse("registry:honour", args=[honour.pk])).text
    there = reverse("registry:honours")
    assert honour.title in client.get(there, {"standing": "expired"}).text
    assert honour.title not in client.get(there, {"standing": "held"}).text


def test_withdrawing_needs_a_reason_keeps_the_record_and_happens_once(world):
    honour = an_honour(world.stone)
    with pytest.raises(Invalid):
        withdraw_honour(world.lin.actor, honour=honour, reason="")
    withdraw_honour(world.lin.actor, honour=honour, reason="录入有误")
    kept = selectors.honour(world.lin.scope, honour.pk)
    assert (kept.state, kept.withdrawn_reason) == ("withdrawn", "录入有误")
    with pytest.raises(Invalid):
        withdraw_honour(world.lin.actor, honour=kept, reason="又一次")


def test_who_sees_the_holder_sees_the_honour(world):
    honour = an_honour(world.university)
    assert selectors.honour(world.mei.scope, honour.pk) == honour
    assert selectors.honour(world.wen.scope, honour.pk) == honour
    with pytest.raises(OutOfScope):
        selectors.honour(world.hao.scope, honour.pk)


def test_no_list_is_sorted_by_level_or_number_of_honours(world):
    ours = {field for one in DECLARED for field in one.fields}
    assert not {field for field in ours if "level" in field or "honour" in field}


def test_it_is_entered_with_its_document_and_read_again(world):
    client = world.lin.client()
    there = f"{reverse('registry:new_honour')}?organisation={world.stone.pk}"
    sent = {**GIVEN, "file": SimpleUploadedFile("a.pdf", PDF)}
    assert client.post(there, sent).status_code == 302
    honour = selectors.honours(world.lin.scope).get()
    assert honour.file is not None
    assert files.read(honour.file) == PDF
    answer = client.get(reverse("registry:honour_file", args=[honour.pk]))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    away = reverse("registry:honour_file", args=[honour.pk])
    assert world.hao.client().get(away).status_code == 404


def test_a_program_is_refused_beside_its_box(world):
    there = f"{reverse('registry:new_honour')}?organisation={world.stone.pk}"
    sent = {**GIVEN, "file": SimpleUploadedFile("a.pdf", b"MZ")}
    page = world.lin.client().post(there, sent)
    assert page.status_code == 422
    assert "请选择 PDF 或图片" in page.text


def test_one_without_a_document_has_none_to_read(world):
    honour = an_honour(world.stone)
    answer = world.lin.client().get(reverse("registry:honour_file", args=[honour.pk]))
    assert answer.status_code == 404


def test_the_holder_is_found_first(world):
    entity = an_entity(world.town, name="石桥茶社")
    page = world.mei.client().get(reverse("registry:new_honour"), {"q": "石桥"}).text
    assert f"?organisation={world.stone.pk}" in page
    assert f"?entity={entity.pk}" in page
