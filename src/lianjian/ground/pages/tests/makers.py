"""Files as people keep them, made part by part: a document, a PDF, a picture."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATED}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


_OUTSIDE = ' TargetMode="External"'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


# -- documents --


def p(text: str, *, before: str = "") -> str:
    """A paragraph in one run; ``before`` are its properties."""
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def relations(*found: tuple[str, str, bool]) -> bytes:
    """(kind, target, whether it is outside), each with an Id of its own."""
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind}" Target="{target}"'
        f"{_OUTSIDE if outside else ''}/>"
        for n, (kind, target, outside) in enumerate(found, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def part(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{inside}</w:{name}>'.encode()


def document_parts(body: str, *related: tuple[str, str, bool], **more: bytes) -> dict[str, bytes]:
    """The parts of a .docx; ``more`` are parts beside its text, by name without ``.xml``."""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/></Types>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(*related),
        **{f"word/{name}.xml": data for name, data in more.items()},
    }


def a_document(body: str, *related: tuple[str, str, bool], **more: bytes) -> bytes:
    return zipped(document_parts(body, *related, **more))


# -- PDF --


def a_pdf(
    pages: Sequence[Sequence[str]],
    *,
    catalog: str = "",
    info: str = "",
    trailer: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """A PDF with these lines on its pages, in a Chinese font that every reader has.

    Objects: 1 catalogue, 2 page tree, 3 font, 4 its letters, 5 information, then for each page
    itself and its content, and ``more`` behind them.
    """
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
        f"<<{info}>>".encode(),
    ]
    for number, lines in enumerate(pages):
        shown = " 0 -20 Td ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (7 + 2 * number)
        )
        objects.append(stream(f"BT /F 12 Tf 60 780 Td {shown} ET".encode()))
    return written([*objects, *more], trailer=trailer)


def stream(data: bytes, *, entries: str = "") -> bytes:
    return f"<</Length {len(data)}{entries}>>stream\n".encode() + data + b"\nendstream"


def written(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """Objects, numbered from 1, as a PDF: with where each begins, and which is the root."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    begins = []
    for number, one in enumerate(objects, start=1):
        begins.append(out.tell())
        out.write(b"%d 0 obj\n" % number + one + b"\nendobj\n")
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % begin for begin in begins))
    size = len(objects) + 1
    out.write(f"trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R{trailer}>>\n".encode())
    out.write(b"startxref\n%d\n%%%%EOF\n" % at)
    return out.getvalue()


# -- pictures --


def a_png(
    width: int = 4, height: int = 3, *, behind: bytes = b"", rows: bytes | None = None
) -> bytes:
    data = zlib.compress(b"\0" * ((width * 3 + 1) * height) if rows is None else rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(*one) for one in parts) + behind


def png_part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_jpeg(width: int = 4, height: int = 3, *, behind: bytes = b"") -> bytes:
    """As far as anybody reads who only looks at its header."""
    frame = struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\1\x11\0\2\x11\1\3\x11\1"
    scan = b"\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0" + b"\0" * 8 + b"\xff\xd9"
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0" + frame + scan + behind


def a_webp(width: int = 4, height: int = 3, *, behind: bytes = b"") -> bytes:
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"\x2f" + struct.pack("<I", bits) + b"\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body + behind
