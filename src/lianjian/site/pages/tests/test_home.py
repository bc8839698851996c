from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from tests.makers import LONG_AGO

from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scoped import scope_lifted
from lianjian.site.pages import figures


def a_pairing(world, village, partner, **more) -> Pairing:
    details: dict[str, Any] = {
        "origin": "round",
        "state": "live",
        "agreed_on": LONG_AGO,
        "live_since": LONG_AGO,
        **more,
    }
    with scope_lifted("a maker"):
        pairing: Pairing = Pairing.objects.create(village=village, partner=partner, **details)
    return pairing


@pytest.fixture
def pair(world):
    return a_branch(world.stone), a_branch(world.university)


def test_everybody_may_read_it(client, db):
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert "村里的事，和谁一起做，做成了什么" in page.text


def test_a_first_visit_is_chinese_whatever_the_browser_says(client, db):
    page = client.get(reverse("home"), headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "zh-hans"


def test_it_counts_villages_and_not_pairings(world, pair):
    village, partner = pair
    a_pairing(world, village, partner)
    a_pairing(world, village, a_branch(world.society))
    figure = figures.villages_with_a_live_pairing()
    assert (figure.value, figure.grade) == (1, 3)
    assert "共 1 村" in figure.note


def test_it_counts_only_what_is_live(world, pair):
    a_pairing(world, *pair, state="agreed")
    assert figures.villages_with_a_live_pairing().value == 0


def test_a_pairing_from_before_lowers_the_grade_of_the_sum(world, pair):
    a_pairing(world, *pair, origin="before")
    assert figures.villages_with_a_live_pairing().grade == 2


def test_where_nothing_is_counted_nothing_is_graded(db):
    assert [figure.grade for figure in figures.figures()] == [None, None]


def test_it_names_no_village(client, world, pair):
    a_pairing(world, *pair)
    assert "石桥村" not in client.get(reverse("home")).text


@pytest.mark.parametrize("typed", ["7k3m92qx4dta", "7K3M-92QX-4DTA", " 7k3m 92qx 4dta "])
def test_a_code_as_people_type_it_finds_the_verify_page(client, db, typed):
    try:
        reverse("verify")
    except NoReverseMatch:
        pytest.skip("the verify page is not built yet")
    answer = client.get(reverse("find"), {"q": typed})
    assert answer["Location"].endswith("7K3M-92QX-4DTA")


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "怎么用"), ("en", "How to use it")])
def test_help_is_there_in_both_languages(client, db, language, words):
    client.cookies["lianjian_language"] = language
    assert words in client.get(reverse("help")).text
