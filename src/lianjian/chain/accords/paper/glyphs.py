"""Which characters a TrueType font can draw: typst leaves out the others without a word.

Reads the ``cmap`` table alone (OpenType 1.9, formats 4 and 12): all that a Unicode font needs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platform and encoding of the subtables that map Unicode."""

INVISIBLE = frozenset("\n\r\t\u200b\ufeff")
"""Needs no glyph: layout deals with it."""


class NoFont(Exception):  # noqa: N818 - names what is missing
    """A font file is missing or is not what it should be; an operator must act."""


@cache
def covered(font: Path) -> frozenset[int]:
    """The code points for which the font at this path has a glyph. Raises NoFont."""
    try:
        data = font.read_bytes()
        return frozenset(_code_points(data))
    except (OSError, struct.error, StopIteration) as why:
        raise NoFont(f"{font} is not a font that can be read: {why}") from why


def missing(text: str, fonts: tuple[Path, ...]) -> str:
    """The characters of ``text`` that some font of ``fonts`` cannot draw, each once, in order."""
    drawable = frozenset.intersection(*(covered(font) for font in fonts))
    lost = (one for one in text if one not in INVISIBLE and ord(one) not in drawable)
    return "".join(dict.fromkeys(lost))


def _code_points(data: bytes) -> Iterator[int]:
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        if (platform, encoding) in _UNICODE:
            yield from _subtable(data, start + offset)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return next(int(offset) for name, _sum, offset, _size in records if name == tag)


def _subtable(data: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 4:
        yield from _segments(data, at)
    elif form == 12:
        yield from _groups(data, at)


def _segments(data: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    segments = double // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * double)
    where = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{segments}H", data, where)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offsets[index]:
                glyph = (code + deltas[index]) & 0xFFFF
            else:
                # The offset counts from its own place in the table.
                place = where + 2 * index + offsets[index] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                yield code


def _groups(data: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    for index in range(count):
        first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * index)
        for code in range(first, last + 1):
            if glyph + code - first:
                yield code
