"""What a file is by its bytes, and what its name says that it is."""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import archives
from lianjian.ground.core.files import file_name
from lianjian.ground.core.verdicts import Text


class Kind(StrEnum):
    """What is read here, each in its own way; a photo is kept and not read."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file: its words, how its names end, what is done with it."""

    words: Text
    ends: str
    kind: Kind | None = None
    media_type: str = ""
    instead: Text = ""
    """For what is not read: what a person can do."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_SAVE_ANEW = _("Save it as .docx, .pdf or .txt and choose it again.")
_SAVE_SHEET = _("Save it as .xlsx and choose it again.")
_TAKE_JPEG = _("Save the picture as JPEG or PNG and choose it again.")
_NEVER = _("Files of this kind are never opened here.")

TEXT = Form(_("plain text"), "txt text md csv tsv log", Kind.TEXT, "text/plain")
HTML = Form(_("a web page"), "html htm xhtml shtml", Kind.HTML, "text/html")
DOCX = Form(_("a Word document"), "docx", Kind.DOCX, f"{_OFFICE}.wordprocessingml.document")
XLSX = Form(_("a workbook"), "xlsx", Kind.XLSX, f"{_OFFICE}.spreadsheetml.sheet")
PDF = Form(_("a PDF"), "pdf", Kind.PDF, "application/pdf")
JPEG = Form(_("a JPEG picture"), "jpg jpeg jpe jfif", Kind.PHOTO, "image/jpeg")
PNG = Form(_("a PNG picture"), "png", Kind.PHOTO, "image/png")
WEBP = Form(_("a WebP picture"), "webp", Kind.PHOTO, "image/webp")

MACROS = Form(
    _("a document with macros"),
    "docm dotm xlsm xltm xlam pptm",
    instead=_("Macros are never opened here. Save it without them, as .docx or .xlsx."),
)
LOCKED = Form(
    _("a document with a password"),
    "",
    instead=_("This file has a password. Save it without one and choose it again."),
)
OLD = Form(_("an old Office document"), "doc dot wps xls et ppt dps", instead=_SAVE_ANEW)
RTF = Form(_("a rich text document"), "rtf", instead=_SAVE_ANEW)
OPEN = Form(_("an OpenDocument file"), "odt ods odp fodt", instead=_SAVE_ANEW)
SLIDES = Form(_("a set of slides"), "pptx ppsx", instead=_SAVE_ANEW)
BINARY = Form(_("a binary workbook"), "xlsb", instead=_SAVE_SHEET)
MAIL = Form(_("a saved letter or web archive"), "mht mhtml eml msg", instead=_SAVE_ANEW)
PICTURE = Form(
    _("a picture of another kind"),
    "gif bmp tif tiff heic heif avif ico psd",
    instead=_TAKE_JPEG,
)
DRAWING = Form(_("a drawing"), "svg svgz", instead=_TAKE_JPEG)
XML = Form(_("an XML file"), "xml xsl xslt", instead=_SAVE_ANEW)
ARCHIVE = Form(
    _("an archive"),
    "zip rar 7z gz tar bz2 xz jar apk",
    instead=_("Unpack it and choose the files in it, one after the other."),
)
PROGRAM = Form(_("a program"), "exe dll com scr msi so bat cmd sh js vbs lnk", instead=_NEVER)
UNKNOWN = Form(_("no document that is known here"), "", instead=_SAVE_ANEW)

FORMS = (
    *(TEXT, HTML, DOCX, XLSX, PDF, JPEG, PNG, WEBP, MACROS, LOCKED, OLD, RTF, OPEN, SLIDES),
    *(BINARY, MAIL, PICTURE, DRAWING, XML, ARCHIVE, PROGRAM, UNKNOWN),
)
_BY_ENDING = {end: form for form in FORMS for end in form.ends.split()}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TELEPHONE = frozenset((b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif"))
"""Pictures as telephones keep them; other files that begin so are films."""
_BEGINNINGS: dict[bytes, Form] = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"{\\rtf": RTF,
    b"GIF8": PICTURE,
    b"BM": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"\0\0\1\0": PICTURE,
    b"8BPS": PICTURE,
    b"Rar!": ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": ARCHIVE,
    b"\x1f\x8b": ARCHIVE,
    b"BZh": ARCHIVE,
    b"\xfd7zXZ": ARCHIVE,
    b"\x7fELF": PROGRAM,
    b"MZ": PROGRAM,
    b"\xca\xfe\xba\xbe": PROGRAM,
    b"#!": PROGRAM,
}


def ending(name: str) -> str:
    """How a name ends, as it really does and not as it is shown to: without turning marks."""
    stem, dot, end = file_name(name).rpartition(".")
    return end.lower() if stem and dot else ""


def named(name: str) -> Form | None:
    """What a name says; None where it says nothing that is known."""
    return _BY_ENDING.get(ending(name))


def found(data: bytes) -> Form:
    """What the bytes are. Raises archives.Unsound for a zip that cannot be looked into."""
    if data.startswith(archives.BEGINNINGS):
        return _packed(data)
    if data.startswith(_OLE):
        return _old(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in _TELEPHONE else UNKNOWN
    for beginning, form in _BEGINNINGS.items():
        # Two letters are also how a text may begin.
        if data.startswith(beginning) and (len(beginning) > 2 or not is_text(data)):
            return form
    if data.startswith(b"#!"):
        return PROGRAM
    return _written(data) if is_text(data) else UNKNOWN


# -- in a zip --

MOST_INFLATED = 50 * 1024 * 1024


def _packed(data: bytes) -> Form:
    entries = archives.directory(data, most_inflated=MOST_INFLATED)
    names = {one.filename: one for one in entries}
    lower = {name.lower() for name in names}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lower):
        return MACROS
    types = names.get("[Content_Types].xml")
    if types is None:
        return OPEN if _first(data, names).startswith(b"application/vnd.oasis") else ARCHIVE
    said = archives.content(data, types).lower() if types.file_size < 1024 * 1024 else b""
    if b"macroenabled" in said:
        return MACROS
    for folder, form in (("word/", DOCX), ("xl/", XLSX), ("ppt/", SLIDES)):
        if any(name.startswith(folder) for name in names):
            return BINARY if "xl/workbook.bin" in names else form
    return ARCHIVE


def _first(data: bytes, names: dict[str, zipfile.ZipInfo]) -> bytes:
    kind = names.get("mimetype")
    return archives.content(data, kind) if kind and kind.file_size < 200 else b""


def _old(data: bytes) -> Form:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return LOCKED
    return MACROS if holds("_VBA_PROJECT") else OLD


# -- in letters --

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|<\?xml\b[^>]{0,200}\?>|<!--.{0,2000}?-->)*", re.S)
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h1|center|font)\b", re.I
)
_TAG = re.compile(rb"<(?:p|br|div|span|table|body|h\d|a|b|font|ul)\b[^<>]*>", re.I)
_PIECE = 256 * 1024


def is_text(data: bytes) -> bool:
    """Whether bytes can be letters of any charset: no control characters among them."""
    for mark, charset in _WIDE_MARKS.items():
        if data.startswith(mark):
            return len(data) % 2 == 0 and not re.search(
                r"[\x00-\x08\x0e-\x1f]", data[: 2 * _PIECE].decode(charset, "replace")
            )
    # Old programs end a text with one.
    return not _CONTROL.search(data.rstrip(b"\x1a"))


def _written(data: bytes) -> Form:
    start = data[:8192]
    for mark, charset in _WIDE_MARKS.items():
        if data.startswith(mark):
            start = start.decode(charset, "replace").encode()
    before = _BEFORE.match(start)
    rest = start[before.end() :] if before else start
    if _PAGE.match(rest):
        return HTML
    if rest[:4].lower() == b"<svg" or re.match(rb"<!doctype\s+svg\b", rest, re.I):
        return DRAWING
    if rest[:1] == b"<" and (b"<?xml" in start[:100] or rest[:2] == b"<!"):
        return XML
    if re.search(rb"^MIME-Version:", start, re.M | re.I):
        return MAIL
    return TEXT


def could_be_a_page(data: bytes) -> bool:
    """Whether a text has tags in it: a part of a page, without its head."""
    return _TAG.search(data[: 4 * _PIECE]) is not None


def letters(data: bytes) -> int:
    """About how many characters a text has, whatever its charset: of two bytes each at most."""
    wide = data.startswith(tuple(_WIDE_MARKS))
    try:
        return len(data) // 2 if wide else _counted(data, "utf-8")
    except UnicodeDecodeError:
        ascii_only = len(data.translate(None, delete=bytes(range(128, 256))))
        return ascii_only + (len(data) - ascii_only) // 2


def _counted(data: bytes, charset: str) -> int:
    """By pieces, so that a long text is never in memory twice."""
    decoder = codecs.getincrementaldecoder(charset)()
    pieces = (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    return sum(len(decoder.decode(piece)) for piece in pieces) + len(decoder.decode(b"", True))
