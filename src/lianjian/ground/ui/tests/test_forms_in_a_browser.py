"""Forms in a real browser: Chinese input, drafts, confirmation, and all of it without script."""

from __future__ import annotations

import pytest

from .browsing import PHONE, a_window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration"),
]


def heard(page) -> list[str]:
    """Every search that reaches the server from now on."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/kit/heard" in one.url else None)
    return asked


def type_in_pinyin(page, text: str, pinyin: str) -> None:
    """As an input method does: the pinyin grows letter by letter, then the text is committed."""
    keyboard = page.context.new_cdp_session(page)
    for end in range(1, len(pinyin) + 1):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": pinyin[:end], "selectionStart": end, "selectionEnd": end},
        )
    keyboard.send("Input.insertText", {"text": text})
    page.wait_for_timeout(300)


def test_committed_chinese_asks_exactly_once(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.locator("[data-heard]").click()
    asked = heard(page)
    type_in_pinyin(page, "石桥", "shiqiao")
    assert len(asked) == 1
    assert page.locator("#heard").inner_text() == "收到：石桥"


def test_each_committed_word_asks_once_and_latin_letters_still_do(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.locator("[data-heard]").click()
    asked = heard(page)
    type_in_pinyin(page, "石桥", "shiqiao")
    type_in_pinyin(page, "村", "cun")
    assert len(asked) == 2
    page.keyboard.type("ab")
    page.wait_for_timeout(300)
    assert len(asked) == 4
    page.keyboard.press("Backspace")
    page.wait_for_timeout(300)
    assert len(asked) == 5
    assert page.locator("#heard").inner_text() == "收到：石桥村a"


def test_pinyin_that_is_given_up_asks_nothing(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.locator("[data-heard]").click()
    asked = heard(page)
    keyboard = page.context.new_cdp_session(page)
    for text in ("s", "sh", ""):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    page.wait_for_timeout(300)
    assert asked == []


def test_without_the_guard_pinyin_would_ask(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.route("**/ui/kit.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/kit")
    page.locator("[data-heard]").click()
    asked = heard(page)
    type_in_pinyin(page, "石桥", "shiqiao")
    assert len(asked) > 1


def test_a_fault_behind_a_search_is_said_and_swaps_nothing(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.route("**/kit/heard*", lambda route: route.fulfill(status=500, body="trouble"))
    page.locator("[data-heard]").press_sequentially("a")
    page.locator("#notices").get_by_text("这一步没有送到").wait_for()
    assert page.locator("#heard").inner_text() == ""


def test_many_boxes_are_narrowed_by_a_word_and_what_is_chosen_stays(browser, live_server):
    page = a_window(browser, PHONE, at=live_server.url)
    page.goto("/kit")
    form = page.locator("form[data-draft=sample]")
    form.get_by_label("北塘村").check()
    word = form.get_by_label("在这些里面找")
    word.fill("东")
    seen = form.locator("fieldset label.form-check:visible").filter(has_text="村")
    assert seen.all_inner_texts() == ["东桥村", "东溪村", "东岭村", "东塘村", "北塘村"]
    word.press("Enter")
    assert page.url.endswith("/kit"), "it looks, and sends nothing"
    assert form.get_by_label("北塘村").is_checked()
    word.fill("")
    assert seen.count() == 16


def test_a_draft_survives_a_lost_connection_and_goes_once_it_is_sent(browser, live_server):
    page = a_window(browser, PHONE, at=live_server.url)
    page.goto("/kit")
    form = page.locator("form[data-draft=sample]")
    form.get_by_label("用您的话说").fill("苗到了，两百株。")
    form.get_by_label("名称").fill("果苗")
    form.get_by_label("愿意").check()
    form.get_by_label("我们已经读过").check()
    page.context.set_offline(True)
    page.get_by_text("网络断了").wait_for()
    form.get_by_role("button", name="保存").click()
    assert form.get_by_label("名称").input_value() == "果苗", "the page stays as it is"
    page.context.set_offline(False)
    page.goto("/kit")
    assert form.get_by_label("用您的话说").input_value() == "苗到了，两百株。"
    assert form.get_by_label("愿意").is_checked()
    form.get_by_role("button", name="保存").click()
    page.get_by_text("表单已送到").wait_for()
    assert form.get_by_label("用您的话说").input_value() == ""


def test_a_draft_can_be_discarded(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    form = page.locator("form[data-draft=sample]")
    form.get_by_label("名称").fill("果苗")
    page.goto("/kit")
    form.get_by_role("button", name="不要这份草稿").click()
    assert form.get_by_label("名称").input_value() == ""
    page.goto("/kit")
    assert form.get_by_label("名称").input_value() == ""


def test_a_grave_verb_asks_first_and_no_means_no(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    page.get_by_role("button", name="公布").click()
    page.get_by_role("dialog").get_by_role("button", name="不，先回去").click()
    assert page.get_by_text("表单已送到").count() == 0
    page.get_by_role("button", name="公布").click()
    page.get_by_role("dialog").get_by_role("button", name="是，就这样办").click()
    page.get_by_text("表单已送到").wait_for()


def test_an_impatient_thumb_sends_a_form_once(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit?say=1")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.get_by_role("button", name="恢复原样").evaluate("one => { one.click(); one.click(); }")
    page.get_by_text("表单已送到").wait_for()
    assert len(sent) == 1


def test_every_form_works_without_script(browser, live_server):
    page = a_window(browser, at=live_server.url, javascript=False)
    page.goto("/kit")
    page.get_by_role("button", name="公布").click()
    assert page.get_by_text("表单已送到").is_visible()
    page.goto("/kit")
    form = page.locator("form[data-draft=sample]")
    form.get_by_label("名称").fill("果苗")
    form.get_by_role("button", name="保存").click()
    assert page.get_by_text("表单已送到").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Interface kit").is_visible()


def test_a_draft_outlives_an_error_page(browser, live_server):
    page = a_window(browser, at=live_server.url)
    page.goto("/kit")
    form = page.locator("form[data-draft=sample]")
    form.get_by_label("名称").fill("果苗")
    # Longer than half a kilobyte, or Chromium shows a page of its own instead.
    broken = "出了差错".encode() + b" " * 600
    page.route(
        "**/kit/done",
        lambda route: route.fulfill(
            status=500, body=broken, content_type="text/html; charset=utf-8"
        ),
    )
    form.get_by_role("button", name="保存").click()
    page.get_by_text("出了差错").wait_for()
    page.goto("/kit")
    assert form.get_by_label("名称").input_value() == "果苗"
