"""How dates are written, and what day they mean in a text of 20 April 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.engine.text.facts.dates.date_base import base_of
from lianjian.engine.text.facts.dates.dates import dates

TOLD = dt.date(2025, 4, 20)


def read(text: str, told: dt.date | None = TOLD) -> list[tuple[str, str | None]]:
    found = dates(text, base_of(text, told), bytearray(len(text)))
    return [(text[one.start : one.end], one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("去年年底完成", "去年年底", "2024-12"),
        ("上个月到账", "上个月", "2025-03"),
        ("自今年3月以来", "自今年3月以来", "2025-03-01/2025-04-20"),
        ("2024年10月至2025年3月", "2024年10月至2025年3月", "2024-10-01/2025-03-31"),
        ("2022年至今", "2022年至今", "2022-01-01/2025-04-20"),
        ("今年前三季度", "今年前三季度", "2025-01-01/2025-09-30"),
        ("今年春节走访", "今年春节", "2025-01-29"),
        ("中秋前发放", "中秋前", "2025-10-06"),
        ("国庆期间接待", "国庆期间", None),
        ("腊月二十", "腊月二十", "2025-01-19"),
        ("“十四五”期间", "“十四五”期间", "2021-01-01/2025-12-31"),
        ("二十年前", "二十年前", "2005"),
        ("11月中下旬下过雪", "11月中下旬", "2024-11-11/2024-11-30"),
        ("每年“五一”前后", "每年“五一”前后", None),
        ("截至3月底到位", "截至3月底", "2025-03-31"),
        ("3月底来过一次", "3月底", "2025-03"),
        ("3月底前到位", "3月底前", "2025-03-31"),
        ("5月20日起执行", "5月20日起", "2025-05-20"),
        ("较去年底增加", "去年底", "2024-12"),
        (
            "期限自2025年12月1日至2028年11月30日",
            "自2025年12月1日至2028年11月30日",
            "2025-12-01/2028-11-30",
        ),
        ("全年接待", "全年", "2025"),
        ("昨儿个通电了", "昨儿个", "2025-04-19"),
        ("每学年2000元", "每学年", None),
        ("二季度前完成", "二季度前", "2025-06-30"),
        ("五一前把机器发到", "五一前", "2025-05-01"),
        ("“五一”后择日签订", "“五一”后", "2025-05-01"),
        ("昨晚说过", "昨晚", "2025-04-19"),
        ("明后天去一趟", "明后天", "2025-04-21/2025-04-22"),
        ("上个周末去过", "上个周末", "2025-04-12/2025-04-13"),
        ("月底见信儿", "月底", "2025-04"),
        ("最迟月底签约", "月底", "2025-04-30"),
        ("本月内收拾好", "本月内", "2025-04-30"),
        ("5月中旬前补发", "5月中旬前", "2025-05-20"),
        ("6月下旬到8月上旬承运", "6月下旬到8月上旬", "2025-06-21/2025-08-10"),
        ("今冬明春试种", "今冬明春", None),
        ("比以前好", "以前", None),
        ("自即日起生效", "即日起", "2025-04-20"),
        ("年底见效", "年底", "2025-12"),
        ("到明年底全覆盖", "到明年底", "2026-12"),
        ("截至去年底有3个", "截至去年底", "2024-12-31"),
        ("年底前完成", "年底前", "2025-12-31"),
        ("本月底运到", "本月底", "2025-04"),
        ("年内派人上门", "年内", "2025-04-20/2025-12-31"),
        ("年初答应的", "年初", None),
        ("三年之内见效", "三年之内", None),
        ("下一年合作", "下一年", "2026"),
        ("下学期派2名", "下学期", None),
        ("每两个月来一次", "每两个月", None),
        ("每逢双月碰头", "每逢双月", None),
        ("多是九几年栽的", "九几年", "1990-01-01/1999-12-31"),
        ("上世纪八十年代建的", "上世纪八十年代", "1980-01-01/1989-12-31"),
        ("暑假来支教", "暑假", None),
    ],
)
def test_a_date_has_its_words_and_its_day(text, words, value):
    assert read(text) == [(words, value)]


def test_a_day_alone_is_in_the_month_named_before_it():
    assert read("3月12日签约，15日动工") == [("3月12日", "2025-03-12"), ("15日", "2025-03-15")]


def test_what_is_due_early_in_the_year_is_the_next_ones_when_told_in_december():
    told = dt.date(2025, 12, 3)
    assert read("1月10号前交货", told) == [("1月10号前", "2026-01-10")]
    assert read("已于3月底前完成", told) == [("3月底前", "2025-03-31")]


def test_that_years_month_is_in_the_year_named_before_it():
    assert read("2024年3月结对。当年5月到任。")[1] == ("当年5月", "2024-05")


@pytest.mark.parametrize("text", ["冯立冬带队来了", "1号仓做展厅", "3号车间投产", "王国庆来过"])
def test_names_of_people_and_houses_are_no_dates(text):
    assert read(text) == []


@pytest.mark.parametrize("text", ["三个月内到岗", "学生暑期实践", "开展暑期“三下乡”", "十几年"])
def test_what_holds_the_words_of_a_date_and_is_none(text):
    assert read(text) == []


def test_a_year_that_is_planned_for_is_the_next_one():
    text = "12月3日开会，讲了明年的打算。元旦前申请列入2026年项目，正月十六起发车。"
    assert dict(read(text, None)) == {
        "12月3日": "2025-12-03", "明年": "2026", "元旦前": "2026-01-01", "2026年": "2026",
        "正月十六": "2026-03-04",
    }  # fmt: skip


def test_the_same_time_last_year_is_not_of_a_time_to_come():
    text = "某镇上半年情况\n上半年完成3个，较去年同期增加。9月底前再办。去年同期只有2个。"
    assert read(text)[-1] == ("去年同期", "2024-01-01/2024-06-30")


def test_a_heading_tells_the_year_of_its_section():
    text = "一、2024年情况\n3月动工。\n二、2025年打算\n一季度完成，6月底前验收。"
    assert dict(read(text, dt.date(2025, 1, 10))) == {
        "2024年": "2024", "3月": "2024-03", "2025年": "2025",
        "一季度": "2025-01-01/2025-03-31", "6月底前": "2025-06-30",
    }  # fmt: skip


def test_a_deadline_of_a_plan_for_next_year_is_not_over_when_the_plan_is_made():
    text = "某镇2026年工作计划\n各村3月5日前报送需求。意见于12月25日前反馈。"
    found = dict(read(text, dt.date(2025, 12, 18)))
    assert (found["3月5日前"], found["12月25日前"]) == ("2026-03-05", "2025-12-25")


def test_the_quarter_that_a_report_is_about_is_this_quarter_in_it():
    text = "某县一季度情况\n本季度新增3个。"
    assert dict(read(text))["本季度"] == "2025-01-01/2025-03-31"
    assert dict(read("本季度新增3个。"))["本季度"] == "2025-04-01/2025-06-30"


def test_the_day_of_signing_is_the_one_that_the_text_told():
    text = "双方于2025年3月6日签署协议。协议自签署之日起生效。"
    assert dict(read(text))["自签署之日起"] == "2025-03-06"


@pytest.mark.parametrize(
    "text", ["该线满产后年可消化1500吨", "期满后年年分红", "清明茶一斤", "十一户"]
)
def test_what_only_looks_like_a_date_is_none(text):
    assert read(text) == []


def test_without_a_year_anywhere_a_month_has_no_value():
    assert read("争取6月动工", None) == [("6月", None)]


def test_a_month_s_report_counts_from_the_month_it_tells_of():
    told = dt.date(2025, 11, 2)
    text = "陈冲村10月份工作汇报\n当月支出1万元，下月打算：20号前收完。"
    found = dict(read(text, told))
    assert found["当月"] == "2025-10"
    assert found["下月"] == "2025-11"
    assert found["20号前"] == "2025-11-20"


def test_last_year_is_counted_from_the_year_of_its_sentence():
    assert read("去年接待1.6万人次，比上年翻了一番") == [("去年", "2024"), ("上年", "2023")]


def test_that_very_day_only_orders_what_was_said():
    assert read("5月9日签约，当天动工，货款15日内结清，看了8号园") == [("5月9日", "2025-05-09")]


def test_a_time_from_day_to_day_is_one_period():
    written = "自2025年12月1日至2028年11月30日"
    assert read(f"期限{written}。") == [(written, "2025-12-01/2028-11-30")]


def test_a_month_that_is_long_over_is_the_next_ones_only_where_words_look_ahead():
    told = dt.date(2025, 12, 20)
    assert read("6月底前完成插秧500亩。", told) == [("6月底前", "2025-06-30")]
    assert read("力争6月底前完成插秧500亩。", told) == [("6月底前", "2026-06-30")]
    assert read("公司6月底前务必交货。", told) == [("6月底前", "2026-06-30")]
    plan = "青山村情况\n一、下一步打算\n6月底前完成插秧500亩。\n"
    assert read(plan, told) == [("6月底前", "2026-06-30")]
