from __future__ import annotations

import io

import docx
import pytest

from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages.kinds import Kind
from lianjian.ground.pages.reading import Told, read

from .makers import a_document, document_parts, p, part, relations, zipped


def told(body: str, *related: tuple[str, str, bool], **more: bytes) -> Told:
    return read(a_document(body, *related, **more), "报告.docx")


def notes(one: Told) -> list[str]:
    return [str(note) for note in one.notes]


def test_a_document_of_a_word_processor_gives_paragraphs_and_tables():
    made = docx.Document()
    made.add_heading("石桥村联建简报", level=0)
    made.add_paragraph("三月五日签约。")
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("村", "吨"), ("石桥", "20")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.sections[0].header.paragraphs[0].text = "内部资料"
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue(), "简报.docx")
    assert found.kind == Kind.DOCX
    assert found.text == "石桥村联建简报\n三月五日签约。\n村\t吨\n石桥\t20"
    assert found.title == "石桥村联建简报"
    assert "略去了页眉和页脚。" in notes(found)


def test_tracked_insertions_are_in_and_deletions_are_out():
    found = told(
        "<w:p><w:r><w:t>销售</w:t></w:r><w:del><w:r><w:delText>十</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>二十</w:t></w:r></w:ins><w:r><w:t>吨</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>搬走的</w:t></w:r></w:moveFrom></w:p>"
    )
    assert found.text == "销售二十吨"
    assert notes(found) == ["修订中已删除的文字没有读。"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert told(p("前半", before=gone) + p("后半")).text == "前半后半"


def test_soft_breaks_are_lines_and_tabs_stay():
    found = told("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>")
    assert found.text == "一\n二\t三"


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = told(f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{drawn}</w:r></w:p>{p('后文')}")
    assert found.text == "正文\n框里\n后文"


def test_footnotes_stand_behind_the_text_without_their_separators():
    notes_part = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p("————")}</w:footnote>'
        f'<w:footnote w:id="2">{p("据县统计局。")}</w:footnote>',
    )
    body = '<w:p><w:r><w:t>二十吨</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("完")
    found = told(body, ("footnotes", "footnotes.xml", False), footnotes=notes_part)
    assert found.text == "二十吨\n完\n据县统计局。"


def test_hidden_text_fields_codes_and_pronunciations_are_left_out():
    found = told(
        "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>cūn</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>村</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert found.text == "看得见村"
    assert len(found.notes) == 2


def test_a_merged_cell_keeps_its_columns():
    found = told(
        "<w:tbl><w:tr>"
        f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("村")}</w:tc><w:tc>{p("吨")}</w:tc>'
        "</w:tr><w:tr>"
        f"<w:tc>{p('石桥')}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('略')}</w:tc>"
        f"<w:tc>{p('20')}{p('以上')}</w:tc></w:tr></w:tbl>"
    )
    assert found.text == "村\t\t吨\n石桥\t\t20 以上"


def test_paragraphs_in_a_frame_of_a_cell_stay_apart():
    frame = f"<w:sdt><w:sdtContent>{p('一')}{p('二')}</w:sdtContent></w:sdt>"
    cells = f"<w:tc>{frame}</w:tc><w:tc>{p('三')}</w:tc>"
    assert told(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").text == "一 二\t三"


def test_a_page_laid_out_in_a_table_is_text():
    long = "石桥村党支部与省农科院签订协议。" * 15
    found = told(
        f"<w:tbl><w:tr><w:tc>{p('事迹')}</w:tc><w:tc>{p(long)}{p('完')}</w:tc></w:tr></w:tbl>"
    )
    assert found.text == f"事迹\n{long}\n完"


def test_contents_pictures_comments_and_numbers_are_left_out_and_said():
    found = told(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent>{p('目录 1')}</w:sdtContent></w:sdt>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:drawing/><w:commentReference/><w:t>正文</w:t></w:r></w:p>"
    )
    assert found.text == "正文"
    assert len(found.notes) == 4


def test_addresses_outside_are_said_and_links_are_not():
    found = told(
        p("正文"),
        ("hyperlink", "https://example.cn/", True),
        ("attachedTemplate", "http://192.0.2.1/evil.dotm", True),
        ("image", "file://192.0.2.1/a.png", True),
    )
    assert notes(found) == ["文件引用了外部地址 2 处，没有打开。"]


def test_the_text_may_lie_under_another_name():
    parts = document_parts("")
    parts["_rels/.rels"] = relations(("officeDocument", "/word/document2.xml", False))
    parts["word/document2.xml"] = part("document", f"<w:body>{p('在这里')}</w:body>")
    assert read(zipped(parts), "报告.docx").text == "在这里"


def test_a_document_without_text_says_so():
    with pytest.raises(Invalid, match="没有文字"):
        told("<w:p/>")
