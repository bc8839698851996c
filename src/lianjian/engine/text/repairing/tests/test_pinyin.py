"""Pinyin written in by a machine goes; an author's own stays."""

from __future__ import annotations

import pytest

from lianjian.engine.text import Kind
from lianjian.engine.text.repairing.readings import annotation, spelled

from .makers import PLAIN, mended

MANY = PLAIN.replace("果园", "果园(guǒyuán)").replace("学院", "学院(xuéyuàn)")


def test_pinyin_after_words_goes():
    assert mended(MANY).clean == PLAIN


def test_pinyin_after_single_characters_goes():
    raw = PLAIN.replace("村", "村(cūn)").replace("的", "的(de)").replace("了", "了(le)")
    assert mended(raw).clean == PLAIN


def test_pinyin_written_twice_goes():
    assert mended(MANY.replace("(xuéyuàn)", "(xuéyuàn)(xuéyuàn)")).clean == PLAIN
    assert mended(PLAIN.replace("村", "村(cūncūn)")).clean == PLAIN


def test_words_cut_in_the_wrong_place_make_no_difference():
    text = PLAIN.replace("石桥村党支部", "以村促企")
    raw = text.replace("以村促企", "以村(yǐcūn)促企").replace("学院", "学院(xuéyuàn)")
    assert mended(raw).clean == text


def test_pinyin_without_tones_goes_only_where_there_is_much_of_it():
    much = PLAIN.replace("村", "村(cun)").replace("学院", "学院(xueyuan)")
    assert mended(much).clean == PLAIN
    little = PLAIN.replace("示范园", "示范园(shifanyuan)", 1)
    assert mended(little).clean == little


def test_an_authors_own_gloss_stays_and_is_offered():
    text = PLAIN + "村里有三户仡佬(gēlǎo)族人家。\n"
    found = mended(text)
    assert found.clean == text
    assert [one.before for one in found.offers] == ["(gēlǎo)"]


def test_a_text_annotated_by_its_author_for_rare_characters_stays():
    text = "塬(yuán)、峁(mǎo)、墚(liáng)、崾(yào)、崄(xiǎn)，都是黄土地上的地名用字。\n"
    assert mended(text).clean == text


def test_tones_that_spell_nothing_before_them_are_listed():
    found = mended(MANY.replace("示范园", "示范园(bùxiāng)", 1))
    assert any(one.kind == Kind.PINYIN and one.text == "(bùxiāng)" for one in found.doubts)


@pytest.mark.parametrize("gloss", ["(WTO)", "(cm)", "(app)", "（GDP）", "(Wang Li)"])
def test_other_latin_in_brackets_stays(gloss):
    text = MANY.replace("示范园", f"示范园{gloss}", 1)
    assert gloss in mended(text).clean


@pytest.mark.parametrize(
    ("before", "spelling", "over"),
    [
        ("银行", "háng", 1),
        ("人行", "xíng", 1),
        ("银行", "yínháng", 2),
        ("银行", "nháng", 0),
        ("西安", "xī'ān", 2),
        ("绿色", "lǜsè", 2),
        ("绿", "lv", 1),
        ("花儿", "huār", 2),
        ("朋友", "péngyou", 2),
        ("一个", "yígè", 2),
        ("不是", "búshì", 2),
        ("個", "ge", 1),
    ],
)
def test_an_annotation_spells_what_stands_before_it(before, spelling, over):
    assert spelled(before, annotation(spelling), tones=True) == over
