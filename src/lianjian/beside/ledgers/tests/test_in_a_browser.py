"""A sheet on its way through a real browser: chosen, looked at, corrected, taken in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.exchange.models import Need
from lianjian.chain.pairing.tests.makers import a_pairing
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.sheets import reading
from lianjian.ground.ui.tests.browsing import DESKTOP, PHONE, a_window, violations

from .makers import a_sheet, everything, taken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PICTURES_OF_LEDGERS", "")
"""A folder for pictures of every page that these tests open, for people to look at."""

ROWS: list[list[Any]] = [
    ["示例县村级需求台账"],
    ["填报单位：示例县委组织部", None, None, "2026年3月"],
    ["序号", "村名", "需求内容", "类别", "数量", "完成时限"],
    [1, "石桥村", "想请人看看果园的病虫害", "技术服务", "200亩", "2026年12月"],
    [2, "石桥村", "农产品销路", "产业发展", "", "2026.10"],
    [3, "没有的村", "村口添二十盏路灯", "民生", "20盏", "明年春天"],
    [4, "石桥村", "", "民生", "", ""],
    ["合计", None, "4项"],
    ["注：以村两委会议记录为准。"],
]
KNOWN: dict[str, Any] = {"hidden_rows": [4], "merged": [(0, 0, 0, 5, "示例县村级需求台账")]}


def _look(page: Any, name: str) -> None:
    """The page as it stands, in both languages, on a desk and on a phone; read by axe in each."""
    assert violations(page) == [], name
    if not PICTURES:
        return
    for size, window in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(window)
        page.screenshot(path=Path(PICTURES) / f"{name}-{size}.png", full_page=True)
    page.set_viewport_size(DESKTOP)


def _choose(page: Any, tmp_path: Path, data: bytes, name: str = "需求台账.xlsx") -> None:
    file = tmp_path / name
    file.write_bytes(data)
    page.goto(reverse("ledgers:imports"))
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[action$='/upload'] button").click()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_sheet_with_problems_comes_back_and_its_good_lines_are_taken(
    browser: Any, live_server, world: World, tmp_path: Path, language: str
):
    a_branch(world.stone)
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.context.add_cookies(
        [{"name": "lianjian_language", "value": language, "url": live_server.url}]
    )
    page.goto(reverse("ledgers:imports"))
    _look(page, f"empty-{language}")
    _choose(page, tmp_path, b"<html>", "网页.xlsx")
    page.locator(".lj-errors").wait_for()
    _look(page, f"refused-{language}")
    _choose(page, tmp_path, a_sheet(ROWS, **KNOWN))
    page.wait_for_url(re.compile(r"/imports/\d+$"))
    _look(page, f"checked-{language}")
    with page.expect_download() as downloading:
        page.locator("a[href$='/answer']").click()
    back = tmp_path / "back.xlsx"
    downloading.value.save_as(back)
    assert reading.look(back.read_bytes())[0].rows[2][1][-1] == "问题"
    page.locator("form[action$='/take'] button").click()
    page.locator("dialog button.btn-primary").click()
    page.locator("form[action$='/take']").wait_for(state="detached")
    assert everything(Need).count() == 2
    _look(page, f"taken-{language}")
    _choose(
        page, tmp_path, a_sheet([["甲", "乙", "丙"], ["石桥村", "路灯", "2026.5"]]), "自己的表.xlsx"
    )
    page.wait_for_url("**/columns")
    page.select_option("#kind", "needs")
    page.locator("form[method=get] button").last.click()
    page.wait_for_url("**/columns?kind=needs")
    _look(page, f"columns-{language}")
    page.goto(reverse("ledgers:imports"))
    _look(page, f"list-{language}")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_wrong_sheet_is_taken_back_after_seeing_what_stays(
    browser: Any, live_server, world: World, language: str
):
    a_branch(world.university)
    head = ["单位名称", "单位类别", "隶属", "内设机构", "党支部名称", "管理幅度"]
    rows = [[f"示例公司{n}", "企业", "示例省", "", "", 3] for n in range(4)]
    before = taken(world.mei, a_sheet([head, ["石桥村", "村", "石桥镇", "", "", 1]]))
    assert before.state == "taken"
    sheet = taken(world.mei, a_sheet([head, ["石桥村", "村", "石桥镇", "", "", 2], *rows]))
    village = everything(Branch).get(host=world.stone)
    a_pairing(village, everything(Branch).get(host__name="示例公司1"))
    page = a_window(browser, DESKTOP, at=live_server.url, of=world.mei)
    page.context.add_cookies(
        [{"name": "lianjian_language", "value": language, "url": live_server.url}]
    )
    page.goto(reverse("ledgers:import", args=[sheet.pk]))
    _look(page, f"import-{language}")
    page.locator("a[href$='/take-back']").click()
    page.wait_for_url("**/take-back")
    assert everything(Organisation).filter(name__startswith="示例公司").count() == 4
    _look(page, f"take-back-{language}")
    page.locator("form[action$='/take-back'] button").click()
    page.wait_for_url(re.compile(r"/imports/\d+$"))
    assert everything(Organisation).filter(name__startswith="示例公司").count() == 1
    _look(page, f"taken-back-{language}")
