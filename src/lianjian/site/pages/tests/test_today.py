from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from tests import makers

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import today as core_today
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.today import Matter

ALL = Scope.of_everything()


@pytest.fixture
def stone(world):
    return a_branch(world.stone)


@pytest.fixture(autouse=True)
def _nothing_waits(monkeypatch):
    monkeypatch.setattr(core_today, "_PROVIDERS", [])


def wait(*matters: Matter) -> None:
    core_today.register(lambda _actor: matters)


def test_it_asks_whoever_is_not_signed_in_to_sign_in(client, world):
    answer = client.get(reverse("today"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_the_biggest_thing_on_a_village_page_is_the_box(world, stone):
    page = world.lin.client().get(reverse("today"))
    assert "需要什么？用一句话写下来" in page.text
    assert page.text.index("<textarea") < page.text.index("没有等您处理的事")


def test_a_liaison_officer_is_asked_what_they_can_give(world):
    a_branch(world.university)
    assert "能提供什么？用一句话写下来" in world.wen.client().get(reverse("today")).text


def test_a_coordinator_has_the_box_for_reports_and_none_for_needs(world, stone):
    page = world.mei.client().get(reverse("today")).text
    assert "发生了什么？" in page
    assert page.count("<textarea") == 1


def test_one_line_becomes_an_open_need(world, stone):
    sent = {"branch": stone.pk, "title": "想请人来教果树嫁接"}
    answer = world.lin.client().post(reverse("today_write"), sent)
    assert answer.status_code == 302
    need = exchange.needs(ALL).get()
    assert (need.title, need.branch, need.state) == ("想请人来教果树嫁接", stone, "open")


def test_one_line_of_an_organisation_becomes_an_offer(world):
    branch = a_branch(world.university)
    world.wen.client().post(reverse("today_write"), {"branch": branch.pk, "title": "技术员到村"})
    assert exchange.offers(ALL).get().branch == branch


def test_what_was_just_posted_can_be_taken_back(world, stone):
    client = world.lin.client()
    client.post(reverse("today_write"), {"branch": stone.pk, "title": "写错了的一句"})
    page = client.get(reverse("today"))
    address = reverse("exchange:change_need", args=[exchange.needs(ALL).get().pk, "withdraw"])
    assert address in page.text
    client.post(address)
    assert exchange.needs(ALL).get().state == "withdrawn"


def test_an_empty_line_comes_back_with_what_is_wrong(world, stone):
    answer = world.lin.client().post(reverse("today_write"), {"branch": stone.pk, "title": " "})
    assert answer.status_code == 422
    assert not exchange.needs(ALL).exists()


def test_nobody_writes_for_a_branch_that_is_not_theirs(world, stone):
    other = a_branch(world.university)
    sent = {"branch": other.pk, "title": "冒名的一句话"}
    assert world.lin.client().post(reverse("today_write"), sent).status_code == 422
    assert not exchange.needs(ALL).exists()


def test_a_coordinator_posts_nothing_here(world, stone):
    sent = {"branch": stone.pk, "title": "替村里写一句"}
    assert world.mei.client().post(reverse("today_write"), sent).status_code in (403, 422)
    assert not exchange.needs(ALL).exists()


def test_writing_is_never_a_matter_of_following_a_link(world, stone):
    assert world.lin.client().get(reverse("today_write")).status_code == 405


def test_the_same_form_sent_twice_posts_once(world, stone):
    client = world.lin.client()
    sent = {"branch": stone.pk, "title": "只发一次", "_key": "one-and-the-same"}
    for _each in range(2):
        client.post(reverse("today_write"), sent)
    assert exchange.needs(ALL).count() == 1


def test_whoever_speaks_for_two_branches_says_for_which(world):
    first, second = a_branch(world.university), a_branch(world.university, unit="园艺学院")
    page = world.wen.client().get(reverse("today"))
    assert first.name in page.text
    assert second.name in page.text


def test_a_village_without_a_branch_is_told_whom_to_ask(world):
    page = world.lin.client().get(reverse("today"))
    assert "还没有录入您的党支部" in page.text
    assert page.text.count("<textarea") == 1
    assert "需要什么？用一句话写下来" not in page.text


def test_somebody_without_a_post_is_told_whom_to_ask(db, client):
    client.force_login(makers.a_person("nobody"))
    assert "您今天没有岗位" in client.get(reverse("today")).text


def test_what_waits_stands_there_one_line_each_the_earliest_first(world, stone):
    day = dt.date(2026, 1, 2)
    wait(
        Matter("以后再说的事", "/a", "看一看"),
        Matter("快到期的事", "/b", "答复", due=day),
    )
    page = world.lin.client().get(reverse("today")).text
    assert "等您处理 2 件" in page
    assert page.index("快到期的事") < page.index("以后再说的事")


def test_it_shows_no_count_of_anybody_else(world, stone):
    page = world.lin.client().get(reverse("today")).text
    assert "排名" not in page
