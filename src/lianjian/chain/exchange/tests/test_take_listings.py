from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.exchange.models import Need, Offer
from lianjian.chain.exchange.services.take_listings import take_needs, take_offers
from lianjian.chain.exchange.taking import weigh_listings
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Line, Standing, Weighed, in_silence
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.of_everything()


def weighed(actor: Actor, *lines: dict[str, object]) -> list[Weighed]:
    rows = [Line(n, {"village": "石桥村", **one}) for n, one in enumerate(lines, start=2)]
    return weigh_listings(actor, rows, in_silence, kind=Need, side="village")


def test_a_need_is_open_at_once_and_counts_as_said(world: World):
    a_branch(world.stone)
    assert (
        take_needs(world.mei.actor, batch=Batch("a", weighed(world.mei.actor, {"title": "路灯"})))
        == 1
    )
    need = Need.within(EVERYTHING).get()
    assert (need.state, need.grade, need.area, need.area_guessed) == ("open", 0, "livelihood", True)


def test_the_same_need_in_another_year_is_another(world: World):
    a_branch(world.stone)
    first = {"title": "路灯", "starts": dt.date(2026, 1, 1)}
    take_needs(world.mei.actor, batch=Batch("a", weighed(world.mei.actor, first)))
    same, other = weighed(world.mei.actor, first, {**first, "starts": dt.date(2027, 1, 1)})
    assert (same.standing, other.standing) == (Standing.UNCHANGED, Standing.NEW)


def test_what_a_later_sheet_says_more_is_added(world: World):
    a_branch(world.stone)
    take_needs(world.mei.actor, batch=Batch("a", weighed(world.mei.actor, {"title": "路灯"})))
    [found] = weighed(world.mei.actor, {"title": "路灯", "quantity": "二十盏"})
    assert found.standing == Standing.CHANGED
    take_needs(world.mei.actor, batch=Batch("a", [found]))
    assert Need.within(EVERYTHING).get().quantity == "二十盏"


def test_hao_cannot_take_what_mei_has_weighed(world: World):
    a_branch(world.stone)
    found = weighed(world.mei.actor, {"title": "路灯"})
    with pytest.raises(Denied):
        take_needs(world.hao.actor, batch=Batch("a", found))
    assert not Need.within(EVERYTHING).exists()


def test_offers_are_their_own_people_s(world: World):
    a_branch(world.university)
    line = Line(2, {"partner": "省农业大学", "title": "专家下乡"})
    own = weigh_listings(world.wen.actor, [line], in_silence, kind=Offer, side="partner")
    assert take_offers(world.wen.actor, batch=Batch("a", own)) == 1
    assert Offer.within(EVERYTHING).get().grade == 1
    others = weigh_listings(world.mei.actor, [line], in_silence, kind=Offer, side="partner")
    assert others[0].standing == Standing.WRONG
    with pytest.raises(Denied):
        take_offers(world.bo.actor, batch=Batch("a", own))


def test_its_industry_is_read_or_guessed_and_its_text_can_be_encoded(world: World):
    a_branch(world.stone)
    lines = weighed(world.mei.actor, {"title": "果树修剪"}, {"title": "路灯", "industry": "01"})
    take_needs(world.mei.actor, batch=Batch("a", lines))
    guessed, said = Need.within(EVERYTHING).order_by("pk")
    assert (guessed.industry, guessed.industry_guessed) == ("01", True)
    assert (said.industry, said.industry_guessed) == ("01", False)
    assert len({guessed.text_key, said.text_key}) == 2
