"""Files in every charset that people save texts in."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from tests.noise.texts import clean_texts
from tests.noise.written import CHARSETS, torn, written


def test_a_text_is_written_in_every_charset_that_has_its_characters():
    text = "关于表彰联建工作先进集体的通报\n各乡镇党委，县直各单位党组织：\n"
    found = {file.charset: file for file in written(text)}
    assert set(found) == set(CHARSETS)
    assert found["big5"].text == OpenCC("s2tw").convert(text)
    assert found["utf-16-be"].data[:2] == b"\xfe\xff"
    assert found["utf-16-le"].data[:2] == b"\xff\xfe"
    assert found["utf-8-sig"].data[:3] == b"\xef\xbb\xbf"
    assert found["utf-8"].data[:3] != b"\xef\xbb\xbf"


def test_every_file_is_read_as_its_text_by_whoever_knows_the_charset():
    for one in clean_texts():
        for file in written(one.text):
            assert file.data.decode(file.charset).removeprefix("\ufeff") == file.text


def test_a_charset_without_a_character_is_left_out():
    assert "gbk" not in {file.charset for file in written("收到👌")}
    assert "gb18030" in {file.charset for file in written("收到👌")}


@pytest.mark.parametrize("charset", ["gb18030", "gbk", "big5", "utf-8", "utf-8-sig"])
def test_a_torn_file_lacks_one_byte_and_cannot_be_read_strictly_where_that_shows(charset):
    text = "全县各村党组织\n"
    (file,) = (file for file in written(text) if file.charset == charset)
    broken = torn(file, 3)
    assert broken
    assert len(broken.data) == len(file.data) - 1
    with pytest.raises(UnicodeDecodeError):
        broken.data.decode(charset)
    assert torn(file, text.index("\n")) is None


def test_some_of_our_texts_can_be_written_in_big5():
    assert sum(file.charset == "big5" for one in clean_texts() for file in written(one.text)) > 10
