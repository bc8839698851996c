"""What is looked at before anything opens a zip: how large it would become, where it leads.

Declared sizes first, because reading a directory costs nothing, then every entry inflated and
counted, because headers lie. Nothing is written anywhere, and no more than one piece of an entry is
in memory at a time.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

MOST_ENTRIES = 2000
MOST_RATIO = 100
_SMALL = 1024 * 1024
"""Below this, unpacked, no ratio is too high: a few thousand equal rows pack that well."""
_PIECE = 256 * 1024

BEGINNINGS = _ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"


class Fault(StrEnum):
    DAMAGED = "damaged"
    BLOWN_UP = "blown up"
    LOCKED = "locked"
    DEFINES = "defines"
    """It has definitions of its own in its XML, which could become anything."""


class Unsound(Exception):  # noqa: N818 - says what it is
    """An archive that is not opened; each room says it in its own words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def directory(data: bytes, *, most_inflated: int) -> list[zipfile.ZipInfo]:
    """What an archive says of itself. Raises Unsound if that is too much, or leads outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unsound(Fault.DAMAGED) from None
    declared = sum(one.file_size for one in entries)
    if len(entries) > MOST_ENTRIES or declared > most_inflated or _packed_too_well(declared, data):
        raise Unsound(Fault.BLOWN_UP)
    if any(one.flag_bits & 0x1 for one in entries):
        raise Unsound(Fault.LOCKED)
    names = {one.filename for one in entries}
    if any(_leads_out(one) for one in entries) or len(names) != len(entries):
        raise Unsound(Fault.DAMAGED)
    if entries and min(one.header_offset for one in entries) != 0:
        # Two archives, one behind the other: which of them is meant depends on who reads.
        raise Unsound(Fault.DAMAGED)
    return entries


def count(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Inflate every entry and count. Raises Unsound as soon as one is not what it says."""
    _must_not_overlap(entries)
    total = sum(_inflated(data, one) for one in entries)
    if _packed_too_well(total, data):
        raise Unsound(Fault.BLOWN_UP)


def content(data: bytes, one: zipfile.ZipInfo) -> bytes:
    """A whole entry, for those that ``count`` has counted or that say they are small."""
    return b"".join(pieces(data, one))


def _packed_too_well(total: int, data: bytes) -> bool:
    return total > _SMALL and total > MOST_RATIO * len(data)


def _leads_out(one: zipfile.ZipInfo) -> bool:
    """Whether an entry is a link, or names a place outside its archive."""
    parts = one.filename.replace("\\", "/").split("/")
    linked = stat.S_ISLNK(one.external_attr >> 16)
    return linked or ".." in parts or parts[0] == "" or ":" in parts[0]


def _must_not_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes are how a small file claims to be an endless one."""
    behind = 0
    for one in sorted(entries, key=lambda each: each.header_offset):
        if one.header_offset < behind:
            raise Unsound(Fault.BLOWN_UP)
        behind = one.header_offset + 30 + one.compress_size


def _inflated(data: bytes, one: zipfile.ZipInfo) -> int:
    """The bytes that an entry really has. Raises Unsound as soon as it is more than it says."""
    size, first = 0, b""
    for piece in pieces(data, one):
        size += len(piece)
        if size > one.file_size:
            raise Unsound(Fault.BLOWN_UP)
        if len(first) < 2048:
            first += piece[:2048]
    if size != one.file_size:
        raise Unsound(Fault.DAMAGED)
    if b"<!DOCTYPE" in first or b"<!ENTITY" in first:
        raise Unsound(Fault.DEFINES)
    return size


def pieces(data: bytes, one: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of an entry, piece by piece, by its own bytes and not by what is said of it."""
    start = one.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(_ZIP):
        raise Unsound(Fault.DAMAGED)
    begins = start + 30 + int.from_bytes(header[26:28], "little")
    begins += int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[begins : begins + one.compress_size]
    if len(packed) != one.compress_size:
        raise Unsound(Fault.DAMAGED)
    if one.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if one.compress_type != zipfile.ZIP_DEFLATED:
        raise Unsound(Fault.DAMAGED)
    inflater = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    try:
        while not inflater.eof:
            piece = inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
            if not piece and not rest:
                break
            yield piece
    except zlib.error:
        raise Unsound(Fault.DAMAGED) from None
