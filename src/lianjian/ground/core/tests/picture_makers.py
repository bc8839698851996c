"""Pictures as telephones make them, and what they say beside their pixels."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from lianjian.ground.core import alone

RED, BLUE = (200, 30, 40), (30, 60, 190)
WHERE = "119 deg 2' 11''"
MODEL = "A-Telephone-7"


def a_view(width: int = 64, height: int = 48) -> Image.Image:
    """A field: its upper left quarter is red, all else blue."""
    seen = Image.new("RGB", (width, height), BLUE)
    seen.paste(RED, (0, 0, width // 2, height // 2))
    return seen


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone notes: how it was held, what it is, and where it was."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x0110] = MODEL
    noted.get_ifd(0x8825).update({1: "N", 2: (25.0, 28.0, 3.0), 29: WHERE})
    return noted


def a_profile() -> bytes:
    """A profile in which red and blue have changed places: whoever ignores it sees that."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = usual.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))
    return named.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def encoded(seen: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    seen.save(out, kind, **how)
    return out.getvalue()


def a_telephones(
    kind: str = "JPEG", *, orientation: int = 1, seen: Image.Image | None = None
) -> bytes:
    """A picture with all that is said beside it: place, telephone, a comment, an XMP note."""
    how: dict[str, Any] = {"exif": exif(orientation)}
    if kind == "PNG":
        how["pnginfo"] = PngInfo()
        how["pnginfo"].add_text("Comment", f"taken at {WHERE}")
        how["pnginfo"].add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{MODEL}</x:xmpmeta>")
    else:
        how |= {"quality": 95, "xmp": f"<x:xmpmeta>{MODEL} {WHERE}</x:xmpmeta>".encode()}
    if kind == "JPEG":
        how["comment"] = f"taken at {WHERE}"
    return encoded(seen or a_view(), kind, **how)


def a_film(length: int) -> bytes:
    """What a telephone writes behind a photo that moves for a second: a head, then noise."""
    return b"\0\0\0\x18ftypmp42" + random.Random(7).randbytes(length)


def opened_from_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Fills with the bytes of each picture for which a process is started, as it goes on."""
    sizes: list[int] = []
    asked = alone.asked

    def noted(*args: Any, **kwargs: Any) -> list[Any]:
        sizes.append(len(kwargs["data"]))
        return asked(*args, **kwargs)

    monkeypatch.setattr(alone, "asked", noted)
    return sizes


def of_size(length: int) -> bytes:
    """A whole picture in a file of so many bytes."""
    came = a_telephones()
    return came + bytes(length - len(came))


def shown(data: bytes) -> Image.Image:
    """What every screen shows that knows nothing of notes."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        return opened.convert("RGB")


def beside(data: bytes) -> list[str]:
    """What a picture says beside its pixels, by whatever way."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        notes = [str(name) for name in opened.info if name not in _NEEDED]
        noted = opened.getexif()
        notes += ["exif"] * bool(noted) + ["place"] * bool(noted.get_ifd(0x8825))
    words = (WHERE, MODEL, "xmpmeta", "<html", "PK\x03\x04", "ftypmp42")
    return sorted({*notes, *(one for one in words if one.encode() in data)})


_NEEDED = {"transparency", "dpi", "loop", "background", "timestamp", "duration"}
_NEEDED |= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
"""What Pillow tells of every picture of a kind, whatever is in it."""
