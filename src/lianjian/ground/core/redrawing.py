"""The process that draws a picture anew, and dies alone if it must.

Run by ``alone`` with 512 MiB and 20 seconds, with nothing of the product imported but how it is
limited. The picture comes on its standard input; the answer is

    {"width": …, "height": …, "data": base64 of the new picture}

Only pixels pass: they are decoded, turned as the camera was held, brought into the colours that
every screen takes a picture to be in (sRGB), and encoded once more in the same format. Where it was
taken, by whom, with what, what it looked like before it was cut: all that stands beside the pixels
is left behind, and so is whatever somebody hung on its end.
"""

from __future__ import annotations

import base64
import io
import sys
import warnings
from typing import Any

from PIL import Image, ImageCms

from .confined import TooMuch, tell

MOST_PIXELS = 25_000_000
QUALITY = 90
"""Of JPEG and WebP: 12 million pixels of a telephone lose nothing that an eye would find."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def main() -> None:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    # Pillow only warns until twice as many pixels: what it warns of is not opened here.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        told = redrawn(sys.stdin.buffer.read())
    except TooMuch as error:
        told = {"error": str(error)}
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        told = {"error": "large"}
    except MemoryError:
        told = {"error": "memory"}
    except Exception:  # noqa: BLE001 - whatever it was, the parent says so in a sentence
        told = {"error": "broken"}
    tell(told)


def redrawn(data: bytes) -> dict[str, Any]:
    """The answer for a picture. Raises TooMuch, and whatever Pillow finds wrong with it."""
    picture, kind, how = _opened(data)
    if kind == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    # What Pillow would write beside the pixels it takes from here; what is seen through stays.
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    width, height = picture.size
    written = io.BytesIO()
    picture.save(written, kind, **how)
    del picture
    return {
        "width": width,
        "height": height,
        "data": base64.b64encode(written.getbuffer()).decode("ascii"),
    }


def _opened(data: bytes) -> tuple[Image.Image, str, dict[str, Any]]:
    """The pixels, upright and in usual colours; in which format they came; how that is written."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        # A telephone keeps a small copy behind a JPEG (MPO); all other second pictures are moves.
        kind = "JPEG" if opened.format == "MPO" else str(opened.format)
        if kind != "JPEG" and getattr(opened, "is_animated", False):
            raise TooMuch("moves")
        if opened.width * opened.height > MOST_PIXELS:
            raise TooMuch("large")
        how = _how(kind, opened, data)
        # Before anything else asks for its pixels: Pillow says only once that some are missing.
        opened.load()
        turn = _TURNED.get(_orientation(opened))
        picture = _in_usual_colours(opened)
        if turn is not None:
            picture = picture.transpose(turn)
        # A copy, so that what the decoder holds is free before the encoder begins.
        return (picture.copy() if picture is opened else picture), kind, how


def _orientation(opened: Image.Image) -> int:
    """How the camera was held; 1 where it does not say, or not in a way that can be read."""
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - a telephone's faulty note is no fault of the picture
        return 1


def _how(kind: str, opened: Image.Image, data: bytes) -> dict[str, Any]:
    """How it is encoded: as sharp in its colours as it came."""
    if kind == "JPEG":
        fine = {one[1:3] for one in getattr(opened, "layer", ())} == {(1, 1)}
        return {"quality": QUALITY, "subsampling": "4:4:4" if fine else "4:2:0"}
    if kind == "WEBP":
        if b"VP8L" in data[12:65_536]:
            return {"lossless": True, "quality": 20, "method": 0}
        return {"quality": QUALITY, "method": 2}
    # Of ten million pixels and more the last tenth of the size costs most of the time.
    return {"compress_level": 6 if opened.width * opened.height < 10_000_000 else 3}


def _in_usual_colours(opened: Image.Image) -> Image.Image:
    """The pixels in sRGB. A profile that cannot be used is left behind as if there were none."""
    profile = opened.info.get("icc_profile")
    if not profile or opened.mode not in ("RGB", "RGBA", "CMYK"):
        return opened
    try:
        its = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if ImageCms.getProfileDescription(its).startswith("sRGB"):
            return opened
        usual = ImageCms.createProfile("sRGB")
        if opened.mode == "CMYK":
            return ImageCms.profileToProfile(opened, its, usual, outputMode="RGB") or opened
        ImageCms.profileToProfile(opened, its, usual, inPlace=True)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return opened
    return opened


if __name__ == "__main__":
    main()
