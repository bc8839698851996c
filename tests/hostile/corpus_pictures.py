"""Pictures that nobody should hand in; each with what must become of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from lianjian.ground.core.tests.picture_makers import (
    a_film,
    a_profile,
    a_telephones,
    a_view,
    encoded,
)
from lianjian.ground.pages.tests.makers import a_jpeg, a_png, a_webp, png_part, zipped

_MB = 1024 * 1024
HTML = b"<html><script>alert(document.domain)</script></html>"
DAMAGED, LARGE, MOVES, TWO, FORMAT = "损坏", "2500 万像素", "动图", "藏着", "看名字"


@dataclass(frozen=True)
class Handed:
    """One picture: refused with ``says`` in the reason; taken, if that is empty."""

    what: str
    name: str
    make: Callable[[], bytes]
    says: str = ""


PICTURES: list[Handed] = []
Maker = Callable[[], bytes]


def picture(what: str, name: str, make: Callable[[], bytes], says: str = "") -> None:
    PICTURES.append(Handed(what, name, make, says))


def also(what: str, name: str, says: str = "") -> Callable[[Maker], Maker]:
    def decorate(make: Maker) -> Maker:
        picture(what, name, make, says)
        return make

    return decorate


def png(*parts: tuple[bytes, bytes], width: int = 8, height: int = 8) -> bytes:
    """A PNG with parts of ours between its head and its end."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    whole = ((b"IHDR", head), *parts, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(*one) for one in whole)


def rows(width: int, height: int, *, byte: bytes = b"\0") -> tuple[bytes, bytes]:
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b"\0" + byte * (width * 3)) for _row in range(height))
    return b"IDAT", data + packed.flush()


def bits(width: int, height: int) -> bytes:
    """A PNG of one bit for each pixel: the smallest that is so large."""
    packed = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    data = b"".join(packed.compress(line) for _row in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    whole = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(*one) for one in whole)


# -- too many pixels --

picture("13,000 times 13,000 pixels in 20 KB", "a.png", lambda: bits(13_000, 13_000), LARGE)
picture("25,005,000 pixels", "a.png", lambda: bits(5000, 5001), LARGE)
picture("25,000,000 pixels in four kilobytes", "a.png", lambda: bits(5000, 5000))
picture("2,147,483,647 pixels wide", "a.png", lambda: png(width=2**31 - 1, height=1), LARGE)
picture("no pixel at all", "a.png", lambda: png(width=0, height=8), DAMAGED)
picture("a JPEG of 65,500 times 65,500", "a.jpg", lambda: a_jpeg(65_500, 65_500), LARGE)
picture("a WebP of 16,383 times 16,383", "a.webp", lambda: a_webp(16_383, 16_383), LARGE)


@also("a JPEG with a second, larger frame", "a.jpg", LARGE)
def two_frames() -> bytes:
    small = encoded(a_view(), "JPEG")
    at = small.index(b"\xff\xc0")
    length = 2 + int.from_bytes(small[at + 2 : at + 4], "big")
    larger = bytearray(small[at : at + length])
    larger[5:9] = struct.pack(">HH", 60_000, 60_000)
    return small[:at] + bytes(larger) + small[at:]


# -- what unpacks --


def text_bomb() -> bytes:
    return b"Comment\0\0" + zlib.compress(b" " * (300 * _MB), 9)


def profile_bomb() -> bytes:
    return b"icc\0\0" + zlib.compress(b" " * (300 * _MB), 9)


picture(
    "a remark that unpacks to 300 MB",
    "a.png",
    lambda: png((b"zTXt", text_bomb()), rows(8, 8)),
    DAMAGED,
)
picture(
    "a profile that unpacks to 300 MB",
    "a.png",
    lambda: png((b"iCCP", profile_bomb()), rows(8, 8)),
    DAMAGED,
)
picture(
    "pixels that unpack to 300 MB behind the picture's own",
    "a.png",
    lambda: png((b"IDAT", zlib.compress(b"\0" * (300 * _MB), 9))),
)


@also("ten thousand remarks", "a.png")
def remarks() -> bytes:
    return png(*[(b"tEXt", b"a%d\0" % n + b"b" * 500) for n in range(10_000)], rows(8, 8))


@also("two thousand scans, each through all pixels", "a.jpg", DAMAGED)
def scans() -> bytes:
    whole = encoded(Image.new("RGB", (4990, 4990)), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 2000 + whole[-2:]


@also("two thousand scans, said to lie in a part that decoders step over", "a.jpg", DAMAGED)
def hidden_scans() -> bytes:
    whole = scans()
    last = whole.index(b"\xff\xda")
    first = last + 2 + int.from_bytes(whole[last + 2 : last + 4], "big")
    return whole[:first] + b"\xff\x02\xff\xff" + whole[first:]


@also("forty scans of 25 million pixels", "a.jpg")
def some_scans() -> bytes:
    whole = encoded(Image.new("L", (4990, 4990)), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 30 + whole[-2:]


# -- what moves --


def frames(number: int, side: int) -> list[Image.Image]:
    return [Image.new("RGB", (side, side), (n % 256, n // 256, 0)) for n in range(number)]


def moving(kind: str, number: int = 60, side: int = 200) -> bytes:
    first, *rest = frames(number, side)
    return encoded(first, kind, save_all=True, append_images=rest, duration=10)


picture("a GIF of sixty frames", "a.gif", lambda: moving("GIF"), "图片")
picture("a GIF called .png", "a.png", lambda: moving("GIF"), FORMAT)
picture("a PNG that moves", "a.png", lambda: moving("PNG"), MOVES)
picture("a WebP that moves", "a.webp", lambda: moving("WEBP"), MOVES)


@also("a PNG that says it has four thousand million frames", "a.png", MOVES)
def many_frames() -> bytes:
    return png((b"acTL", struct.pack(">II", 2**31 - 1, 0)), rows(8, 8))


# -- what is damaged, and what is two things --

picture("a JPEG cut off", "a.jpg", lambda: a_telephones()[:-300], DAMAGED)
picture("a JPEG that is its head alone", "a.jpg", lambda: a_jpeg(4000, 3000), DAMAGED)
picture("a WebP cut off", "a.webp", lambda: a_telephones("WEBP")[:-300], DAMAGED)
picture("a PNG whose pixels end early", "a.png", lambda: a_png(900, 900, rows=b"\0" * 900), DAMAGED)
picture("a PNG whose pixels are no packing", "a.png", lambda: png((b"IDAT", b"x" * 900)), DAMAGED)
picture("an XMP of fifteen megabytes", "a.png", lambda: png((b"iTXt", _xmp()), rows(8, 8)))
picture("a page behind a JPEG", "a.jpg", lambda: a_telephones() + HTML)
picture("a film of 5 MB behind a JPEG", "a.jpg", lambda: a_telephones() + a_film(5 * _MB))
picture("a page in a JPEG's remark", "a.jpg", lambda: encoded(a_view(), "JPEG", comment=HTML))
picture("a page in a PNG's remark", "a.png", lambda: png((b"tEXt", b"a\0" + HTML), rows(8, 8)))
picture("a page behind a PNG", "a.png", lambda: a_telephones("PNG") + HTML, TWO)
picture("an archive behind a JPEG", "a.jpg", lambda: a_telephones() + zipped({"a": b"b"}), TWO)
picture("a page called .jpg", "a.jpg", lambda: HTML, FORMAT)
picture("a drawing called .png", "a.png", lambda: b"<svg onload='x()'/>", FORMAT)


def _xmp() -> bytes:
    return b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>" + b"<a>" * (5 * _MB)


@also("a fault in what a telephone noted", "a.jpg")
def faulty_note() -> bytes:
    loop = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    return encoded(a_view(), "JPEG", exif=loop)


@also("a profile whose tables point outside", "a.jpg")
def faulty_profile() -> bytes:
    faulty = bytearray(a_profile())
    for at in range(132, 132 + 12 * 8, 12):
        faulty[at + 4 : at + 8] = b"\x7f\xff\xff\xf0"
    return encoded(a_view(), "JPEG", icc_profile=bytes(faulty))
