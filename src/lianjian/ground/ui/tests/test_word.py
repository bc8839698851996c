from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn

from lianjian.ground.ui import word


def test_a_program_without_its_fonts_still_sets_chinese_marks():
    made = io.BytesIO()
    word.paper("年度清单").save(made)
    read = Document(io.BytesIO(made.getvalue()))
    (language,) = read.styles.element.xpath("w:docDefaults//w:lang")
    assert language.get(qn("w:eastAsia")) == "zh-CN"
