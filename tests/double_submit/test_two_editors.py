"""T5: two people have the same form open. Nobody's word is lost, and nobody's in silence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.accords.tests import side_makers as sides
from lianjian.chain.exchange.tests.makers import a_need
from lianjian.chain.registry.tests.makers import (
    a_posting,
    a_source,
    a_tie,
    an_entity,
    an_honour,
    an_office,
)
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.cast import World

from .pages import form_of

pytestmark = [pytest.mark.campaign, pytest.mark.once]

EDITED = (
    "accords:revise_group",
    "accords:set_term",
    "registry:amend",
    "registry:change_entity",
    "registry:change_source",
    "registry:amend_honour",
    "registry:amend_office",
    "registry:amend_posting",
    "registry:amend_tie",
    "exchange:amend_need",
    "organisations:amend",
)
OF_THE_COUNTY = ("accords:set_term", "registry:amend_posting")
CHANGES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "accords:revise_group": (("duties", "每季度会商"), ("name", "石桥村领导小组")),
    "accords:set_term": (("term_from", "2026-01-01"), ("term", "第一届")),
    "registry:amend": (("span", "3"), ("name", "石桥村党总支")),
    "registry:change_entity": (("industry", "15"), ("name", "石桥茶业合作社")),
    "registry:change_source": (("outlet", "示例晚报"), ("title", "示例县见闻")),
    "registry:amend_honour": (("issuer", "示例市的机构"), ("title", "示范村")),
    "registry:amend_office": (("starts", "2021-01-01"), ("title", "党总支书记")),
    "registry:amend_posting": (("batch", "8"), ("handover", "联系农技站")),
    "registry:amend_tie": (("attested_by", "农技站"), ("evidence", "一起修过山塘")),
    "exchange:amend_need": (("quantity", "两座"), ("title", "添一座冷库")),
    "organisations:amend": (("uscc", "12350100MB0000001Y"), ("name", "石桥新村")),
}
"""For each form: what the first changes, and what the second changes in another field."""


@pytest.fixture
def rows(world: World) -> dict[str, Any]:
    branch, village = accords.branch_of(world.stone), world.stone.affiliation
    assert village is not None
    need = a_need(branch)
    before = a_posting(branch, batch=5, ends=dt.date(2025, 1, 31))
    accord = accords.an_accord(accords.three_parties(world))
    return {
        "accords:revise_group": sides.a_group(world.lin, accord),
        "accords:set_term": accords.a_body_at_work(world),
        "registry:amend": branch,
        "registry:change_entity": an_entity(village, branch),
        "registry:change_source": a_source(village),
        "registry:amend_honour": an_honour(branch),
        "registry:amend_office": an_office(branch),
        "registry:amend_posting": a_posting(branch, follows=before, starts=dt.date(2025, 2, 1)),
        "registry:amend_tie": a_tie(branch, accords.branch_of(world.university)),
        "exchange:amend_need": need,
        "organisations:amend": world.stone,
    }


@pytest.fixture
def two(world: World, request: pytest.FixtureRequest) -> tuple[Client, Client]:
    """The village's secretary and the county's coordinator; of what the county alone changes, two
    windows of its coordinator."""
    name = getattr(request.node, "callspec", None)
    if name is not None and name.params.get("name") in OF_THE_COUNTY:
        return world.mei.client(), world.mei.client()
    return world.lin.client(), world.mei.client()


def both_open(two: tuple[Client, Client], name: str, row: Any) -> tuple[str, list[dict[str, str]]]:
    url = reverse(name, args=[row.pk])
    return url, [form_of(client, url) for client in two]


def now(row: Any, field: str) -> str:
    with scope_lifted("a test looks behind"):
        row.refresh_from_db()
    return str(getattr(row, field))


@pytest.mark.parametrize("name", EDITED)
def test_what_two_change_in_different_fields_is_kept(two, rows, name: str):
    row = rows[name]
    url, shown = both_open(two, name, row)
    for client, form, (field, value) in zip(two, shown, CHANGES[name], strict=True):
        assert client.post(url, {**form, field: value}).status_code == 302
    assert [now(row, field) for field, _value in CHANGES[name]] == [
        value for _field, value in CHANGES[name]
    ]


@pytest.mark.parametrize("name", EDITED)
def test_what_two_change_in_the_same_field_is_told_to_the_second(
    two, rows, name: str, campaign: Reporter
):
    row = rows[name]
    url, shown = both_open(two, name, row)
    field = CHANGES[name][1][0]
    first = two[0].post(url, {**shown[0], field: "先写的名称"})
    second = two[1].post(url, {**shown[1], field: "后写的名称"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert now(row, field) == "先写的名称"
    page = second.content.decode()
    assert "先写的名称" in page
    assert "后写的名称" in page
    campaign(
        "T5",
        f"two editors of one record: {name}",
        size=3,
        control="a form that forgets what it showed loses the first word",
        outcome="other fields kept; the same field: 409 with both texts",
    )


@pytest.mark.parametrize("name", EDITED)
def test_both_saying_the_same_is_no_quarrel(two, rows, name: str):
    row = rows[name]
    url, shown = both_open(two, name, row)
    field = CHANGES[name][1][0]
    for client, form in zip(two, shown, strict=True):
        assert client.post(url, {**form, field: "同一个名称"}).status_code == 302
    assert now(row, field) == "同一个名称"


def test_control_a_form_that_forgets_what_it_showed_loses_the_first_word(
    two, rows, monkeypatch: pytest.MonkeyPatch
):
    """Every form writes all its fields: the second puts back what the first changed."""
    from lianjian.chain.exchange.forms import AmendForm

    def everything(form: forms.Form, _now: Any) -> dict[str, Any]:
        return form.cleaned_data

    monkeypatch.setattr(AmendForm, "changes", everything)
    row = rows["exchange:amend_need"]
    url, shown = both_open(two, "exchange:amend_need", row)
    for client, form, (field, value) in zip(
        two, shown, CHANGES["exchange:amend_need"], strict=True
    ):
        client.post(url, {**form, field: value})
    assert now(row, "quantity") != "两座"


def test_a_place_is_told_by_its_name(world: World, two):
    """A form sends a place by its key; the person who must decide reads names."""
    url, shown = both_open(two, "organisations:amend", world.stone)
    first = two[0].post(url, {**shown[0], "seat": "石桥镇"})
    second = two[1].post(url, {**shown[1], "seat": "邻县"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "石桥镇" in second.content.decode()
    assert "邻县" in second.content.decode()


def test_a_seat_that_somebody_else_chose_stays(world: World, two):
    """The second shows the old seat still and changes the name alone."""
    url, shown = both_open(two, "organisations:amend", world.stone)
    assert two[0].post(url, {**shown[0], "seat": "石桥镇"}).status_code == 302
    assert two[1].post(url, {**shown[1], "name": "石桥新村"}).status_code == 302
    assert now(world.stone, "seat") == "石桥镇"
