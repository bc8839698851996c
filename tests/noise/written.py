"""Texts as files have them: the same characters in every charset that people save them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opencc import OpenCC

CHARSETS = ("gb18030", "gbk", "big5", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
MARKED = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
"""UTF-16 has its byte order mark in a file, whoever's order it is."""


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and the text that they must be read as."""

    charset: str
    text: str
    data: bytes


def written(text: str) -> Iterator[Written]:
    """The text in every charset that has all its characters; in Big5, which has no Simplified ones,
    its Traditional form."""
    for charset in CHARSETS:
        mine = OpenCC("s2tw").convert(text) if charset == "big5" else text
        try:
            yield Written(charset, mine, (MARKED.get(charset, "") + mine).encode(charset))
        except UnicodeEncodeError:
            continue


def torn(file: Written, place: int) -> Written | None:
    """The file with the last byte of one character gone, as a cut or a bad disk leaves it; what
    stands before and after can still be read. None where the character is a single byte."""
    head = (MARKED.get(file.charset, "") + file.text[:place]).encode(file.charset)
    char = file.text[place].encode(file.charset.removesuffix("-sig"))
    if len(char) < 2 or file.charset.startswith("utf-16"):
        return None
    data = file.data[: len(head) + len(char) - 1] + file.data[len(head) + len(char) :]
    return Written(file.charset, file.text, data)
