"""A coordinator, at a desk: the spreadsheets that the office keeps, a round, its board, published.

Two sheets as people keep them: partners with their branches, needs with one line that is wrong and
comes back marked. Then a round with the new partners in it, solved, argued with, published.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lianjian.beside.ledgers.tests.makers import Rows, a_sheet
from tests.browser import House, Walker

from .steps import Walk, number_in

pytestmark = pytest.mark.browser

COUNTY = "county"
NEWCOMERS = ("示例省蚕桑研究所", "示例省山地农机公司")
PARTNERS: Rows = [
    ["联建单位一览表（县委组织部）"],
    ["序号", "单位名称", "单位类别", "隶属", "党支部名称", "管理幅度"],
    [1, NEWCOMERS[0], "其他", "示例省", f"{NEWCOMERS[0]}党支部", 2],
    [2, NEWCOMERS[1], "企业", "示例省", f"{NEWCOMERS[1]}党支部", 3],
]
NEEDS: Rows = [
    ["村名", "需求内容", "类别", "数量"],
    ["枫林村", "坡地多，想请人看看能用什么农机", "技术服务", "三百亩"],
    ["竹园村", "想试着养一季蚕", "产业发展", ""],
    ["没有的村", "路灯", "改善民生", ""],
]


def test_a_coordinator_leads_from_spreadsheets_to_a_published_round(
    browser: Browser, house: House, tmp_path: Path
):
    walk = Walk(browser, house, "sheets")
    with walk.as_(COUNTY, "desktop") as county:
        hand_in(county, tmp_path / "联建单位.xlsx", PARTNERS)
        walk.picture(county, "1-looked-through")
        take(county)
        hand_in(county, tmp_path / "需求.xlsx", NEEDS)
        county.sees("没有的村")
        walk.picture(county, "2-one-line-is-wrong")
        take(county)
        round_ = a_round_with_everybody(county)
        walk.picture(county, "3-board")
        for body in NEWCOMERS:
            county.open(f"/pairing/rounds/{round_}/participants?q={body}")
            county.sees(f"{body}党支部")
        county.open(f"/pairing/rounds/{round_}/weights?relevance=90")
        county.send(f"/rounds/{round_}/reweigh")
        county.open(f"/pairing/rounds/{round_}/compare")
        walk.picture(county, "4-side-by-side")
        county.open(f"/pairing/rounds/{round_}")
        assert county.page.locator(".pr-cert").inner_text().endswith("0")
        county.send(f"/rounds/{round_}/publish")
        walk.picture(county, "5-published")
        assert county.page.locator(f'form[action$="/rounds/{round_}/take_back"]').count() == 1


def hand_in(county: Walker, file: Path, rows: Rows) -> None:
    """Choose the file; its columns are understood, and the page says what taking it would do."""
    file.write_bytes(a_sheet(rows))
    county.open("/imports/")
    county.page.locator("input[type=file]").set_input_files(file)
    county.send("/upload")
    assert "/columns" not in county.page.url, county.page.inner_text("main")


def take(county: Walker) -> None:
    """Every line, or the good ones where some are wrong."""
    county.send("/take")
    assert county.page.locator('form[action$="/take"]').count() == 0


def a_round_with_everybody(county: Walker) -> str:
    county.open("/pairing/rounds/new")
    county.write(name="表格之后的轮次（示例）")
    county.send()
    round_ = number_in(county.page.url)
    county.send()
    county.send(f"/rounds/{round_}/solve")
    county.open(f"/pairing/rounds/{round_}")
    return round_
