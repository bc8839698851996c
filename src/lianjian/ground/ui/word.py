"""Word files that all look alike: page, fonts, title, tables, lines.

The fonts are those that GB/T 9704 asks for, by name: Word takes its own where they are missing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, HEAD_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体"
MARGINS = {"top": 3.7, "bottom": 3.5, "left": 2.8, "right": 2.6}
"""Centimetres, GB/T 9704—2012, 5.2."""


def paper(title: str, under: str = "", *, sideways: bool = False) -> DocumentObject:
    """An empty A4 document with its title and a line under it; ``sideways`` for wide tables."""
    document = Document()
    section = document.sections[0]
    width, height = (29.7, 21.0) if sideways else (21.0, 29.7)
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.top_margin, section.bottom_margin = Cm(MARGINS["top"]), Cm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Cm(MARGINS["left"]), Cm(MARGINS["right"])
    for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
        # Or a program without these fonts takes the marks of another script's: 。 in the middle.
        lang.set(qn("w:eastAsia"), "zh-CN")
    _font(document, "Normal", BODY_FONT, 14)
    _font(document, "Title", TITLE_FONT, 22)
    _font(document, "Heading 1", HEAD_FONT, 16)
    _font(document, "Heading 2", HEAD_FONT, 14)
    document.add_paragraph(title, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    if under:
        document.add_paragraph(under).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document


def _font(document: DocumentObject, name: str, font: str, size: int) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - every name above is one
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = None
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def table(
    document: DocumentObject,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
) -> None:
    """A table whose heads stand on every page; ``widths`` in centimetres."""
    made = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, words, width in zip(made.rows[0].cells, heads, widths, strict=True):
        cell.text, cell.width = words, Cm(width)
    header = made.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {}))
    for row in rows:
        for cell, words, width in zip(made.add_row().cells, row, widths, strict=True):
            cell.text, cell.width = words, Cm(width)
    for line in made.rows:
        for cell in line.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(10.5)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def written(document: DocumentObject) -> bytes:
    """The document as a file."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
