"""What villages have and nobody uses, and the board of all resources (M17, M41)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.exchange import selectors, services
from lianjian.chain.exchange.models import DormantAsset
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid

from .makers import a_need, a_sharing, an_asset, an_offer

ALL = Scope.of_everything()
SAID: dict[str, Any] = {"title": "闲置校舍一栋", "sort": "house"}


def test_a_village_enters_what_lies_dormant_in_one_line(world: World):
    made = services.register_asset(world.lin.actor, branch=a_branch(world.stone), **SAID)
    assert (made.state, made.ownership, made.grade) == ("dormant", "unclear", 1)


def test_what_its_coordinator_enters_was_said_only(world: World):
    made = services.register_asset(world.mei.actor, branch=a_branch(world.stone), **SAID)
    assert made.grade == 0


@pytest.mark.parametrize("who", ["hao", "wen", "xu"])
def test_others_enter_nothing(world: World, who: str):
    with pytest.raises(Denied):
        services.register_asset(getattr(world, who).actor, branch=a_branch(world.stone), **SAID)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"sort": "moon"},
        {"ownership": "mine"},
        {"income_before": -1},
        {"constraint": "长" * 301},
    ],
)
def test_what_makes_no_sense_is_refused(world: World, wrong):
    with pytest.raises(Invalid):
        services.register_asset(world.lin.actor, branch=a_branch(world.stone), **{**SAID, **wrong})
    assert not DormantAsset.within(ALL).exists()


def test_an_organisation_has_no_dormant_assets_here(world: World):
    with pytest.raises(Invalid):
        services.register_asset(world.wen.actor, branch=a_branch(world.university), **SAID)


def test_it_is_activated_step_by_step_and_tells_what_it_brought(world: World):
    asset = an_asset(a_branch(world.stone), income_before=100_000)
    services.turn_asset(world.lin.actor, asset=asset, verb="begin")
    with pytest.raises(Invalid):
        services.turn_asset(world.lin.actor, asset=asset, verb="remove")
    services.turn_asset(world.lin.actor, asset=asset, verb="finish")
    services.amend_asset(world.lin.actor, asset=asset, income_after=600_000)
    assert (asset.state, asset.brought) == ("activated", 500_000)
    services.amend_asset(world.lin.actor, asset=asset, income_after=None, title="老校舍")
    assert asset.title == "老校舍"
    assert an_asset(asset.branch, income_before=1).brought is None


def test_nobody_else_changes_it(world: World):
    asset = an_asset(a_branch(world.stone))
    for who in (world.hao, world.wen, world.xu):
        with pytest.raises(Denied):
            services.turn_asset(who.actor, asset=asset, verb="begin")
        with pytest.raises(Denied):
            services.amend_asset(who.actor, asset=asset, title="别的")


def test_the_next_county_and_a_directory_hear_nothing_of_it(world: World):
    stone = a_branch(world.stone)
    an_asset(stone)
    for who in (world.hao, world.wen, world.bo):
        assert not selectors.assets(who.scope).exists()
    a_sharing(stone, world.university)
    assert selectors.assets(world.wen.scope).count() == 1


def test_lin_walks_from_the_form_to_what_it_brings(world: World):
    stone, lin = a_branch(world.stone), world.lin.client()
    assert lin.get(reverse("exchange:new_asset")).status_code == 200
    said = {**SAID, "branch": stone.pk, "ownership": "collective", "income_before": "0.5"}
    sent = lin.post(reverse("exchange:new_asset"), said)
    asset = DormantAsset.within(ALL).get()
    assert sent.headers["Location"] == reverse("exchange:asset", args=[asset.pk])
    assert asset.income_before == 500_000
    change = reverse("exchange:amend_asset", args=[asset.pk])
    assert 'value="0.5"' in lin.get(change).content.decode()
    shown = {**SAID, "ownership": "collective", "income_before": "0.5", "income_after": "3"}
    lin.post(change, shown)
    page = lin.get(reverse("exchange:asset", args=[asset.pk])).content.decode()
    assert "25,000" in page
    lin.post(reverse("exchange:turn_asset", args=[asset.pk, "begin"]))
    asset.refresh_from_db()
    assert asset.state == "activating"
    assert lin.post(change, {**shown, "income_after": "很多"}).status_code == 422
    assert lin.post(reverse("exchange:turn_asset", args=[asset.pk, "sell"])).status_code == 404


def test_the_list_filters_and_exports(world: World):
    stone, mei = a_branch(world.stone), world.mei.client()
    an_asset(stone, "闲置校舍")
    an_asset(stone, "撂荒地", sort="land")
    found = mei.get(reverse("exchange:assets"), {"sort_of": "land"}).content.decode()
    assert "撂荒地" in found
    assert "闲置校舍" not in found
    export = mei.get(reverse("exchange:assets"), {"export": "csv"})
    assert "闲置校舍" in b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]
    assert world.wen.client().get(reverse("exchange:new_asset")).status_code == 403


def test_the_board_counts_by_area_and_state_and_opens_the_list(world: World):
    stone = a_branch(world.stone)
    a_need(stone, area="training")
    a_need(stone, area="training", state="met")
    an_offer(a_branch(world.university), area="industry")
    an_asset(stone)
    mei = world.mei.client()
    page = mei.get(reverse("exchange:board"))
    needs, offers, assets = page.context["tables"]
    assert dict(needs["rows"][3][2]) == {"open": 1, "matched": 0, "met": 1}
    assert dict(offers["rows"][0][2])["open"] == 1
    assert dict(assets["rows"][1][2])["dormant"] == 1
    town = {"town": str(world.town.pk), "area": "training", "state": "open"}
    assert mei.get(reverse("exchange:needs"), town).context["listing"].page.paginator.count == 1
    narrowed = mei.get(reverse("exchange:board"), {"town": "999999"})
    assert narrowed.context["chosen"] == ""


def test_an_industry_is_said_guessed_or_corrected(world: World):
    stone = a_branch(world.stone)
    guessed = services.post_need(world.lin.actor, branch=stone, title="老果园修剪")
    assert (guessed.industry, guessed.industry_guessed) == ("01", True)
    said = services.post_need(world.lin.actor, branch=stone, title="老果园", industry="83")
    assert (said.industry, said.industry_guessed) == ("83", False)
    services.amend(world.lin.actor, listing=guessed, industry="")
    assert (guessed.industry, guessed.industry_guessed) == ("", False)
    with pytest.raises(Invalid):
        services.post_need(world.lin.actor, branch=stone, title="老果园", industry="ZZ")
    mei = world.mei.client()
    of_education = mei.get(reverse("exchange:needs"), {"industry": "P"}).context["listing"]
    assert [row.pk for row in of_education.page] == [said.pk]
