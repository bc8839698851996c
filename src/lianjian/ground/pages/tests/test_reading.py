from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.utils import translation

from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages import kinds, notes
from lianjian.ground.pages.child import documents
from lianjian.ground.pages.kinds import Kind
from lianjian.ground.pages.reading import read

from .makers import a_document, a_jpeg, a_pdf, a_png, a_webp, p

TEXT = "石桥村签约，销售二十吨。"


def test_plain_text_is_handed_back_as_it_came():
    for charset in ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"):
        data = TEXT.replace("签约", "").encode(charset, "ignore")
        told = read(data, "报告.txt")
        assert (told.kind, told.data, told.text) == (Kind.TEXT, data, None)


def a_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        first = book.add_worksheet("台账")
        first.write_row(0, 0, ["村", "藏", "吨"])
        first.write_row(1, 0, ["石桥", "看不见", 20])
        first.write_row(2, 0, ["藏行", "", 1])
        first.set_column(1, 1, None, None, {"hidden": True})
        first.set_row(2, None, None, {"hidden": True})
        second = book.add_worksheet("Sheet2")
        second.write_row(0, 1, ["在右边", "两行\n字"])
        book.add_worksheet("空")
        book.add_worksheet("底稿").write(0, 0, "旧数")
        book.get_worksheet_by_name("底稿").hide()
    return out.getvalue()


def test_a_workbook_is_its_visible_sheets_as_lines_with_tabs():
    far: list[tuple[int, int]] = []
    told = read(a_workbook(), "台账.xlsx", lambda done, of: far.append((done, of)))
    assert told.kind == Kind.XLSX
    assert told.text == "台账\n村\t吨\n石桥\t20\n\t在右边\t两行 字"
    assert (told.pages, far) == (2, [(1, 2), (2, 2)])
    assert [str(note) for note in told.notes] == [
        "略去隐藏的工作表 1 张。",
        "略去隐藏的行和列 2 处。",
    ]


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (a_png(), "a.png", "image/png"),
        (a_jpeg(), "a.JPG", "image/jpeg"),
        (a_webp(), "a.webp", "image/webp"),
        (a_jpeg(behind=b"what a telephone writes there"), "a.jpeg", "image/jpeg"),
    ],
)
def test_a_photo_is_kept_and_not_read(data: bytes, name: str, media_type: str):
    told = read(data, name)
    assert (told.kind, told.media_type, told.data) == (Kind.PHOTO, media_type, data)


@pytest.mark.parametrize("make", [a_png, a_jpeg, a_webp])
def test_a_photo_has_twenty_five_million_pixels_at_most(make):
    rows = {"rows": b"\0"} if make is a_png else {}
    assert read(make(5000, 5000, **rows), "photo").kind == Kind.PHOTO
    with pytest.raises(Invalid, match="2500 万像素"):
        read(make(5000, 5001, **rows), "photo")


def test_what_name_and_bytes_disagree_on_is_refused_with_both_named():
    with pytest.raises(Invalid) as refused:
        read(b"<html><body>x</body></html>", "照片.png")
    assert str(refused.value).startswith("看名字（.png）是PNG 图片，看内容却是网页。")
    for data, name in (
        (a_pdf([["字"]]), "a.docx"),
        (a_document(p("字")), "a.pdf"),
        (a_png(), "a.jpg"),
        (TEXT.encode(), "a.pdf"),
        (a_workbook(), "a.docx"),
    ):
        with pytest.raises(Invalid, match="看名字"):
            read(data, name)


@pytest.mark.parametrize("name", ["", "报告", "报告.2024", "2024.3.5 报告", "a" * 255 + ".txt"])
def test_a_name_that_says_nothing_leaves_it_to_the_bytes(name: str):
    assert read(TEXT.encode(), name).kind == Kind.TEXT
    assert read(a_document(p("字")), name.removesuffix(".txt")).kind == Kind.DOCX


def test_a_name_that_reads_backwards_is_read_as_it_is_written():
    with pytest.raises(Invalid, match=r"\.exe"):
        read(TEXT.encode(), "报告\u202etxt.exe")


def test_two_letters_are_also_how_a_text_may_begin():
    for start in ("BM", "MZ", "#!"):
        form = kinds.found(f"{start}计划：{TEXT}".encode())
        assert form is (kinds.PROGRAM if start == "#!" else kinds.TEXT)


def test_a_text_has_two_million_letters_at_most():
    for charset in ("utf-8", "gb18030", "utf-16"):
        assert kinds.letters(("字" * 1000 + "a" * 500).encode(charset)) in (1500, 1501)
        assert read(("字" * 1_999_000).encode(charset), "长.txt").kind == Kind.TEXT
        with pytest.raises(Invalid, match="文字太多"):
            read(("字" * 2_000_100).encode(charset), "长.txt")


def test_every_word_of_the_readers_has_a_sentence():
    assert set(documents.LEFT_OUT.values()) <= set(notes.SENTENCES)


def test_notes_speak_english_too():
    with translation.override("en"):
        told = read(a_workbook(), "台账.xlsx")
        assert str(told.notes[0]) == "Hidden sheets were left out: 1."
