"""Web pages, texts and pictures that nobody should hand in, or that only look so."""

from __future__ import annotations

import struct

from lianjian.ground.pages.tests.makers import (
    a_document,
    a_jpeg,
    a_png,
    a_webp,
    p,
    png_part,
)

from . import corpus
from .handed import REASON, also, read, refused, trap

_MB = 1024 * 1024
HTML, TXT, PNG = "网页.html", "报告.txt", "照片.png"
START = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>"
GOOD = START + "石桥村签约".encode()

# -- web pages --

also(
    "ten megabytes of divs, one in the other",
    HTML,
    lambda: GOOD + b"<div>" * (2 * _MB),
    says="缠绕",
)
also("tables in tables", HTML, lambda: GOOD + b"<table><tr><td>" * 50_000, says=REASON)
also(
    "six hundred thousand small parts",
    HTML,
    lambda: GOOD + b"<b>a</b><i>b</i>" * 300_000,
    says="太多",
)
also("letters that close nothing", HTML, lambda: GOOD + b"</p></div>" * 500_000, text="石桥村")
also("a million beginnings of tags", HTML, lambda: GOOD + b"<a " * 1_000_000, text="石桥村")
also("a million smaller-than signs", HTML, lambda: GOOD + b"<" * 1_000_000, text="石桥村")
also("comments in comments", HTML, lambda: GOOD + b"<!--" * 1_000_000, text="石桥村")
also("five megabytes of entities", HTML, lambda: GOOD + b"&#x6751;" * 600_000, text="村村")
also("entities without end", HTML, lambda: GOOD + b"&amp" * 1_000_000, text="石桥村")
also("one text of twelve megabytes", HTML, lambda: START + b"a" * (12 * _MB), says=REASON)
also(
    "a script of eight megabytes",
    HTML,
    lambda: GOOD + b"<script>" + b"a;" * (4 * _MB),
    text="石桥村",
)
also("a page that ends in a letter", HTML, lambda: GOOD + b"\xe6", text="石桥村")
also("a page of zeros", HTML, lambda: GOOD + b"\0" * 1000, says="看名字")
also(
    "a title of a million dashes", HTML, lambda: GOOD + b"<title>" + b"- " * 500_000, text="石桥村"
)
also(
    "a style of a million blanks",
    HTML,
    lambda: GOOD + b"<p style='" + b" ;" * _MB + b"'>x",
    text="x",
)
also("plain text called a page", HTML, lambda: "石桥村".encode(), says="纯文本")


@refused("a hundred thousand attributes on one element", HTML, "太久")
def attributes() -> bytes:
    return GOOD + b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">"


@read("pictures, frames and scripts from outside", HTML, "石桥村签约")
def outside() -> bytes:
    address = trap()
    return (
        GOOD
        + (
            f"<img src='{address}/a'><script src='{address}/b'></script><iframe src='{address}/c'>"
            f"</iframe><link rel=stylesheet href='{address}/d'><base href='{address}/'>"
            f"<meta http-equiv=refresh content='0;url={address}/e'><object data='{address}/f'>"
        ).encode()
    )


@read("definitions of its own in a page", HTML, "石桥村")
def defines() -> bytes:
    return (
        '<!DOCTYPE html [<!ENTITY j SYSTEM "file:///etc/passwd">]><html><body><p>石桥村&j;</p>'
    ).encode()


@read("a page in no charset", HTML, note="读不出来")
def no_charset() -> bytes:
    return START + bytes(range(128, 256)) * 50


@read("a charset that means to hide a script", HTML, "石桥村")
def utf7() -> bytes:
    return b"<html><meta charset=utf-7><p>+ADw-script+AD4-" + "石桥村".encode()


# -- plain texts: handed back as they came --


def as_it_came(text: str, charset: str = "utf-8") -> str:
    """How a test writes bytes that were not decoded."""
    return text.encode(charset).decode("latin-1")


also("nothing at all", TXT, lambda: b"", says="空的")
also("only zeros", TXT, lambda: b"\0" * 4096, says="空的")
also("zeros between letters", TXT, lambda: b"a\0" * 1000, says="认不出")
also(
    "a megabyte in one line", TXT, lambda: ("石桥村" * 120_000).encode(), text=as_it_came("石桥村")
)
also(
    "a table in GB 18030",
    "台账.csv",
    corpus.gb18030,
    text=as_it_came("村名", "gb18030"),
)
also("a table in UTF-16", TXT, corpus.utf16)
also("half a letter of UTF-16", TXT, lambda: "村".encode("utf-16") + b"\0", says="认不出")
also(
    "marks that turn the text round",
    TXT,
    lambda: "村\u202e支部".encode(),
    text=as_it_came("村"),
)
also("letters for a terminal", TXT, lambda: b"\x1b]0;x\x07" * 20, says="认不出")
also("twenty-one megabytes", TXT, corpus.too_large, says="20 MB")
also("more than two million letters", TXT, lambda: b"a " * 1_100_000, says="太多")
also("a program called .txt", TXT, corpus.program, says="程序")
also("a program in letters", TXT, lambda: b"#!/bin/sh\nrm -rf /\n", says="程序")
also("a page called .txt", TXT, lambda: GOOD, says="网页")
also(
    "a saved letter",
    "网页.mht",
    lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
    says="邮件",
)
also("rich text", "报告.rtf", lambda: b"{\\rtf1{\\object\\objdata 0105}}", says="RTF")
also("a list of commands", "报告.bat", lambda: "村".encode(), says="程序")

# -- pictures --


def flood(width: int, height: int) -> bytes:
    return a_png(width, height, rows=b"\0" * 1000)


also("81 million pixels in some bytes", PNG, lambda: flood(9000, 9000), says="像素")
also("169 million pixels", PNG, lambda: flood(13_000, 13_000), says="像素")
also("as many pixels as can be said", PNG, lambda: flood(2**31 - 1, 2**31 - 1), says="像素")
also("4,294 million pixels as JPEG", "a.jpg", lambda: a_jpeg(65_535, 65_535), says="像素")
also("268 million pixels as WebP", "a.webp", lambda: a_webp(16_383, 16_383), says="像素")
also("a picture without a size", PNG, lambda: flood(0, 0), says="损坏")
also("a picture cut off", PNG, lambda: a_png()[:-20], says="损坏")
also(
    "a JPEG without a picture",
    "a.jpg",
    lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 99,
    says="损坏",
)
also(
    "a JPEG of a hundred thousand parts",
    "a.jpg",
    lambda: b"\xff\xd8" + b"\xff\xe1\0\2" * 99_999,
    says="损坏",
)
also("a JPEG of filling bytes", "a.jpg", lambda: b"\xff\xd8" + b"\xff" * (5 * _MB), says="损坏")
also("a WebP longer than its file", "a.webp", lambda: a_webp()[:-4], says="损坏")
also("a document behind a PNG", PNG, lambda: a_png(behind=a_document(p("村"))), says="藏着")
also("a document behind a JPEG", "a.jpg", lambda: a_jpeg(behind=a_document(p("村"))), says="藏着")
also("a script behind a WebP", "a.webp", lambda: a_webp(behind=b"<script>"), says="藏着")
also("a page called .png", PNG, lambda: GOOD, says="网页")
also("a drawing called .png", PNG, corpus.svg, says="矢量")
also("a drawing", "a.svg", corpus.svg, says="矢量")
also("a GIF called .png", PNG, lambda: b"GIF89a" + b"\xff" * 20, says="别种图片")
also("a PNG called .jpg", "a.jpg", a_png, says="PNG")
also(
    "a picture of a telephone that few can read",
    "a.heic",
    lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99,
    says="JPEG",
)
also("a picture for a desktop", "a.ico", lambda: b"\0\0\1\0\1\0" + b"\0" * 99, says="JPEG")


@refused("a PNG of a million empty parts", PNG, "损坏")
def many_parts() -> bytes:
    head = struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_part(b"IHDR", head) + png_part(b"tEXt", b"") * 1_000_000


@refused("a PNG whose header says another sum", PNG, "损坏")
def wrong_sum() -> bytes:
    data = bytearray(a_png())
    data[20] ^= 1
    return bytes(data)
