"""Tags, entities, unseen characters, and bytes read in the wrong charset."""

from __future__ import annotations

import pytest

from lianjian.engine.text import Kind, Undecodable, decode

from .makers import PLAIN, mended, places


def test_tags_go_and_their_paragraphs_stay():
    lines = PLAIN.splitlines()
    raw = "".join(f"<p class='a'>{line}</p>" for line in lines)
    assert mended(raw).clean == PLAIN.rstrip("\n")
    raw = "<br/>".join(lines).replace("石桥村", "<b>石桥村</b>")
    assert mended(raw).clean == PLAIN.rstrip("\n")
    raw = f"<style>p {{ color: red }}</style>{raw}<!-- end --><script>alert(1)</script>"
    assert mended(raw).clean == PLAIN.rstrip("\n")


@pytest.mark.parametrize("text", ["甲<乙，乙>丙。\n", "用<br>换行。\n", "《<新>报》创刊。\n"])
def test_what_is_no_page_keeps_its_angles(text):
    assert mended(text).clean.replace("〈", "<").replace("〉", ">") == text


def test_entities_are_read():
    raw = PLAIN.replace("“", "&ldquo;").replace("”", "&amp;rdquo;").replace("村", "&#26449;")
    assert mended(raw).clean == PLAIN


def test_unseen_characters_go_and_an_emoji_stays_whole():
    text = PLAIN + "收到👨‍👩‍👧，好的❤️\n"
    raw = "\ufeff" + text.replace("果园", "果\u200b园").replace("村里", "村\u00ad里")
    assert mended(raw).clean == text


@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_utf8_read_as_latin_is_read_anew(charset):
    raw = PLAIN.encode().decode(charset, "surrogateescape")
    raw = "".join(chr(ord(one) - 0xDC00) if "\udc80" <= one <= "\udcff" else one for one in raw)
    assert mended(raw).clean == PLAIN


def test_gbk_read_as_latin_is_read_anew():
    assert mended(PLAIN.encode("gbk").decode("latin-1")).clean == PLAIN


def test_utf8_read_as_gbk_is_listed_where_it_cannot_be_read():
    raw = PLAIN.encode().decode("gbk", "replace")
    found = mended(raw)
    lines = raw.splitlines()
    for line in lines:
        at = raw.index(line)
        assert any(start < at + len(line) and at < end for start, end in places(found))


@pytest.mark.parametrize("text", ["café，déjà vu。\n", "Müller先生来访。\n", "“好”——他说……\n"])
def test_other_letters_stay(text):
    assert mended(text).clean == text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_bytes_are_read_in_their_charset(charset):
    assert decode(PLAIN.encode(charset)).text == PLAIN


def test_traditional_bytes_are_read_in_big5():
    from opencc import OpenCC

    text = OpenCC("s2t").convert(PLAIN)
    found = decode(text.encode("big5", "ignore"))
    assert found.charset == "big5hkscs"
    assert mended(found.text).clean.count("党支部") == PLAIN.count("党支部")


def test_utf8_cut_off_in_the_middle_is_told():
    found = decode(PLAIN.encode()[:-2])
    assert found.charset == "utf-8"
    assert [one.kind for one in found.doubts] == [Kind.LOST]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, bytes(4000)])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(Undecodable):
        decode(data)
