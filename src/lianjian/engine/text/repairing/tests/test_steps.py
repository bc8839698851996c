"""A raw page becomes clean text, every edit is told, and clean text is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjian.engine.text import Edit, Kind, NotReplayable, replay

from .makers import PLAIN, mended, page

HALF = str.maketrans("，：？！", ",:?!")


@pytest.mark.parametrize("name", ["000", "004"])
def test_a_real_page_comes_out_as_a_person_reads_it(name):
    raw, clean = page(name)
    found = mended(raw)
    assert found.clean == clean
    assert not found.offers
    assert not found.doubts


@pytest.mark.parametrize("name", ["000", "004"])
def test_what_a_person_reads_is_left_as_it_is(name):
    _, clean = page(name)
    found = mended(clean)
    assert (found.clean, found.edits, found.offers, found.doubts) == (clean, (), (), ())


def test_every_kind_of_damage_of_the_two_pages_is_named():
    kinds = {one.kind for name in ("000", "004") for one in mended(page(name)[0]).edits}
    assert kinds == {
        Kind.BYTE_SHIFT, Kind.PINYIN, Kind.TRADITIONAL, Kind.WIDTH, Kind.REPEAT, Kind.BOILERPLATE,
    }  # fmt: skip


def test_a_clean_page_passes_whole():
    assert mended(PLAIN).edits == ()
    assert mended(PLAIN).clean == PLAIN


def test_each_clean_character_knows_its_raw_one():
    raw = PLAIN.replace("学院", "学院(xuéyuàn)").translate(HALF)
    found = mended(raw)
    assert found.clean == PLAIN
    at = PLAIN.index("脱毒苗示范园")
    start, end = found.raw_span(at, at + 6)
    assert raw[start:end] == "脱毒苗示范园"
    assert found.clean_span(start, end) == (at, at + 6)
    comma = PLAIN.index("，")
    assert raw[slice(*found.raw_span(comma, comma + 1))] == ","


def test_a_removed_stretch_stands_for_no_clean_character():
    found = mended(PLAIN.replace("学院", "学院(xuéyuàn)"))
    bracket = found.raw.index("(xuéyuàn)")
    first, last = found.clean_span(bracket, bracket + len("(xuéyuàn)"))
    assert first == last == found.clean.index("学院") + 2


def test_a_repaired_page_needs_no_second_repair():
    for name in ("000", "004"):
        found = mended(page(name)[0])
        assert mended(found.clean).clean == found.clean


def test_an_edit_of_another_text_is_not_replayed():
    edit = Edit(Kind.WIDTH, 2, 3, ",", "，", "", 0, 2)
    assert replay("你好,", [edit]) == "你好，"
    with pytest.raises(NotReplayable, match="no ',' at 2"):
        replay("你好。", [edit])


def test_two_edits_of_one_place_are_not_replayed():
    edit = Edit(Kind.WIDTH, 2, 3, ",", "，", "", 0, 2)
    with pytest.raises(NotReplayable):
        replay("你好,", [edit, edit])


def test_an_accepted_offer_is_made_and_told_as_an_edit():
    raw = "他姓仡(gē)。\n" + PLAIN
    found = mended(raw)
    assert [one.before for one in found.offers] == ["(gē)"]
    offer = found.offers[0]
    after = mended(raw, accepted=((offer.start, offer.end, offer.after),))
    assert after.clean == "他姓仡。\n" + PLAIN
    assert after.offers == ()


@given(
    st.text(alphabet="党建聯联建村(xiāng)()?,，。”“\n <>&;p/？Ã¥\u200b\ufffd鄉發发", max_size=60)
)
def test_any_text_is_answered_and_every_edit_is_replayable(raw):
    mended(raw)
