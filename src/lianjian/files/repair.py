"""``lianjian repair``: raw page text → clean text, with a report of every edit."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lianjian.engine.text import Decoded, Repaired, Undecodable, decode, repair

from .answering import GOOD, Asked, answered
from .lexicon import lexicon
from .sources import Unreadable
from .writing_texts import must_be_writable, put

MOST = 64 * 1024 * 1024
"""Bytes that one file may have: a page's text has thousands."""

_ABOUT = """Mend the text of raw pages and print it, one file after the other.

FILE is plain text in UTF-8, GB 18030, Big5 or UTF-16 (- is the standard input). What is certainly
damage is mended: pinyin that a machine wrote between the characters, Traditional characters that a
machine made of Simplified ones, half-width marks, tags and entities, bytes read in the wrong
charset, a body that stands there twice, what stood around the page. What is only likely is left as
it stands and told in the report, as is what looks damaged and cannot be mended. Clean text comes
out as it went in, to the last byte.

The report is JSON: for each file its charset, the edits made (place in the raw text, before, after,
kind, why), those offered, and the doubts.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One file: the name it was asked for by, its charset, its repair."""

    name: str
    decoded: Decoded
    repaired: Repaired

    def text(self) -> str:
        """The clean text; one that was changed ends with a line end, as a text file does."""
        clean = self.repaired.clean
        changed = clean != self.repaired.raw
        return clean + "\n" if changed and clean and not clean.endswith("\n") else clean

    def told(self) -> dict[str, Any]:
        """What the report says of it."""
        return {
            "file": self.name,
            "charset": self.decoded.charset,
            "characters": {"raw": len(self.repaired.raw), "clean": len(self.repaired.clean)},
            "edits": [asdict(one) for one in self.repaired.edits],
            "offers": [asdict(one) for one in self.repaired.offers],
            "doubts": [asdict(one) for one in (*self.decoded.doubts, *self.repaired.doubts)],
        }


def main(arguments: Sequence[str]) -> int:
    """0 when all is mended, 2 when a file cannot be read; then nothing is printed or written."""
    parser = Asked(
        prog="lianjian repair",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+")
    parser.add_argument(
        "-o", dest="folder", metavar="DIR", type=Path,
        help="write one clean file each into DIR, by its own name, instead of printing",
    )  # fmt: skip
    parser.add_argument("--report", metavar="R.json", type=Path, help="write what was done")
    asked = parser.parse_args(arguments)
    return answered(lambda: _repair(asked))


def _repair(asked: argparse.Namespace) -> int:
    must_be_writable(asked.folder, asked.report, asked.files)
    pages = [page_of(name) for name in asked.files]
    put(
        asked.folder,
        {Path(page.name).name: page.text() for page in pages} if asked.folder else {},
        asked.report,
        json.dumps([page.told() for page in pages], ensure_ascii=False, indent=1) + "\n",
    )
    if not asked.folder:
        for page in pages:
            sys.stdout.write(page.text())
    return GOOD


def page_of(name: str) -> Page:
    """A file, read and mended. Raises Unreadable."""
    decoded = decoded_of(name)
    return Page(name, decoded, repair(decoded.text, lexicon=lexicon()))


def decoded_of(name: str) -> Decoded:
    """A file's text. Raises Unreadable for one that is missing, too long, or no text."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST + 1)
    except OSError as error:
        raise Unreadable(name, f"cannot be read: {error.strerror or error}") from None
    if len(data) > MOST:
        raise Unreadable(name, f"is longer than {MOST // 1024**2} MiB")
    try:
        return decode(data)
    except Undecodable as error:
        raise Unreadable(name, str(error)) from None
