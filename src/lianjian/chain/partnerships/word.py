"""A partnership as a Word file: what the page shows, to be edited and filed (M42).

The fonts are those that GB/T 9704 asks for, by name: Word takes its own where they are missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from lianjian.ground.core import clock
from lianjian.ground.ui import charts, marks
from lianjian.ground.ui.days import day

from .legs import Leg
from .showing import Whole
from .spaces import Spaces
from .trace import Step

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, HEAD_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体"
SIGNS = {"plan": "○", "going": "◐", "done": "●", "late": "△", "none": "—"}
MARGINS = {"top": 3.7, "bottom": 3.5, "left": 2.8, "right": 2.6}
"""Centimetres, GB/T 9704—2012, 5.2."""


def written(whole: Whole) -> bytes:
    """The file as bytes. It says on which day it was made: a trace goes on growing."""
    document = Document()
    _dress(document)
    _head(document, whole)
    document.add_heading(_("The whole trace"), level=1)
    _trace(document, whole.steps)
    if whole.lacking:
        none = "、".join(str(one) for one in whole.lacking)
        document.add_paragraph(_("Nothing is recorded yet of: %(which)s.") % {"which": none})
    document.add_heading(_("What may be said in public"), level=1)
    _lines(document, [f"{step.say}（{_grade(step)}）" for step in whole.say])
    document.add_heading(_("What may not be said yet"), level=1)
    _lines(document, [f"{one.claim}　{one.why}" for one in whole.not_yet])
    document.add_heading(_("The two legs"), level=1)
    _legs(document, whole.legs)
    document.add_heading(_("The three shared spaces"), level=1)
    _spaces(document, whole.spaces)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _dress(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(MARGINS["top"]), Cm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Cm(MARGINS["left"]), Cm(MARGINS["right"])
    _font(document, "Normal", BODY_FONT, 14)
    _font(document, "Title", TITLE_FONT, 22)
    _font(document, "Heading 1", HEAD_FONT, 16)
    _font(document, "Heading 2", HEAD_FONT, 14)


def _font(document: DocumentObject, name: str, font: str, size: int) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - every name above is one
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = None
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _head(document: DocumentObject, whole: Whole) -> None:
    title = document.add_paragraph(whole.partnership.name, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = [_("as of %(day)s") % {"day": f"{clock.today():%Y-%m-%d}"}]
    if whole.partnership.since is not None:
        words.insert(0, _("since %(day)s") % {"day": f"{whole.partnership.since:%Y-%m-%d}"})
    if whole.partnership.is_demo:
        words.append(_("sample data"))
    document.add_paragraph("　".join(words)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _trace(document: DocumentObject, steps: Sequence[Step]) -> None:
    heads = [_("stage"), _("record"), _("when"), _("how it stands"), _("evidence")]
    rows = [
        [
            str(step.stage.words),
            f"{step.title}\n{step.sub}".strip(),
            _when(step),
            str(charts.state_words()[step.mark]),
            _grade(step),
        ]
        for step in steps
    ]
    _table(document, heads, rows, widths=(1.9, 6.4, 2.7, 1.8, 2.7))


def _when(step: Step) -> str:
    if step.day is not None:
        return f"{step.day:%Y-%m-%d}"
    return _("until %(day)s") % {"day": f"{step.until:%Y-%m-%d}"} if step.until else ""


def _grade(step: Step) -> str:
    if step.grade is None:
        return ""
    grade = marks.GRADES[step.grade]
    return f"{grade.mark}　{grade.words}"


def _legs(document: DocumentObject, legs: Iterable[Leg]) -> None:
    for leg in legs:
        document.add_heading(leg.name, level=2)
        _lines(document, [f"{SIGNS[one.mark]} {one.text}" for one in leg.standings])


def _spaces(document: DocumentObject, spaces: Spaces) -> None:
    document.add_heading(_("Information"), level=2)
    _lines(document, [f"{day(one.day)}　{one.who}：{one.text}" for one in spaces.words])
    document.add_heading(_("Resources"), level=2)
    for shelf in spaces.shelves:
        needs = "；".join(f"{one.branch.name}：{one.title}" for one in shelf.needs)
        offers = "；".join(f"{one.branch.name}：{one.title}" for one in shelf.offers)
        said = filter(None, [needs and _("needed: ") + needs, offers and _("offered: ") + offers])
        document.add_paragraph(f"{shelf.area}　" + "　".join(said))
    if not spaces.shelves:
        _lines(document, [])
    document.add_heading(_("Projects"), level=2)
    rows = [
        [
            one.heading,
            "、".join(owner.label for owner in one.owners.all()),
            f"{one.due:%Y-%m-%d}" if one.due else "",
            one.get_state_display(),
        ]
        for one in spaces.promises
    ]
    if rows:
        heads = [_("promise"), _("who"), _("due"), _("state")]
        _table(document, heads, rows, widths=(7.5, 3, 2.6, 2.4))
    if spaces.projects or not rows:
        _lines(document, [str(step.title) for step in spaces.projects])


def _lines(document: DocumentObject, lines: Sequence[str]) -> None:
    """One paragraph a line, or a word that there is nothing."""
    for line in lines:
        document.add_paragraph(line)
    if not lines:
        document.add_paragraph(_("Nothing is recorded yet."))


def _table(
    document: DocumentObject,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, words, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.text, cell.width = words, Cm(width)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {}))
    for row in rows:
        for cell, words, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.text, cell.width = words, Cm(width)
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(10.5)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
