"""What a page says twice, what stood around it, blanks and line ends that nobody wrote."""

from __future__ import annotations

import textwrap

import pytest

from lianjian.engine.text import Kind

from .makers import PLAIN, mended

TITLE, *BODY = PLAIN.splitlines()


def test_a_body_that_stands_there_twice_stays_once():
    assert mended(PLAIN + "\n".join(BODY) + "\n").clean.rstrip() == PLAIN.rstrip()


def test_a_title_under_itself_and_glued_before_the_text_goes():
    raw = f"{TITLE}\n{TITLE}\n{TITLE}" + "\n".join(BODY) + "\n" + "\n".join(BODY)
    assert mended(raw).clean.rstrip() == PLAIN.rstrip()


def test_lines_that_are_nearly_the_same_are_listed_and_stay():
    raw = PLAIN + BODY[0].replace("十二人次", "十五人次") + "\n"
    found = mended(raw)
    assert found.clean == raw
    assert [one.kind for one in found.doubts] == [Kind.REPEAT]


@pytest.mark.parametrize(
    "text",
    [
        "村里的路啊，弯又弯\n一头挑水一头山\n石桥流水慢慢转\n\n村里的灯啊，点又点\n一头挑水一头山\n石桥流水慢慢转\n",
        "表决情况\n一组：同意。\n二组：同意。\n三组：同意。\n同意。\n同意。\n",
        "苗木 60 株\n苗木 60 株\n化肥 20 袋\n",
    ],
)
def test_a_refrain_and_equal_lines_of_a_list_stay(text):
    assert mended(text).clean == text


def test_the_tail_of_a_page_goes():
    tail = "\n\n\n相关推荐\n评论列表\n暂无评论,快抢沙发吧~\n你 发表评论:\n欢迎"
    assert mended(PLAIN + tail).clean.rstrip() == PLAIN.rstrip()


def test_short_last_lines_of_an_announcement_stay():
    text = PLAIN + "石桥村党支部\n二〇二五年六月三日\n"
    assert mended(text).clean == text


def test_words_of_a_page_in_the_middle_of_a_text_stay():
    text = "相关推荐\n" + PLAIN + "村里的账号开了评论列表，暂无评论的时候，大家就去发表评论。\n"
    assert mended(text).clean == text


def test_blanks_after_every_character_go():
    line = BODY[0]
    assert mended(TITLE + "\n" + " ".join(line) + "\n").clean == f"{TITLE}\n{line}\n"


def test_a_blank_in_a_title_and_between_two_names_stays():
    text = "党建引领 助力乡村振兴\n（记者 通讯员）\n" + PLAIN
    assert mended(text).clean == text


def test_a_paragraph_cut_at_a_fixed_width_is_put_together():
    cut = "\n".join("\n".join(textwrap.wrap(line, 28)) for line in BODY)
    assert mended(f"{TITLE}\n{cut}\n").clean == PLAIN
