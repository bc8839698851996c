from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from lianjian.chain.registry import selectors
from lianjian.chain.registry.services import change_source, enter_source
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from .makers import a_source, an_honour

TEXT: dict[str, Any] = {"title": "示例县联建见闻", "outlet": "示例日报"}


def test_it_belongs_to_the_place_of_whoever_took_it(world):
    made = enter_source(world.mei.actor, **TEXT, published_on=dt.date(2023, 7, 1))
    assert (made.division, made.keeper) == (world.county, None)
    assert selectors.source(world.mei.scope, made.pk) == made
    for who in (world.hao, world.wen, world.lin):
        with pytest.raises(OutOfScope):
            selectors.source(who.scope, made.pk)


def test_a_society_takes_it_for_itself(world):
    made = enter_source(world.bo.actor, **TEXT)
    assert (made.division, made.keeper) == (None, world.society)


def test_the_system_says_for_which_place(world):
    assert enter_source(system("an import"), **TEXT, division=world.county).division == world.county
    with pytest.raises(Invalid):
        enter_source(system("an import"), **TEXT)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("记者 通讯员", "记者、通讯员"),
        ("记者/记者", "记者"),
        ("", ""),
        ("特约记者，摄影", "特约记者、摄影"),
    ],
)
def test_a_byline_keeps_roles(world, said, kept):
    assert enter_source(world.mei.actor, **TEXT, byline=said).byline == kept


@pytest.mark.parametrize("said", ["记者 某某某", "本报某人", "reporter"])
def test_a_byline_with_anything_else_is_refused_so_no_name_is_kept(world, said):
    with pytest.raises(Invalid) as refusal:
        enter_source(world.mei.actor, **TEXT, byline=said)
    assert "byline" in refusal.value.fields
    assert not selectors.sources(world.mei.scope).exists()


@pytest.mark.parametrize("wrong", [{"address": "javascript:1"}, {"title": "文"}, {"outlet": " "}])
def test_it_refuses_what_is_no_title_outlet_or_address(world, wrong):
    with pytest.raises(Invalid):
        enter_source(world.mei.actor, **{**TEXT, **wrong})


def test_a_correction_leaves_the_rest_and_takes_a_day_away(world):
    source = a_source(world.county, published_on=dt.date(2023, 7, 1))
    change_source(world.mei.actor, source=source, outlet="示例晚报", published_on=None)
    now = selectors.source(world.mei.scope, source.pk)
    assert (now.outlet, now.published_on, now.title) == ("示例晚报", None, source.title)


def test_who_only_reads_enters_none(world):
    from tests.cast import Character
    from tests.makers import a_post

    from lianjian.ground.accounts.roles import Role

    judge = Character(a_post(Role.EVALUATOR, division=world.county))
    with pytest.raises(Denied):
        enter_source(judge.actor, **TEXT)


def test_it_is_entered_found_and_corrected_in_the_browser(world):
    client = world.mei.client()
    sent = {
        **TEXT,
        "byline": "记者",
        "published_on": "2023-07-01",
        "address": "https://example.cn/1",
    }
    assert client.post(reverse("registry:new_source"), sent).status_code == 302
    source = selectors.sources(world.mei.scope).get()
    an_honour(world.stone, title="文中的荣誉", source=source)
    assert "文中的荣誉" in client.get(reverse("registry:source", args=[source.pk])).text
    there = reverse("registry:sources")
    assert source.title in client.get(there, {"q": "见闻", "outlet": "示例日报"}).text
    assert "没有符合条件的来源" in client.get(there, {"q": "没有"}).text
    change = reverse("registry:change_source", args=[source.pk])
    assert client.post(change, {**sent, "byline": "某人"}).status_code == 422
    assert client.post(change, {**sent, "title": "改过的题"}).status_code == 302
    assert selectors.sources(world.mei.scope).get().title == "改过的题"


def test_an_honour_names_a_source_that_its_reader_does_not_see_without_a_link(world):
    source = a_source(world.next_county)
    honour = an_honour(world.stone, source=source)
    page = world.lin.client().get(reverse("registry:honour", args=[honour.pk])).text
    assert source.title in page
    assert reverse("registry:source", args=[source.pk]) not in page
