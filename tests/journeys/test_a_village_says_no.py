"""A village secretary, on a phone: a slip, a password, one need in one line, a proposal, its
reasons, a no with its reason. The coordinator's round closes around it, and the rest goes on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser import House, Walker

from .steps import Walk, number_in
from .walking import confirm_password

pytestmark = pytest.mark.browser

COUNTY, VILLAGE = "county", "上云溪村"
PASSWORD = "溪边的第一句话 2026"
NEED = "想请人来教茶树换种"
SLIP = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b")


def test_a_village_comes_in_by_a_slip_and_says_no(browser: Browser, house: House):
    walk = Walk(browser, house, "village")
    with walk.as_(COUNTY, "desktop") as county:
        slip = a_slip(county)
    with walk.as_nobody("phone") as village:
        come_in(village, slip)
        post_in_one_line(village)
        walk.picture(village, "1-need")
        with walk.as_(COUNTY, "desktop") as county:
            round_ = a_small_round(county)
            walk.picture(county, "2-board")
        proposal = read_why(village)
        walk.picture(village, "3-why")
        say_no(village, proposal)
        walk.picture(village, "4-no")
    with walk.as_(COUNTY, "desktop") as county:
        county.open(proposal)
        county.sees("这一轮先不结，下轮再看")
        county.open(f"/pairing/rounds/{round_}")
        county.send(f"/rounds/{round_}/close")
        county.open(f"/pairing/rounds/{round_}")
        county.send(f"/rounds/{round_}/go-on")
        rest = number_in(county.page.url)
        assert rest != round_
        county.send(f"/rounds/{rest}/solve")
        partner = proposed(county)
        walk.picture(county, "5-the-rest")
        assert partner not in county.page.inner_text(".pr-list")


def a_slip(county: Walker) -> str:
    """Print one anew for somebody who has forgotten the password; gives its address."""
    county.open("/account/slips")
    confirm_password(county)
    for box in county.page.locator("input[name=post]:checked").all():
        box.evaluate("e => { e.checked = false }")
    line = county.page.locator("li", has_text=f"{VILLAGE}党支部书记").locator("input[name=post]")
    line.first.evaluate("e => { e.checked = true }")
    county.send("/slips/print")
    confirm_password(county)
    found = SLIP.search(county.page.inner_text("main"))
    assert found is not None, county.page.inner_text("main")
    return f"/account/slip/{found.group()}"


def come_in(village: Walker, slip: str) -> None:
    village.open(slip)
    village.write(password=PASSWORD, again=PASSWORD)
    village.send()
    assert "/slip" not in village.page.url, village.page.inner_text("main")


def post_in_one_line(village: Walker) -> None:
    village.open("/exchange/needs/new")
    village.write(title=NEED)
    village.send()
    village.sees(NEED)


def a_small_round(county: Walker) -> str:
    """One village, two partners; solved and published."""
    county.open("/pairing/rounds/new")
    county.write(name="小轮次（示例）")
    county.send()
    round_ = number_in(county.page.url)
    county.page.evaluate(
        """village => {
          const boxes = [...document.querySelectorAll('input[name=branch]')];
          let partners = 0;
          for (const box of boxes) {
            const words = box.closest('label').textContent;
            const outside = !words.includes('村党支部');
            box.checked = words.includes(village) || (outside && partners++ < 2);
          }
        }""",
        f"{VILLAGE}党支部",
    )
    county.send()
    county.send(f"/rounds/{round_}/solve")
    county.open(f"/pairing/rounds/{round_}")
    county.send(f"/rounds/{round_}/publish")
    return round_


def read_why(village: Walker) -> str:
    """From *today* to the proposal, with its four reasons and the need among them."""
    village.open("/today")
    village.follow("/pairing/proposals/")
    assert village.page.locator(".lj-four > div").count() == 4
    village.sees(NEED)
    return f"/pairing/proposals/{number_in(village.page.url)}"


def say_no(village: Walker, proposal: str) -> None:
    village.page.locator("details.pr-no > summary").click()
    village.page.locator("input[name=reason][value=not_now]").check()
    village.write(note="今年先把水渠修好")
    village.send(f"{proposal}/decline")
    village.open("/today")
    assert village.page.locator(f'a[href="{proposal}"]').count() == 0


def proposed(county: Walker) -> str:
    """Whom the first round had proposed: the name is on the page of its only proposal."""
    here = county.page.url
    county.open("/pairing/proposals")
    row = county.page.locator("tr", has_text=VILLAGE).first.inner_text()
    county.page.goto(here)
    found = re.search(r"(示例\S+?)党支部", row.replace(VILLAGE, ""))
    assert found is not None, row
    return found.group(1)
