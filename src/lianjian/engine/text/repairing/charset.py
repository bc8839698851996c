"""Bytes → text: which of the charsets that Chinese pages are written in, and how sure that is."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ..lexicon import CHINESE_PUNCTUATION, is_han, level
from .edits import Doubt, Kind

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GUESSED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 65536
"""So many bytes are weighed; more of the same would say the same."""
USUAL = 0.8
"""A reading is believed when this share of its Han characters is usual ones."""
LOST = "\ufffd"


class Undecodable(ValueError):  # noqa: N818 - says what it is
    """These bytes are no text; the message says which kind of bytes they look like."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset it was read in, and why that one: ``bom``, ``valid``, ``usual`` (the
    reading with the most usual characters), or ``damaged`` (some bytes say nothing; each is a
    doubt and stands as U+FFFD)."""

    text: str
    charset: str
    why: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises Undecodable for bytes that are no text.

    A byte order mark decides; else valid UTF-8 is UTF-8 (no other Chinese text of a line's length
    is by chance); else the reading of GB18030, Big5 or UTF-16 that has the most usual characters.
    """
    for bom, charset in BOMS:
        if data.startswith(bom):
            return _read(data[len(bom) :], charset, "bom")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, error)
    if text.count("\0") > len(text) // 8:
        return _guessed(data, None)
    return Decoded(text, "utf-8", "valid")


def _guessed(data: bytes, utf8: UnicodeDecodeError | None) -> Decoded:
    weighed = sorted(((_usual(data, charset), charset) for charset in GUESSED), reverse=True)
    share, charset = weighed[0]
    # UTF-8 cut off in the middle, or with a few bad bytes in it, still is UTF-8.
    broken = data.decode("utf-8", "replace") if utf8 is not None else ""
    if broken and broken.count(LOST) * 20 < len(broken) and _share(broken) >= min(share, USUAL):
        return _with_doubts(broken, "utf-8")
    if share < USUAL:
        raise Undecodable("no charset of Chinese text fits these bytes")
    return _read(data, charset, "usual")


def _read(data: bytes, charset: str, why: str) -> Decoded:
    text = data.decode(charset, "replace")
    return _with_doubts(text, charset) if LOST in text else Decoded(text, charset, why)


def _with_doubts(text: str, charset: str) -> Decoded:
    doubts = tuple(
        Doubt(Kind.LOST, at, at + 1, LOST, "undecodable")
        for at, character in enumerate(text)
        if character == LOST
    )
    return Decoded(text, charset, "damaged", doubts)


def _usual(data: bytes, charset: str) -> float:
    if charset.startswith("utf-16") and len(data) % 2:
        return 0.0
    # The sample may end inside a character, so its last few bytes may say nothing.
    text = data[:SAMPLE].decode(charset, "replace").rstrip(LOST)
    return 0.0 if "\0" in text else _share(text) * (1 - min(1.0, 20 * text.count(LOST) / len(text)))


def _share(text: str) -> float:
    """The share of usual characters: GB 2312's first level, those that stand in Big5's first
    plane, Chinese punctuation, ASCII; private and unassigned ones count against it."""
    seen = [character for character in text if character > "\x7f"]
    if not seen:
        return 0.0
    return sum(map(_is_usual, seen)) / len(seen)


def _is_usual(character: str) -> bool:
    if level(character) == 1 or character in CHINESE_PUNCTUATION:
        return True
    if not is_han(character):
        return "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e"
    try:
        return character.encode("big5")[0] < 0xC7
    except UnicodeEncodeError:
        return False
