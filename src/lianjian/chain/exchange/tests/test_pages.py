"""Lists, one-line forms, and what others get instead."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.exchange.models import Need, Offer
from lianjian.chain.registry.tests.makers import a_branch

from .makers import a_need, an_offer


def test_lin_posts_in_one_line(world: World):
    stone = a_branch(world.stone)
    client = world.lin.client()
    assert client.get(reverse("exchange:new_need")).status_code == 200
    sent = client.post(
        reverse("exchange:new_need"), {"branch": stone.pk, "title": "果品销路", "_key": "k1"}
    )
    need = Need.within(world.lin.scope).get()
    there = reverse("exchange:need", args=[need.pk])
    assert sent.headers["Location"] == there
    assert "果品销路" in client.get(there).content.decode()


def test_the_same_form_sent_twice_posts_once(world: World):
    stone = a_branch(world.stone)
    client = world.lin.client()
    for _twice in range(2):
        client.post(
            reverse("exchange:new_need"), {"branch": stone.pk, "title": "果品销路", "_key": "k1"}
        )
    assert Need.within(world.lin.scope).count() == 1


def test_an_empty_line_comes_back_with_what_is_wrong(world: World):
    stone = a_branch(world.stone)
    answer = world.lin.client().post(
        reverse("exchange:new_need"), {"branch": stone.pk, "title": ""}
    )
    assert answer.status_code == 422
    assert "lj-errors" in answer.content.decode()


def test_wen_posts_an_offer_and_no_need(world: World):
    branch = a_branch(world.university)
    client = world.wen.client()
    assert client.get(reverse("exchange:new_need")).status_code == 403
    client.post(reverse("exchange:new_offer"), {"branch": branch.pk, "title": "派技术员"})
    assert Offer.within(world.wen.scope).count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 200), ("mei", 200), ("hao", 404), ("wen", 404)]
)
def test_a_need_opens_for_those_who_may_read_it(world: World, who: str, status: int):
    need = a_need(a_branch(world.stone))
    page = getattr(world, who).client().get(reverse("exchange:need", args=[need.pk]))
    assert page.status_code == status


def test_a_list_filters_searches_and_exports(world: World):
    stone = a_branch(world.stone)
    a_need(stone, "果品销路", area="industry")
    a_need(stone, "老人食堂", area="livelihood")
    client = world.mei.client()
    found = client.get(reverse("exchange:needs"), {"area": "livelihood"}).content.decode()
    assert "老人食堂" in found
    assert "果品销路" not in found
    assert "果品销路" in client.get(reverse("exchange:needs"), {"q": "果品"}).content.decode()
    empty = client.get(reverse("exchange:offers"))
    assert empty.status_code == 200


def test_lin_changes_her_need_and_hao_cannot(world: World):
    need = a_need(a_branch(world.stone))
    change = reverse("exchange:amend_need", args=[need.pk])
    withdraw = reverse("exchange:change_need", args=[need.pk, "withdraw"])
    lin, hao, xu = world.lin.client(), world.hao.client(), world.xu.client()
    assert hao.post(withdraw).status_code == 404
    assert xu.post(withdraw).status_code == 403
    assert xu.get(change).status_code == 403
    assert lin.get(withdraw).status_code == 405
    assert lin.get(change).status_code == 200
    lin.post(change, {"title": "苹果销路", "area": "industry"})
    lin.post(withdraw)
    need.refresh_from_db()
    assert (need.title, need.state) == ("苹果销路", "withdrawn")
    assert lin.post(reverse("exchange:change_need", args=[need.pk, "expire"])).status_code == 404


def undo_at(html: str) -> str:
    """Where the button in the notice of a page goes; nowhere if it has none."""
    notice = re.search(r'class="lj-notice".*?</div>', html, re.DOTALL)
    assert notice is not None
    button = re.search(r'action="([^"]+)"', notice[0])
    return button[1] if button else ""


def test_what_was_withdrawn_is_put_back_with_one_press(world: World):
    need, lin = a_need(a_branch(world.stone)), world.lin.client()
    sent = lin.post(reverse("exchange:change_need", args=[need.pk, "withdraw"]), follow=True)
    back = lin.post(undo_at(sent.content.decode()), follow=True)
    need.refresh_from_db()
    assert need.state == "open"
    lin.post(undo_at(back.content.decode()))
    need.refresh_from_db()
    assert need.state == "withdrawn"


def test_who_says_that_a_need_is_met_says_it_for_good(world: World):
    need, lin = a_need(a_branch(world.stone)), world.lin.client()
    sent = lin.post(reverse("exchange:change_need", args=[need.pk, "meet"]), follow=True)
    assert undo_at(sent.content.decode()) == ""


def test_an_offer_is_shown_and_changed_by_its_own(world: World):
    offer = an_offer(a_branch(world.university))
    wen = world.wen.client()
    assert wen.get(reverse("exchange:offer", args=[offer.pk])).status_code == 200
    wen.post(reverse("exchange:amend_offer", args=[offer.pk]), {"title": "门店", "area": ""})
    wen.post(reverse("exchange:change_offer", args=[offer.pk, "meet"]))
    offer.refresh_from_db()
    assert (offer.title, offer.state) == ("门店", "met")


def test_a_branchs_page_shows_what_it_posted(world: World):
    stone = a_branch(world.stone)
    a_need(stone, "果品销路")
    page = world.lin.client().get(reverse("registry:branch", args=[stone.pk]))
    assert "果品销路" in page.content.decode()


def test_the_list_takes_as_many_queries_for_many_rows_as_for_few(
    world: World, django_assert_max_num_queries
):
    stone = a_branch(world.stone)
    for n in range(30):
        a_need(stone, f"需求{n}")
    client = world.mei.client()
    with django_assert_max_num_queries(15):
        assert client.get(reverse("exchange:needs")).status_code == 200
