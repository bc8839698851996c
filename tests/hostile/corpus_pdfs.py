"""PDFs that nobody should hand in, or that only look so."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

import pypdf

from lianjian.ground.pages.tests.makers import a_document, a_pdf, p, stream, written

from .handed import REASON, also, read, refused, trap

_MB = 1024 * 1024
PDF = "报告.pdf"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>%b>>"
    b"/Contents %b>>"
)
TREE = b"<</Type/Pages/Count 1/Kids[6 0 R]>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%b>>"
SAYS = b"BT /F 12 Tf 60 780 Td (honest) Tj ET"


def good() -> bytes:
    return a_pdf([["石桥村签约"]])


def made(
    content: bytes = b"",
    *more: bytes,
    resources: bytes = b"",
    contents: bytes = b"7 0 R",
    tree: bytes = TREE,
    font: bytes = b"",
    trailer: str = "",
) -> bytes:
    """One page (object 6) with its content (7) and ``more`` objects from 8 on."""
    page = PAGE % (resources, contents)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", tree, FONT % font, b"<<>>", b"<<>>", page]
    return written([*objects, content or stream(SAYS), *more], trailer=trailer)


def packed(data: bytes, *, entries: str = "", times: int = 1) -> bytes:
    for _again in range(times):
        data = zlib.compress(data, 9)
    filters = "/FlateDecode" * times
    return stream(data, entries=f"/Filter[{filters}]{entries}")


def encrypted(password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(good()))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


also("a password", PDF, lambda: encrypted("geheim", "AES-256"), says="有保护")
also("an old password", PDF, lambda: encrypted("geheim", "RC4-40"), says="有保护")
also("protected without a password", PDF, lambda: encrypted("", "AES-128"), says="有保护")

# -- what it carries --


def carrying(catalog: str) -> bytes:
    return a_pdf([["石桥村签约"]], catalog=catalog)


@read("a program when it opens", PDF, "石桥村签约", note="程序")
def javascript() -> bytes:
    return carrying("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")


@read("a program by its name", PDF, "石桥村签约", note="程序")
def named_javascript() -> bytes:
    return carrying("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>")


@read("a program to start", PDF, "石桥村签约", note="程序")
def launch() -> bytes:
    return carrying("/OpenAction<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)>>>>")


@read("a file attached", PDF, "石桥村签约", note="程序")
def attached() -> bytes:
    return carrying("/Names<</EmbeddedFiles<</Names[(a.exe)<</F(a.exe)>>]>>>>")


@read("an address to call when it opens", PDF, "石桥村签约", note="程序")
def calls() -> bytes:
    return carrying(f"/OpenAction<</S/URI/URI({trap()}/)>>")


@read("text from a file outside", PDF, "honest")
def outside_stream() -> bytes:
    return made(resources=f"/XObject<</X<</F<</FS/URL/F({trap()}/)>>>>>>".encode())


@read("actions on what is no dictionary", PDF, "石桥村签约")
def odd_catalog() -> bytes:
    return carrying("/Names 17/OpenAction[1 2]/AcroForm null")


# -- loops --


@read("a table of objects that follows itself", PDF, "honest")
def table_loop() -> bytes:
    data = made(trailer="/Prev 0000000000")
    return data.replace(b"/Prev 0000000000", b"/Prev %010d" % (data.index(b"\nxref\n") + 1))


@refused("a page tree that holds itself", PDF)
def tree_loop() -> bytes:
    return made(tree=b"<</Type/Pages/Count 1/Kids[2 0 R]>>")


@refused("a page tree ten thousand deep", PDF)
def deep_tree() -> bytes:
    deep = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 9) for n in range(10_000)]
    return made(b"", *deep, tree=b"<</Type/Pages/Count 1/Kids[8 0 R]>>")


@refused("one page three hundred thousand times", PDF)
def wide_tree() -> bytes:
    kids = b"6 0 R " * 300_000
    return made(tree=b"<</Type/Pages/Count 300000/Kids[%b]>>" % kids)


@refused("a thousand million pages, it says", PDF)
def many_pages() -> bytes:
    return made(tree=b"<</Type/Pages/Count 1000000000/Kids[]>>")


def form(content: bytes, names: bytes) -> bytes:
    return stream(
        content, entries=f"/Type/XObject/Subtype/Form/Resources<</XObject<<{names.decode()}>>>>"
    )


@read("a form that draws itself", PDF, "honest")
def form_loop() -> bytes:
    return made(
        stream(SAYS + b" /X Do"),
        form(b"/X Do /X Do", b"/X 8 0 R"),
        resources=b"/XObject<</X 8 0 R>>",
    )


@refused("forms that each draw ten others", PDF)
def form_bomb() -> bytes:
    forms = [form(b"/X Do " * 10, b"/X %d 0 R" % (n + 9)) for n in range(12)]
    last = form(SAYS, b"")
    return made(stream(b"/X Do"), *forms, last, resources=b"/XObject<</X 8 0 R>>")


@read("an outline that follows itself", PDF, "石桥村签约")
def outline_loop() -> bytes:
    return carrying("/Outlines<</First 1 0 R/Last 1 0 R/Count 1>>")


# -- bombs --

also(
    "a page of two hundred megabytes",
    PDF,
    lambda: made(packed(SAYS + b" " * (200 * _MB))),
    says=REASON,
)
also("packed sixteen times", PDF, lambda: made(packed(b" " * (60 * _MB), times=16)), says=REASON)
also("packed twenty times", PDF, lambda: made(packed(SAYS, times=20)), says=REASON)


@refused("two million letters to set, one by one", PDF)
def many_letters() -> bytes:
    return made(packed(b"BT /F 12 Tf " + b"1 0 0 1 0 0 Tm (a) Tj " * 2_000_000 + b"ET"))


@refused("objects that unpack to four hundred megabytes", PDF)
def object_stream() -> bytes:
    return _compressed_objects(b"8 0 " + b" " * (400 * _MB), 1)


@refused("a million objects in one", PDF)
def many_objects() -> bytes:
    return _compressed_objects(b"8 0 " * 1_000_000, 1_000_000)


def _compressed_objects(data: bytes, number: int) -> bytes:
    """A PDF whose page lies in a stream of objects, found through a table that is a stream."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 8 0 R>>\nendobj\n")
    at = out.tell()
    holds = packed(data, entries=f"/Type/ObjStm/N {number}/First {4 * number}")
    out.write(b"2 0 obj\n" + holds + b"\nendobj\n")
    table = out.tell()
    rows = [(0, 0, 0), (1, 9, 0), (1, at, 0), *((2, 2, 0),) * 7]
    body = b"".join(
        kind.to_bytes(1, "big") + a.to_bytes(4, "big") + bytes([b]) for kind, a, b in rows
    )
    entries = "/Type/XRef/W[1 4 1]/Size 10/Root 1 0 R"
    out.write(b"9 0 obj\n" + stream(body, entries=entries) + b"\nendobj\n")
    out.write(b"startxref\n%d\n%%%%EOF" % table)
    return out.getvalue()


def deep(begin: bytes, end: bytes, number: int) -> bytes:
    return made(b"", begin * number + end * number, contents=b"8 0 R")


also("a hundred thousand arrays in arrays", PDF, lambda: deep(b"[", b"]", 100_000), says=REASON)
also(
    "fifty thousand dictionaries in dictionaries",
    PDF,
    lambda: deep(b"<</A", b">>", 50_000),
    says=REASON,
)


@refused("arrays in arrays on a page", PDF)
def deep_on_page() -> bytes:
    return made(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ"))


@refused("a name of eighteen megabytes", PDF)
def long_name() -> bytes:
    return made(tree=b"<</Type/Pages/Count 1/Kids[6 0 R]/" + b"A" * (18 * _MB) + b" 1")


@refused("a page whose content is one stream a hundred thousand times", PDF)
def many_contents() -> bytes:
    return made(packed(SAYS + b" " * 20_000), contents=b"[" + b"7 0 R " * 100_000 + b"]")


def letters(table: bytes) -> bytes:
    return made(b"", packed(table), font=b"/ToUnicode 8 0 R")


@refused("letters for four thousand million codes", PDF)
def letter_range() -> bytes:
    return letters(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")


@refused("a million letters in a table", PDF)
def letter_table() -> bytes:
    return letters(b"100 beginbfchar " + b"<41> <0041> " * 1_000_000 + b"endbfchar")


# -- damaged --

also("cut off in the middle", PDF, lambda: good()[:300], says=REASON)
also("nothing behind its first line", PDF, lambda: b"%PDF-1.7\n", says=REASON)
also(
    "letters behind its first line",
    PDF,
    lambda: b"%PDF-1.7\n" + bytes(range(32, 127)) * 9,
    says=REASON,
)
also(
    "a million times the word obj",
    PDF,
    lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 1_000_000,
    says=REASON,
)
also("ten megabytes of comments", PDF, lambda: b"%PDF-1.7\n" + b"%x\n" * (3 * _MB), says=REASON)
also(
    "a million beginnings of dictionaries",
    PDF,
    lambda: b"%PDF-1.7\n1 0 obj\n" + b"<<" * _MB,
    says=REASON,
)
also("a million open brackets", PDF, lambda: b"%PDF-1.7\n1 0 obj\n" + b"(" * _MB, says=REASON)


@refused("a content longer than the file", PDF)
def lying_length() -> bytes:
    return made(b"<</Length 2000000000/Filter/FlateDecode>>stream\nabc\nendstream")


@refused("its table of objects at minus one", PDF)
def bad_start() -> bytes:
    data = written([b"<<>>"] * 5)
    return data[: data.rindex(b"startxref")] + b"startxref\n-1\n%%EOF"


# -- two things at once --


def both(first: bytes, second: Sequence[int] | bytes) -> bytes:
    return first + bytes(second)


also(
    "a PDF with a document behind it",
    PDF,
    lambda: both(good(), a_document(p("别的"))),
    text="石桥村",
)
also("a PDF with a page behind it", PDF, lambda: both(good(), b"<html><script>"), text="石桥村")
also("a PDF with a page before it", PDF, lambda: both(b"<html><body>", good()), says="看名字")
also("a PDF called .txt", "报告.txt", good, says="PDF")
also("a PDF called .docx", "报告.docx", good, says="PDF")
