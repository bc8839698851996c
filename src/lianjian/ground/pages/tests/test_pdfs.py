from __future__ import annotations

import pytest

from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages.kinds import Kind
from lianjian.ground.pages.reading import read

from .makers import a_pdf


def test_a_pdf_gives_its_lines_page_by_page_and_says_how_far_it_is():
    far: list[tuple[int, int]] = []
    data = a_pdf([["石桥村联建", "签了协议。"], ["销售二十吨。"]], info="/Title<FEFF80545EFA>")
    told = read(data, "报告.pdf", lambda done, of: far.append((done, of)))
    assert told.kind == Kind.PDF
    assert told.text == "石桥村联建\n签了协议。\n销售二十吨。"
    assert (told.title, told.pages, far) == ("联建", 2, [(1, 2), (2, 2)])
    assert told.notes == []


def test_page_numbers_and_running_heads_are_left_out_and_said():
    pages = [["石桥村简报", f"{n + 2}", f"第{n}段开始，", f"— {n} —"] for n in range(1, 5)]
    told = read(a_pdf(pages), "简报.pdf")
    assert told.text == "\n".join(f"第{n}段开始，" for n in range(1, 5))
    assert [str(note) for note in told.notes] == ["略去页码和各页重复的标题 12 行。"]


def test_a_line_that_stands_on_two_pages_of_many_stays():
    pages = [["会议记录", f"内容{n}"] if n < 2 else [f"别的{n}", f"内容{n}"] for n in range(5)]
    told = read(a_pdf(pages), "记录.pdf")
    assert told.text is not None
    assert told.text.count("会议记录") == 2


@pytest.mark.parametrize("shown", ["{}", "- {} -", "第 {} 页", "第{}页 共4页", "{}/4", "— {} —"])
def test_page_numbers_are_known_in_their_usual_forms(shown: str):
    pages = [[f"内容{n}", shown.format(n + 6)] for n in range(4)]
    assert read(a_pdf(pages), "报告.pdf").text == "内容0\n内容1\n内容2\n内容3"


def test_a_number_at_the_edge_of_a_page_that_does_not_count_on_is_a_figure():
    pages = [["吨数", "20"], ["36", "户数"], ["人数", "300"]]
    assert read(a_pdf(pages), "报告.pdf").text == "吨数\n20\n36\n户数\n人数\n300"


def test_a_page_without_text_is_counted():
    told = read(a_pdf([["有字"], []]), "报告.pdf")
    assert [str(note) for note in told.notes] == ["有 1 页没有文字，可能是图片。"]


def test_scanned_pages_are_refused_with_what_to_do():
    with pytest.raises(Invalid, match="只是页面的图片"):
        read(a_pdf([[], []]), "扫描.pdf")


def test_letters_without_meaning_are_refused():
    with pytest.raises(Invalid, match="读不成文字"):
        read(a_pdf([["\ue001\ue002\ue003"]]), "报告.pdf")


def test_programs_and_files_in_it_are_said_and_not_opened():
    catalog = "/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</EmbeddedFiles<</Names[]>>>>"
    told = read(a_pdf([["有字"]], catalog=catalog), "报告.pdf")
    assert told.text == "有字"
    assert any("程序" in str(note) for note in told.notes)


def test_the_name_that_a_program_gave_is_no_title():
    told = read(a_pdf([["有字"]], info="/Title(Microsoft Word - a.doc)"), "报告.pdf")
    assert told.title == ""


def test_too_many_pages_are_refused():
    with pytest.raises(Invalid, match="300 页"):
        read(a_pdf([["字"]] * 301), "报告.pdf")
