"""From a frozen text to the bytes of its PDF, with typst. Pure but for the fonts and the file."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from . import glyphs, text

HERE = Path(__file__).parent
MOST_PAGES = 60


def fonts() -> tuple[Path, ...]:
    """The two weights the templates use. An operator may put other files in their place."""
    folder = Path(settings.NODE_MODULES) / "@expo-google-fonts" / "noto-serif-sc"
    return (
        folder / "400Regular" / "NotoSerifSC_400Regular.ttf",
        folder / "700Bold" / "NotoSerifSC_700Bold.ttf",
    )


def must_be_printable(content: dict[str, Any]) -> None:
    """Raises Invalid, naming the characters, when a font lacks a glyph: typst would say nothing."""
    lost = glyphs.missing(text.characters(content), fonts())
    if lost:
        raise Invalid(
            _("The font cannot print these characters, write them otherwise: %(characters)s")
            % {"characters": "、".join(lost)},
            fields={"text": lost},
        )


def unsigned(canonical_text: str, *, address: str) -> bytes:
    """The PDF of a frozen text; ``address`` is where its QR code leads."""
    content = json.loads(canonical_text)
    must_be_printable(content)
    return _compile(
        "accord.typ",
        {
            "text": content,
            "digest": text.grouped(text.digest(canonical_text)),
            "qr": _qr(address),
        },
    )


def signed(particulars: dict[str, Any], *, file: Path, address: str) -> bytes:
    """The second file: the pages of the stored ``file`` as they are, and the page of signatures.

    ``particulars`` are those that ``signatures.typ`` reads. The pages are taken over from the
    first file, not set again, so no later version of the template can change them.
    """
    pages = page_count(file.read_bytes())
    data = {**particulars, "qr": _qr(address), "pages": pages}
    root = file.parent
    return _compile("signatures.typ", data, root=root, file=f"/{file.name}")


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has: the count in its page tree's root."""
    counts = [int(found) for found in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", pdf)]
    if not counts or max(counts) > MOST_PAGES:
        raise Invalid(_("The text is longer than %(most)s pages.") % {"most": MOST_PAGES})
    return max(counts)


def _compile(template: str, data: dict[str, Any], *, root: Path = HERE, file: str = "") -> bytes:
    compiler = typst.Compiler(
        (HERE / template).read_bytes(),
        root=str(root),
        font_paths=typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "file": file},
    )
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one bytes, says typst
    return made


@cache
def typefaces() -> typst.Fonts:
    """Read once: opening two Chinese fonts takes longer than setting the pages."""
    for font in fonts():
        glyphs.covered(font)
    folders = [str(font.parent) for font in fonts()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
