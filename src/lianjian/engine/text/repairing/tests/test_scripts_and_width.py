"""Traditional characters and half-width marks are turned back where a machine made them."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from lianjian.engine.text import Kind

from .makers import PLAIN, mended


@pytest.mark.parametrize("made", ["s2t", "s2tw", "s2hk"])
def test_a_page_made_traditional_is_turned_back(made):
    assert mended(OpenCC(made).convert(PLAIN)).clean == PLAIN


def test_a_traditional_quotation_stays_and_is_listed():
    text = (
        PLAIN
        + "祠堂的门联写着“耕讀傳家久，詩書繼世長”。\n"
        + PLAIN.split("\n")[1].replace("石桥", "张洋")
    )
    found = mended(text)
    assert "耕讀傳家久，詩書繼世長" in found.clean
    listed = "".join(one.text for one in found.doubts if one.kind == Kind.TRADITIONAL)
    assert listed == "讀傳詩書繼長"


def test_a_traditional_page_under_a_simplified_heading_is_turned_back_alone():
    heading, body = PLAIN.split("\n", 1)
    raw = heading + "\n" + OpenCC("s2t").convert(body)
    assert mended(raw).clean == PLAIN


def test_half_width_marks_beside_chinese_are_widened():
    raw = PLAIN.translate(str.maketrans("，：？！", ",:?!"))
    assert mended(raw).clean == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "“1+1+1>3”，45%，5A级，3:00开会，比例是1:2，见http://example.org/a?b=1,2。\n",
        "会后，他说：OK, see you (tomorrow)! 村民都笑了。\n",
        "世界贸易组织(WTO)的规则，大家都学了。\n",
    ],
)
def test_marks_of_other_languages_and_of_figures_stay(text):
    assert mended(text).clean == text


def test_single_marks_in_a_text_that_uses_full_width_ones_are_offered():
    text = PLAIN.replace("劳力，", "劳力,", 1)
    found = mended(text)
    assert found.clean == text
    assert [one.after for one in found.offers] == ["，"]


def test_a_question_mark_that_asks_nothing_may_be_a_lost_character():
    raw = PLAIN.translate(str.maketrans("，：？！", ",:?!")).replace("教给", "教?给")
    found = mended(raw)
    assert "教?给" in found.clean
    assert any(one.text == "?" for one in found.doubts)


def test_a_title_inside_a_title_has_single_brackets():
    text = "《关于开展<党建引领 助力振兴>的倡议书》已经发出。\n"
    assert mended(text).clean == "《关于开展〈党建引领 助力振兴〉的倡议书》已经发出。\n"


def test_radicals_are_written_as_the_characters_they_look_like():
    assert mended("⼀条⼤河，⾥⾯有⽔。\n").clean == "一条大河，里面有水。\n"
