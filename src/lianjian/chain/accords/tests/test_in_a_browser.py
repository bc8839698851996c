"""The pages of this room in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect
from tests.cast import World

from lianjian.ground.core import files
from lianjian.ground.ui.tests.browsing import DESKTOP, PHONE, a_window, violations

from . import makers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PICTURES_OF_ACCORDS", "")
"""A folder for pictures of every page that these tests open, for people to look at."""


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def _look(page: Any, name: str, size: str = "desktop") -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{size}.png", full_page=True)


def test_a_phone_reads_and_signs_and_everybody_can_verify(
    browser: Any, live_server, world: World, tmp_path: Path
):
    setting = makers.three_parties(world, members=2, quorum=1)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[1:3])
    page = a_window(browser, PHONE, at=live_server.url, of=world.lin)
    page.goto(reverse("accords:sign", args=[accord.pk]))
    assert page.get_by_text("各方每季度到村会商不少于一次").is_visible()
    page.locator("form[action$='/sign'] button").click()
    page.wait_for_url(f"**{reverse('accords:accord', args=[accord.pk])}")
    assert makers.seen(accord).state == "active"
    _look(page, "in-force", "phone")

    stored = makers.text(accord).signed
    assert stored is not None
    good = tmp_path / "good.pdf"
    good.write_bytes(files.read(stored))
    torn = bytearray(good.read_bytes())
    torn[len(torn) // 3] ^= 1
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(torn)
    public = a_window(browser, PHONE, at=live_server.url)
    for file, status, mark in ((good, 200, "石桥片区各村"), (bad, 422, "")):
        public.goto(reverse("verify"))
        public.set_input_files("#file", file)
        with public.expect_response("**/verify/") as answer:
            public.locator("form[enctype] button").click()
        public.wait_for_load_state()
        assert answer.value.status == status
        assert (mark in public.content()) if mark else public.locator(".ask").is_visible()
        _look(public, f"verified-{status}", "phone")


def test_a_party_is_added_to_a_draft_in_place(browser: Any, live_server, world: World):
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.bo)
    page.goto(reverse("accords:new"))
    page.fill("[name=title]", "石桥片区共建协议")
    before = page.locator("[name$=-who]").count()
    page.locator("button[value=party]").click()
    page.locator(f"[name=party-{before}-who]").wait_for()
    assert page.input_value("[name=title]") == "石桥片区共建协议"
    page.locator("button[value='clause:meeting']").click()
    page.locator("[name^=clause][name$=heading]").first.wait_for()
    expect(page.locator("[name=clause-0-heading]")).not_to_have_value("")
    _look(page, "draft-with-rows")
    assert violations(page) == []


def test_a_comment_and_a_no_that_were_begun_are_there_again(
    browser: Any, live_server, world: World
):
    setting = makers.three_parties(world, members=2, quorum=1)
    accord = makers.in_consultation(setting)
    page = a_window(browser, PHONE, at=live_server.url, of=world.lin)
    there = reverse("accords:accord", args=[accord.pk])
    page.goto(there)
    box = page.locator("[id^=comment-]:not(#comment-text)").first
    page.locator("details.lj-more:has(textarea)").first.locator("summary").click()
    box.fill("每季度太少。")
    page.fill("#comment-text", "先开一次会。")
    page.goto(there)
    assert box.input_value() == "每季度太少。"
    assert box.is_visible(), "what was folded away is opened where a draft came back"
    assert page.input_value("#comment-text") == "先开一次会。"
    with page.expect_navigation():
        page.locator("form:has(#comment-text) button.btn-touch").click()
    page.get_by_text("先开一次会。").wait_for()
    expect(page.locator("#comment-text")).to_have_value("")
    # The other one was not sent, and comes back a moment after the page.
    expect(box).to_have_value("每季度太少。")

    makers.opened(setting, accord)
    page.goto(reverse("accords:sign", args=[accord.pk]))
    page.locator("details.lj-more summary").click()
    page.fill("#why-not", "日期不合适。")
    page.goto(reverse("accords:sign", args=[accord.pk]))
    assert page.input_value("#why-not") == "日期不合适。"


def test_it_all_works_without_javascript(browser: Any, live_server, world: World):
    page = a_window(browser, PHONE, javascript=False, at=live_server.url, of=world.bo)
    page.goto(reverse("accords:new"))
    page.fill("[name=title]", "石桥片区共建协议")
    page.locator("button[value=party]").click()
    page.wait_for_load_state()
    assert page.locator("[name$=-who]").count() == 3
    assert page.input_value("[name=title]") == "石桥片区共建协议"


def test_ten_accords_are_signed_at_one_event_by_a_group_of_ten_and_two_organisations(
    browser: Any, live_server, world: World
):
    """What the hands do: five pages for the issuer, three touches for each of twelve signers."""
    setting = makers.a_society_accord(world)
    pattern = makers.a_draft(setting)
    desk = a_window(browser, DESKTOP, at=live_server.url, of=world.bo)
    desk.goto(reverse("accords:new_event"))
    desk.fill("[name=name]", "“七一”集体签约")
    desk.fill("[name=held_on]", "2099-07-01")
    desk.locator("form.lj-form button.btn-primary").click()
    desk.wait_for_url("**/events/*")
    there = desk.url
    desk.goto(f"{there}/each?pattern={pattern.pk}")
    desk.locator("[name=changes][value='0']").check()
    desk.fill("[name=lines]", "\n".join(f"石桥片区共建协议之{at}" for at in range(1, 11)))
    _look(desk, "draft-each")
    assert violations(desk) == []
    desk.locator("form.lj-form button.btn-primary").click()
    desk.wait_for_url(there)
    # What was done before has its notice too: only a new page says that this step was done.
    with desk.expect_navigation():
        desk.locator("form[action$='/consult'] button").click()
    with desk.expect_navigation():
        desk.locator("form[action$='/open'] button").click()
        desk.locator("dialog button.btn-primary").click()
    desk.locator(".lj-notice[data-level=success]").wait_for()
    _look(desk, "event-open")
    assert violations(desk) == []

    for place, signer in enumerate(setting.signers):
        page = a_window(browser, PHONE, at=live_server.url, of=signer)
        page.goto(f"{there}/sign")
        page.locator("[data-choose-all]").click()
        if not place:
            _look(page, "sign-at-event", "phone")
            # At the end of the page nothing lies under the bar at the foot of a phone.
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            assert violations(page) == []
        page.locator("form[action$='/sign'] button.btn-primary").click()
        page.locator(".lj-notice[data-level=success]").wait_for()
        page.context.close()
    desk.reload()
    assert desk.locator("tbody .st[data-s=done]").count() == 10
    _look(desk, "event-signed")
    phone = a_window(browser, PHONE, at=live_server.url, of=world.bo)
    phone.goto(there)
    _look(phone, "event-signed", "phone")
