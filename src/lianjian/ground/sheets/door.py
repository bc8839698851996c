"""What is looked at before anything opens an upload: what it is, and how large it would become.

The rules are those of docs/ideas/imports.md: declared sizes first, because reading a directory
costs nothing, then every entry inflated and counted, because headers lie. Nothing is written
anywhere, and no more than one piece of an entry is in memory at a time.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid, Text

LARGEST = 20 * 1024 * 1024
"""Bytes of an upload: 100,000 rows of fifteen columns are some eight million."""
MOST_INFLATED = 256 * 1024 * 1024
"""Bytes of a workbook unpacked: 100,000 rows of fifteen columns are some eighty million."""
MOST_ENTRIES = 2000
MOST_RATIO = 100
_SMALL = 1024 * 1024
"""Below this, unpacked, no ratio is too high: a few thousand equal rows pack that well."""
_PIECE = 256 * 1024

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


class Format(StrEnum):
    """How a file is to be read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def admitted(data: bytes) -> Format:
    """How these bytes may be read. Raises Invalid, with what to do, for all that may not be."""
    if not data.strip(b"\x00 \r\n\t"):
        raise refusal(_("This file is empty. Save the sheet once more and choose it again."))
    if len(data) > LARGEST:
        raise too_large()
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        _look_into_zip(data)
        return Format.WORKBOOK
    if data.startswith(_OLE):
        _look_into_old(data)
        return Format.WORKBOOK
    decoded(data)
    return Format.TEXT


def refusal(reason: Text) -> Invalid:
    """A file that is not taken, and why."""
    return Invalid(reason, fields={"file": reason})


def too_large() -> Invalid:
    most = LARGEST // (1024 * 1024)
    return refusal(
        _("This file is larger than %(most)s MB. Split the sheet, or remove pictures from it.")
        % {"most": most}
    )


# -- text --


def decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16 with its mark, or GB 18030. Raises Invalid."""
    text = _text(data)
    if text is None or any(ord(each) < 32 and each not in "\t\r\n\f" for each in text):
        raise _not_a_sheet()
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        raise refusal(
            _("This is a web page or a drawing, whatever its name says. Save it as .xlsx.")
        )
    return text


def _text(data: bytes) -> str | None:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _not_a_sheet() -> Invalid:
    return refusal(_("This is not a sheet. Save it in Excel or WPS as .xlsx, or as CSV."))


# -- the old format --


def _look_into_old(data: bytes) -> None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise _locked()
    if holds("_VBA_PROJECT"):
        raise _with_macros()
    if not (holds("Workbook") or holds("Book")):
        raise _not_a_sheet()


def _locked() -> Invalid:
    return refusal(_("This file has a password. Save it without one and choose it again."))


def _with_macros() -> Invalid:
    return refusal(_("This file has macros, which are never opened here. Save it as .xlsx."))


# -- zip: .xlsx and .ods --


def _look_into_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _damaged() from None
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > MOST_INFLATED:
        raise _blown_up()
    names = {one.filename for one in entries}
    if any(one.flag_bits & 0x1 for one in entries):
        raise _locked()
    if any(_leads_out(one) for one in entries) or len(names) != len(entries):
        raise _damaged()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _with_macros()
    _must_be_a_workbook(names, data, entries)
    _must_not_overlap(entries)
    total = sum(_inflated(data, one) for one in entries)
    if total > _SMALL and total > MOST_RATIO * len(data):
        raise _blown_up()


def _damaged() -> Invalid:
    return refusal(_("This file is damaged: part of it is missing. Save it once more."))


def _blown_up() -> Invalid:
    return refusal(_("Unpacked, this file would be far larger than any sheet. It was not opened."))


def _leads_out(one: zipfile.ZipInfo) -> bool:
    """Whether an entry is a link, or names a place outside its archive."""
    parts = one.filename.replace("\\", "/").split("/")
    linked = stat.S_ISLNK(one.external_attr >> 16)
    return linked or ".." in parts or parts[0] == "" or ":" in parts[0]


def _must_be_a_workbook(names: set[str], data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise refusal(_("Save this file as .xlsx: its binary form is not read here."))
    kind = next((one for one in entries if one.filename == "mimetype"), None)
    said = b"".join(_pieces(data, kind)) if kind and kind.file_size < 200 else b""
    if said.strip() != _ODS:
        raise _not_a_sheet()


def _must_not_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes are how a small file claims to be an endless one."""
    behind = 0
    for one in sorted(entries, key=lambda each: each.header_offset):
        if one.header_offset < behind:
            raise _blown_up()
        behind = one.header_offset + 30 + one.compress_size


def _inflated(data: bytes, one: zipfile.ZipInfo) -> int:
    """The bytes that an entry really has. Raises Invalid as soon as it is more than it says."""
    size, first = 0, b""
    for piece in _pieces(data, one):
        size += len(piece)
        if size > one.file_size:
            raise _blown_up()
        if len(first) < 2048:
            first += piece[:2048]
    if size != one.file_size:
        raise _damaged()
    if b"<!DOCTYPE" in first or b"<!ENTITY" in first:
        raise refusal(_("This file defines words of its own inside. It was not opened."))
    return size


def _pieces(data: bytes, one: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of an entry, piece by piece, by its own bytes and not by what is said of it."""
    start = one.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or not header.startswith(_ZIP):
        raise _damaged()
    begins = start + 30 + int.from_bytes(header[26:28], "little")
    begins += int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[begins : begins + one.compress_size]
    if len(packed) != one.compress_size:
        raise _damaged()
    if one.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if one.compress_type != zipfile.ZIP_DEFLATED:
        raise _damaged()
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
        raise _damaged() from None
