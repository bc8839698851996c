"""What is looked at before anything opens an upload: what it is, and how large it would become.

The rules are those of docs/ideas/imports.md; ``core.archives`` keeps those about zip files.
"""

from __future__ import annotations

import zipfile
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import archives
from lianjian.ground.core.archives import Fault, Unsound
from lianjian.ground.core.verdicts import Invalid, Text

LARGEST = 20 * 1024 * 1024
"""Bytes of an upload: 100,000 rows of fifteen columns are some eight million."""
MOST_INFLATED = 256 * 1024 * 1024
"""Bytes of a workbook unpacked: 100,000 rows of fifteen columns are some eighty million."""

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
    if data.startswith(archives.BEGINNINGS):
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
        raise refusal(_LOCKED)
    if holds("_VBA_PROJECT"):
        raise _with_macros()
    if not (holds("Workbook") or holds("Book")):
        raise _not_a_sheet()


def _with_macros() -> Invalid:
    return refusal(_("This file has macros, which are never opened here. Save it as .xlsx."))


# -- zip: .xlsx and .ods --


def _look_into_zip(data: bytes) -> None:
    try:
        entries = archives.directory(data, most_inflated=MOST_INFLATED)
        names = {one.filename for one in entries}
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _with_macros()
        _must_be_a_workbook(names, data, entries)
        archives.count(data, entries)
    except Unsound as error:
        raise refusal(_UNSOUND[error.fault]) from None


_LOCKED = _("This file has a password. Save it without one and choose it again.")
_UNSOUND: dict[Fault, Text] = {
    Fault.DAMAGED: _("This file is damaged: part of it is missing. Save it once more."),
    Fault.BLOWN_UP: _("Unpacked, this file would be far larger than any sheet. It was not opened."),
    Fault.LOCKED: _LOCKED,
    Fault.DEFINES: _("This file defines words of its own inside. It was not opened."),
}


def _must_be_a_workbook(names: set[str], data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise refusal(_("Save this file as .xlsx: its binary form is not read here."))
    kind = next((one for one in entries if one.filename == "mimetype"), None)
    said = archives.content(data, kind) if kind and kind.file_size < 200 else b""
    if said.strip() != _ODS:
        raise _not_a_sheet()
