"""A PDF as lines: the text of its pages, each line as it was set."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject, PdfObject

from lianjian.ground.core.confined import TooMuch, earn, went

from .lines import Lines, plain

MOST_PAGES = 300
_A_PAGE = 0.15
"""Seconds that a page earns for the next; a page of text takes a sixth of it."""
_UNPACKED = 50 * 1024 * 1024
_PAGE_NUMBER = re.compile(
    r"[-—–―\s·.]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*[/／]\s*\d{1,4}|\s*[,，]?\s*共\s*\d{1,4}\s*页)?[-—–―\s·.]*"
)
_LONGEST_NUMBER = 30
_NAMED_BY_A_PROGRAM = re.compile(
    r"^Microsoft \w+ - |\.(?:docx?|wps|pdf|xlsx?|et)$|^(?:untitled|无标题|文档\d*)$", re.I
)
_NO_LETTER = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)")


def read(data: bytes, lines: Lines) -> None:
    # A warning for every fault of a file is a line nobody reads.
    logging.disable(logging.CRITICAL)
    overwrite_configuration(
        zlib_maximum_output_length=_UNPACKED,
        lzw_maximum_output_length=_UNPACKED,
        run_length_maximum_output_length=_UNPACKED,
        array_based_stream_maximum_output_length=_UNPACKED,
        jbig2dec_binary=None,
    )
    try:
        _read(PdfReader(io.BytesIO(data)), lines)
    except LimitReachedError:
        raise TooMuch("tangled") from None


def _read(reader: PdfReader, lines: Lines) -> None:
    if reader.is_encrypted:
        raise TooMuch("locked")
    _what_it_carries(reader, lines)
    lines.pages = len(reader.pages)
    if lines.pages > MOST_PAGES:
        raise TooMuch("pages")
    pages: list[list[str]] = []
    size = 0
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        size += len(text)
        if size > 2 * 2_000_000:
            raise TooMuch("much")
        pages.append([line.strip() for line in text.split("\n") if line.strip()])
        earn(_A_PAGE)
        went(number, lines.pages)
    # Twice: under a running head may stand a page number.
    lines.left_out["running"] += _without_running(pages) + _without_running(pages)
    _must_be_letters(pages)
    lines.left_out["unread"] += sum(not page for page in pages)
    for lines_of_one in pages:
        for line in lines_of_one:
            lines.add(line)
    title = plain(str(_dictionary(reader.metadata).get("/Title") or ""))
    lines.title = "" if _NAMED_BY_A_PROGRAM.search(title) else title


def _what_it_carries(reader: PdfReader, lines: Lines) -> None:
    """Programs, actions, files: nothing of it is looked at, and it is said that it was there."""
    root = _dictionary(reader.trailer.get("/Root"))
    held = _dictionary(root.get("/Names"))
    carried = [key for key in ("/JavaScript", "/EmbeddedFiles") if key in held]
    carried += [key for key in ("/AA",) if key in root]
    carried += ["/OpenAction"] if _dictionary(root.get("/OpenAction")) else []
    lines.left_out["programs"] += len(carried)
    lines.left_out["forms"] += "/AcroForm" in root


def _dictionary(found: PdfObject | None) -> DictionaryObject:
    """What a file says that is a dictionary, which may be something else or nothing."""
    meant = found.get_object() if found is not None else None
    return meant if isinstance(meant, DictionaryObject) else DictionaryObject()


def _must_be_letters(pages: list[list[str]]) -> None:
    """Fonts without a table of their letters give signs that nobody can read."""
    text = "".join("".join(page) for page in pages)
    if not text:
        raise TooMuch("pictures")
    if len(_NO_LETTER.findall(text)) * 3 > len(text):
        raise TooMuch("letters")


def _without_running(pages: list[list[str]]) -> int:
    """Take page numbers and running heads away: they stand in the middle of sentences.

    A head runs if it stands at the same edge of most pages, and of three at least. A number is a
    page's if it counts on with the pages: one that stands there by chance is a figure of the text.
    """
    gone = 0
    for edge in (0, -1):
        heads = Counter(page[edge] for page in pages if page)
        running = {head for head, often in heads.items() if often >= 3 and often * 2 > len(pages)}
        numbers = [_number(page[edge]) if page else None for page in pages]
        ahead = Counter(said - at for at, said in enumerate(numbers) if said is not None)
        [(offset, often)] = ahead.most_common(1) or [(0, 0)]
        for at, page in enumerate(pages):
            counts = often >= 2 and numbers[at] == at + offset
            if page and (counts or page[edge] in running):
                del page[edge]
                gone += 1
    return gone


def _number(line: str) -> int | None:
    """What a line says that is nothing but a page's number."""
    found = _PAGE_NUMBER.fullmatch(line) if len(line) < _LONGEST_NUMBER else None
    return int(found[1]) if found else None
