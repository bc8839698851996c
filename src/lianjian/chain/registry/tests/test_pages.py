from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from lianjian.chain.registry import sections, selectors
from lianjian.chain.registry.models import Branch, Tie
from lianjian.ground.core.scope import Scope

from .makers import a_branch, a_posting, a_tie


def address(name: str, row: Any = None) -> str:
    return reverse(f"registry:{name}", args=[row.pk] if row else [])


@pytest.fixture
def stone(world) -> Branch:
    return a_branch(world.stone)


@pytest.fixture
def college(world) -> Branch:
    return a_branch(world.university, unit="园艺学院")


def test_the_list_shows_what_the_coordinator_may_see(world, stone, college):
    page = world.mei.client().get(address("branches"))
    assert stone.name in page.text
    assert college.name in page.text


def test_the_list_shows_the_next_county_nothing(world, stone):
    page = world.hao.client().get(address("branches"))
    assert stone.name not in page.text
    assert "还没有党支部" in page.text


def test_the_list_says_when_nothing_fits(world, stone):
    page = world.mei.client().get(address("branches"), {"q": "没有"})
    assert "没有符合条件的党支部" in page.text


def test_the_list_narrows_by_township(world, stone, college):
    page = world.mei.client().get(address("branches"), {"town": world.town.pk})
    assert stone.name in page.text
    assert college.name not in page.text


def test_the_list_costs_the_same_for_many(world, stone, django_assert_max_num_queries):
    for number in range(12):
        a_branch(world.stone, unit=f"第{number}小组")
    client = world.mei.client()
    with django_assert_max_num_queries(12):
        client.get(address("branches"))


def test_the_export_holds_the_same_rows(world, stone, college):
    answer = world.mei.client().get(address("branches"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3


def test_the_branch_page_tells_everything_about_it(world, stone, college):
    a_posting(stone, sending_unit=world.university)
    a_tie(stone, college)
    page = world.lin.client().get(address("branch", stone))
    for words in (stone.name, "一起办过技术培训", "第 6 批", "省派", "人脉纽带"):
        assert words in page.text


def test_the_branch_page_does_not_exist_for_the_next_county(world, stone):
    assert world.hao.client().get(address("branch", stone)).status_code == 404


def test_the_branch_page_hides_a_tie_from_whoever_is_on_neither_side(world, stone, college):
    a_tie(stone, college)
    host = a_branch(world.society)
    page = world.bo.client().get(address("branch", host))
    assert "一起办过技术培训" not in page.text


def test_later_rooms_add_their_sections(world, stone, monkeypatch):
    monkeypatch.setattr(sections, "_PROVIDERS", [])
    sections.register(
        lambda actor, branch: (
            sections.Section("要紧的事", "registry/ties.html")
            if actor.role == "village_secretary"
            else None
        )
    )
    assert "要紧的事" in world.lin.client().get(address("branch", stone)).text
    assert "要紧的事" not in world.mei.client().get(address("branch", stone)).text


def test_a_section_registers_once(monkeypatch):
    monkeypatch.setattr(sections, "_PROVIDERS", [])

    def provider(_actor, _branch):
        return None

    sections.register(provider)
    sections.register(provider)
    assert [provider] == sections._PROVIDERS


def test_entering_a_branch_begins_with_its_organisation(world):
    client = world.mei.client()
    found = client.get(address("new"), {"q": "石桥"})
    assert f"?host={world.stone.pk}" in found.text
    form = client.get(address("new"), {"host": world.stone.pk})
    assert "须优先照顾" in form.text
    made = client.post(
        f"{address('new')}?host={world.stone.pk}", {"level": "branch", "span": 2, "unit": ""}
    )
    assert made.status_code == 302
    assert [branch.span for branch in selectors.villages(world.mei.scope)] == [2]


def test_the_way_to_enter_a_branch_is_shown_to_whoever_can_use_it(world):
    words = "录入党支部"
    assert words in world.lin.client().get(address("branches")).text
    a_branch(world.stone)
    assert words not in world.lin.client().get(address("branches")).text
    assert words in world.mei.client().get(address("branches")).text
    assert words not in world.xu.client().get(address("branches")).text


def test_entering_it_twice_says_so_beside_the_field(world, stone):
    page = world.mei.client().post(
        f"{address('new')}?host={world.stone.pk}", {"level": "branch", "span": 1, "unit": ""}
    )
    assert page.status_code == 422
    assert "这个机构已有党支部" in page.text
    assert Branch.within(world.mei.scope).count() == 1


def test_nobody_gets_a_form_that_would_be_refused(world, stone, college):
    assert world.xu.client().get(address("amend", stone)).status_code == 403
    assert world.xu.client().get(address("post", stone)).status_code == 403
    assert world.bo.client().get(address("record_tie", a_branch(world.society))).status_code == 200
    assert world.xu.client().get(f"{address('new')}?host={world.stone.pk}").status_code == 403


def test_the_village_changes_its_details_and_is_not_asked_whether_it_must_be_served(world, stone):
    client = world.lin.client()
    assert "必须保障" not in client.get(address("amend", stone)).text
    client.post(address("amend", stone), {"name": stone.name, "level": "branch", "span": 3})
    assert selectors.branch(world.mei.scope, stone.pk).span == 3


def test_a_forged_mark_from_a_village_changes_nothing(world, stone):
    sent = {"name": stone.name, "level": "branch", "span": 1, "must_serve": "on"}
    world.lin.client().post(address("amend", stone), sent)
    assert not selectors.branch(world.mei.scope, stone.pk).must_serve


def test_the_coordinator_enters_and_ends_a_posting(world, stone):
    client = world.mei.client()
    term = {"batch": 6, "level": "province", "starts": "2024-03-01"}
    assert client.post(address("post", stone), term).status_code == 302
    posting = selectors.postings(world.mei.scope, branch=stone).get()
    assert client.post(address("end_posting", posting), {"on": "2024-06-30"}).status_code == 302
    assert selectors.posting(world.mei.scope, posting.pk).ends == dt.date(2024, 6, 30)


def test_a_liaison_officer_records_a_tie_and_takes_it_back(world, stone, college):
    # The university sees the village once it keeps it in its own directory.
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.ground.organisations.models import DirectoryEntry

    with scope_lifted("a maker"):
        DirectoryEntry.objects.create(organisation=world.stone, keeper=world.university)
    client = world.wen.client()
    sent = {
        "other": stone.pk,
        "ground": Tie.Ground.PAST_COOPERATION,
        "evidence": "一起办过三期培训",
        "strength": 600,
        "grade": 1,
        "since": "2024-03-01",
    }
    assert client.post(address("record_tie", college), sent).status_code == 302
    tie = selectors.ties(world.mei.scope).get()
    assert client.get(address("withdraw_tie", tie)).status_code == 405
    assert client.post(address("withdraw_tie", tie)).status_code == 302
    assert not Tie.within(Scope.of_everything()).exists()


def test_a_person_who_was_not_asked_is_not_recorded(world, stone, college):
    sent = {
        "other": college.pk,
        "ground": Tie.Ground.NATIVE_PLACE,
        "evidence": "学院有一位老师是本村人",
        "strength": 600,
        "grade": 0,
        "since": "2024-03-01",
        "means_person": "on",
    }
    page = world.lin.client().post(address("record_tie", stone), sent)
    assert not Tie.within(Scope.of_everything()).exists()
    assert page.status_code == 422


@pytest.mark.parametrize("name", ["branches", "new"])
def test_whoever_has_not_signed_in_sees_nothing(client, world, stone, name):
    assert stone.name not in client.get(address(name)).text
