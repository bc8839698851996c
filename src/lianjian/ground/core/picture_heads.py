"""What stands at the head of a picture: whether it is whole, and how many pixels it says.

Nothing is unpacked: nine kilobytes of PNG can be four hundred megabytes of picture.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

MOST_PIXELS = 25_000_000
_MOST_PARTS = 20_000
_MOST_SCANS = 40
"""Of a JPEG that comes into focus; a camera writes ten. Each costs a walk through all pixels."""
_ARCHIVE_END = b"PK\x05\x06"


class NoPicture(Exception):  # noqa: N818 - says what it is
    """A picture that is not kept; ``why`` is a word of ``pictures.SAID``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int


def looked_at(data: bytes) -> Size:
    """How large a JPEG, PNG or WebP is. Raises NoPicture."""
    try:
        size = _size(data)
    except IndexError:
        raise NoPicture("broken") from None
    if size.width * size.height > MOST_PIXELS:
        raise NoPicture("large")
    if not size.width or not size.height:
        raise NoPicture("broken")
    if _ARCHIVE_END in data[-66_000:]:
        raise NoPicture("two")
    return size


def _size(data: bytes) -> Size:
    if data.startswith(b"\x89PNG"):
        return _png(data)
    return _jpeg(data) if data.startswith(b"\xff\xd8") else _webp(data)


def _png(data: bytes) -> Size:
    """From part to part, to the last byte: behind the end of a picture nothing else may stand."""
    at, size, number = 8, None, 0
    while at < len(data):
        length = int.from_bytes(_taken(data, at, 4), "big")
        kind = _taken(data, at + 4, 4)
        body = memoryview(data)[at + 4 : at + 8 + length]
        told = int.from_bytes(_taken(data, at + 8 + length, 4), "big")
        number += 1
        if number > _MOST_PARTS or zlib.crc32(body) != told or (size is None) != (kind == b"IHDR"):
            raise NoPicture("broken")
        at += 12 + length
        if kind == b"IHDR":
            size = Size(int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big"))
        if kind == b"IEND" and size is not None:
            if at != len(data):
                raise NoPicture("two")
            return size
    raise NoPicture("broken")


_NO_FRAME = frozenset((0xC4, 0xC8, 0xCC))
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_MARKER = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")
"""Among pixels: not a restart, and nothing that a decoder steps over there without its length."""


def _jpeg(data: bytes) -> Size:
    """To the scan, where the picture itself begins, and from there to its end."""
    at, size = 2, None
    for _part in range(_MOST_PARTS):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(_taken(data, at + 2, 2), "big")
        if marker == 0xDA and size is not None:
            _must_end(data, at)
            return size
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = _taken(data, at + 5, 2), _taken(data, at + 7, 2)
            larger = Size(int.from_bytes(width, "big"), int.from_bytes(height, "big"))
            size = larger if size is None else max(size, larger, key=lambda one: one.width)
        if length < 2 or marker in (0xD8, 0xD9):
            break
        at += 2 + length
    raise NoPicture("broken")


def _must_end(data: bytes, at: int) -> None:
    """Raises NoPicture unless the JPEG ends, after few scans; ``at`` is where its first begins.

    Behind its end nothing is counted: telephones write there, some a film of many megabytes.
    """
    scans = 0
    for _part in range(_MOST_PARTS):
        found = _MARKER.search(data, at)
        if found is None:
            break
        marker = found[0][1]
        if marker == 0xD9:
            return
        scans += marker == 0xDA
        length = int.from_bytes(_taken(data, found.end(), 2), "big")
        if scans > _MOST_SCANS or length < 2 or marker == 0xD8:
            break
        at = found.end() + length
    raise NoPicture("broken")


def _webp(data: bytes) -> Size:
    whole = int.from_bytes(_taken(data, 4, 4), "little") + 8
    if whole > len(data):
        raise NoPicture("broken")
    if len(data) > whole + whole % 2:
        raise NoPicture("two")
    match _taken(data, 12, 4):
        case b"VP8X":
            wide, high = _taken(data, 24, 3), _taken(data, 27, 3)
            return Size(int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1)
        case b"VP8L":
            if data[20] != 0x2F:
                raise NoPicture("broken")
            bits = int.from_bytes(_taken(data, 21, 4), "little")
            return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8 ":
            if _taken(data, 23, 3) != b"\x9d\x01\x2a":
                raise NoPicture("broken")
            wide, high = _taken(data, 26, 2), _taken(data, 28, 2)
            return Size(
                int.from_bytes(wide, "little") & 0x3FFF, int.from_bytes(high, "little") & 0x3FFF
            )
    raise NoPicture("broken")


def _taken(data: bytes, at: int, length: int) -> bytes:
    part = data[at : at + length]
    if len(part) != length:
        raise NoPicture("broken")
    return part
