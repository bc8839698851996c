"""Documents, workbooks and archives that nobody should hand in, or that only look so."""

from __future__ import annotations

import io
import zipfile

from lianjian.beside.ledgers.tests.makers import a_sheet
from lianjian.ground.pages.tests.makers import a_document, document_parts, p, part, relations

from . import corpus
from .corpus import ole, says_size, zipped
from .handed import REASON, also, read, refused, trap

_MB = 1024 * 1024
GOOD = p("石桥村签约")
DOCX, XLSX = "报告.docx", "台账.xlsx"


def with_parts(**changes: bytes) -> bytes:
    """A good document with some of its parts changed, or more of them."""
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in changes.items()}
    return zipped({**document_parts(GOOD), **named})


def text_is(xml: bytes) -> bytes:
    return zipped({**document_parts(GOOD), "word/document.xml": xml})


# -- bombs --


@refused("flat bomb: three hundred megabytes of blanks", DOCX, "大得离谱")
def flat_bomb() -> bytes:
    return with_parts(word__media__a_dot_png=b" " * (300 * _MB))


@refused("flat bomb below fifty megabytes, a thousand times its size", DOCX, "大得离谱")
def ratio_bomb() -> bytes:
    return with_parts(word__media__a_dot_png=b" " * (45 * _MB))


@refused("headers that declare less than there is", DOCX, "大得离谱")
def lying_less() -> bytes:
    return says_size(with_parts(word__big=b"a" * (40 * _MB)), "word/big", 1000)


@refused("headers that declare more than there is", DOCX, "损坏")
def lying_more() -> bytes:
    return says_size(with_parts(word__big=b"a" * 1000), "word/big", 4000)


@refused("an archive in an archive in an archive", DOCX, "压缩包")
def nested() -> bytes:
    return corpus.nested()


@read("a bomb embedded in a document, which nobody opens", DOCX, "石桥村签约")
def embedded() -> bytes:
    return with_parts(word__embeddings__a_dot_zip=zipped({"a": b" " * _MB}))


@refused("three thousand entries", DOCX, "大得离谱")
def many_entries() -> bytes:
    return with_parts(**{f"word__{n}": b"<a/>" for n in range(3000)})


@refused("two entries that share their bytes", DOCX, "大得离谱")
def overlapping() -> bytes:
    data = a_document(GOOD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = archive.infolist()[:2]
    changed = bytearray(data)
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    assert second.header_offset > first.header_offset
    changed[at + 42 : at + 46] = first.header_offset.to_bytes(4, "little")
    return bytes(changed)


# -- archives that are not what they seem --


@refused("the same name twice", DOCX, "损坏")
def twice() -> bytes:
    import warnings

    out = io.BytesIO(a_document(GOOD))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<w/>")
    return out.getvalue()


also(
    "one document behind another",
    DOCX,
    lambda: a_document(p("一")) + a_document(p("二")),
    says="损坏",
)
also("cut off in the middle", DOCX, lambda: a_document(GOOD)[:400], says="损坏")
also("cut off at its last bytes", DOCX, lambda: a_document(GOOD)[:-30], says="损坏")
also(
    "an entry above its folder", DOCX, lambda: with_parts(**{"../../etc/passwd": b"x"}), says="损坏"
)
also("an entry at the root", DOCX, lambda: with_parts(**{"/etc/passwd": b"x"}), says="损坏")
also("an entry with a drive", DOCX, lambda: with_parts(**{"C:\\a": b"x"}), says="损坏")
also("entries that are links", DOCX, lambda: zipped(document_parts(GOOD), links=True), says="损坏")
also("an archive called .docx", DOCX, lambda: zipped({"a.txt": b"x"}), says="压缩包")
also("a workbook called .docx", DOCX, lambda: a_sheet([["村"]]), says="电子表格")
also("a document called .xlsx", XLSX, lambda: a_document(GOOD), says="Word 文档")
also("a document called .zip", "报告.zip", lambda: a_document(GOOD), says="Word 文档")
also("a program's archive", "a.jar", lambda: zipped({"META-INF/MANIFEST.MF": b"x"}), says="压缩包")


@refused("one bit of the text changed", DOCX)
def flipped() -> bytes:
    data = bytearray(a_document(p("石桥村" * 300)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    data[info.header_offset + 100] ^= 0x40
    return bytes(data)


@refused("an encrypted entry", DOCX, "密码")
def encrypted_entry() -> bytes:
    data = bytearray(a_document(GOOD))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@refused("no part where its text should be", DOCX, "损坏")
def no_text() -> bytes:
    parts = document_parts(GOOD)
    del parts["word/document.xml"]
    return zipped({**parts, "word/other.xml": b"<a/>"})


@refused("its text outside the archive", DOCX, "损坏")
def text_outside() -> bytes:
    parts = document_parts(GOOD)
    del parts["word/document.xml"]
    out = relations(("officeDocument", "../../../../etc/passwd", False))
    return zipped({**parts, "word/a.xml": b"<a/>", "_rels/.rels": out})


# -- macros, passwords --

also("macros", "报告.docm", lambda: with_parts(word__vbaProject_dot_bin=b"\xd0"), says="宏")
also("macros called .docx", DOCX, lambda: with_parts(word__vbaProject_dot_bin=b"\xd0"), says="宏")
also("a workbook with macros", "台账.xlsm", corpus.macros, says="宏")
also(
    "a password on a document", DOCX, lambda: ole("EncryptionInfo", "EncryptedPackage"), says="密码"
)
also("a password on a workbook", XLSX, corpus.encrypted, says="密码")
also("an old document", "报告.doc", lambda: ole("WordDocument"), says=".docx")
also("an old document called .docx", DOCX, lambda: ole("WordDocument"), says="旧版")
also("an old document with macros", "报告.doc", lambda: ole("_VBA_PROJECT"), says="宏")


@refused("macros by its types alone", DOCX, "宏")
def macro_types() -> bytes:
    types = document_parts(GOOD)["[Content_Types].xml"]
    return zipped(
        {
            **document_parts(GOOD),
            "[Content_Types].xml": types.replace(b"application/xml", b"x.macroEnabled.main+xml"),
        }
    )


# -- XML --

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'
_W = part("document", "<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body>").decode()
_TEXT = _W.partition("?>")[2]

also("a billion laughs", DOCX, lambda: text_is(f"{LAUGHS}]>{_TEXT}".encode()), says="自定义")
also("an outside entity", DOCX, lambda: text_is(f"{OUTSIDE}]>{_TEXT}".encode()), says="自定义")


@refused("a parameter entity from outside", DOCX, "自定义")
def parameter_entity() -> bytes:
    start = f'<!DOCTYPE x [<!ENTITY % j SYSTEM "{trap()}/a.dtd"> %j;'
    return text_is(f"<!--{' ' * 3000}-->{start}]>{_TEXT}".encode())


also(
    "definitions behind three thousand blanks",
    DOCX,
    lambda: text_is(f"<!--{' ' * 3000}-->{LAUGHS}]>{_TEXT}".encode()),
    says=REASON,
)
also(
    "definitions in UTF-16",
    DOCX,
    lambda: text_is(f"{OUTSIDE}]>{_TEXT}".encode("utf-16")),
    says="自定义",
)
also("broken XML", DOCX, lambda: text_is(b"<w:document><w:body><w:p"), says="损坏")
also("laughs in a workbook", XLSX, corpus.laughs, says="自定义")


@refused("definitions in its styles", DOCX)
def styles_define() -> bytes:
    styles = f"<!--{' ' * 3000}-->{LAUGHS}]>{_TEXT}".encode()
    return a_document(GOOD, ("styles", "styles.xml", False), styles=styles)


@refused("six hundred tables, one in the other", DOCX)
def deep_tables() -> bytes:
    return a_document("<w:tbl><w:tr><w:tc>" * 600 + GOOD + "</w:tc></w:tr></w:tbl>" * 600)


@refused("a text of twelve megabytes in one run", DOCX)
def one_run() -> bytes:
    import random

    return a_document(p("".join(random.Random(1).choices("石桥村签约联建", k=4 * _MB))))


@read("a hundred thousand empty paragraphs", DOCX, "石桥村签约")
def empty_paragraphs() -> bytes:
    varied = "".join(f'<w:p w:rsidR="{n * 7919:08x}"/>' for n in range(100_000))
    return a_document(varied + GOOD)


@refused("a table of three hundred thousand cells", DOCX)
def large_table() -> bytes:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(str(n * m))}</w:tc>' for m in range(30))}</w:tr>"
        for n in range(10_000)
    )
    return a_document(f"<w:tbl>{rows}</w:tbl>")


@read("a cell that is a thousand million columns wide", DOCX, "村")
def wide_span() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{p("村")}</w:tc>'
    return a_document(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")


# -- what leads outside --


@read("a template, pictures and a frame from outside", DOCX, "石桥村签约", note="外部地址")
def outside() -> bytes:
    return a_document(
        GOOD,
        ("attachedTemplate", f"{trap()}/a.dotm", True),
        ("image", f"{trap()}/a.png", True),
        ("frame", "file://127.0.0.1/a", True),
        ("oleObject", "\\\\127.0.0.1\\a", True),
    )


@read("a page imported into a document", DOCX, "石桥村签约", note="嵌入对象")
def imported() -> bytes:
    return a_document(
        GOOD + '<w:altChunk r:id="rId1"/>',
        ("aFChunk", "a.html", False),
        a=b"<script>alert(1)</script>",
    )


# -- workbooks --

also("one cell in the last corner", XLSX, corpus.corner, says=REASON)
also("16,384 columns", XLSX, corpus.wide, says="200 列")
also("thirty thousand characters in every cell", XLSX, corpus.long_texts, says=REASON)
also("a million blank rows", XLSX, corpus.blank_rows, text="石桥村")
also("formulas", XLSX, corpus.formulas, text="农产品销路")
also("texts that would be formulas", XLSX, corpus.injected, text="=cmd|")
also("a workbook bomb", XLSX, corpus.flat_bomb, says="大得离谱")
also("broken XML in a sheet", XLSX, corpus.broken_xml, says=REASON)
also("a PNG with a workbook behind it", XLSX, corpus.polyglot, says="PNG")

# -- names --

also(
    "a name that leads out",
    "../../../etc/cron.d/报告.docx",
    lambda: a_document(GOOD),
    text="石桥村",
)
also("a name of 255 bytes", f"{'长' * 83}.docx", lambda: a_document(GOOD), text="石桥村")
also("a name that reads backwards", "报告\u202excod.docx", lambda: a_document(GOOD), text="石桥村")
also(
    "a program by a name that reads backwards",
    "报告\u202excod.exe",
    lambda: a_document(GOOD),
    says=".exe",
)
also("two endings", "报告.pdf.docx", lambda: a_document(GOOD), text="石桥村")
also("a name that ends in nothing", "报告.docx\0.png", lambda: a_document(GOOD), says=".png")
