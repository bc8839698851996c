"""A web page as lines: what a reader sees of its text, without what stands around it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from lianjian.ground.core.confined import TooMuch

from . import charsets
from .lines import Cell, Lines, plain
from .weights import NEVER, Weights

_BLOCKS = """
    address article blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
MOST_ELEMENTS = 300_000
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PARTS = re.compile(r"\s*(?:[_|–—]|\s-\s)\s*")

Element = Any
"""lxml's, which has no types of its own."""


def read(data: bytes, lines: Lines) -> None:
    page = charsets.read(data)
    lines.declared = page.declared
    if not charsets.agree(page):
        lines.left_out["charset"] += 1
    lines.left_out["letters"] += page.lost
    root = _tree(page.text)
    if root is None:
        return
    weighed = Weights(root)
    body = weighed.main(root)
    text = Writer(weighed, lines).of(body)
    if not text:
        weighed.all_links = True
        lines.left_out["menus"] = 0
        text = Writer(weighed, lines).of(body)
    heading = _heading(root)
    lines.title = _title(root, heading)
    start = plain("".join(one for one in text[:3] if isinstance(one, str)))
    if heading and heading not in start and body is not root:
        lines.add(heading)
    for one in text:
        if isinstance(one, str):
            lines.add(one)
        else:
            lines.add_table(one)


def _tree(text: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        # The parser stopped there: what stands behind it would be missing without a word.
        raise TooMuch("tangled")
    if root is not None and sum(1 for _one in root.iter()) > MOST_ELEMENTS:
        raise TooMuch("much")
    return root


Rows = list[list[Cell]]


class Writer:
    """Walks through a tree; gives paragraphs as texts and tables as rows."""

    def __init__(self, weighed: Weights, lines: Lines) -> None:
        self.weighed = weighed
        self.left_out = lines.left_out
        self.done: list[str | Rows] = []
        self.line: list[str] = []

    def of(self, node: Element) -> list[str | Rows]:
        self.element(node)
        self.end_line()
        return self.done

    def end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self.line)).strip()
        self.line = []
        if text:
            self.done.append(text)

    def element(self, node: Element) -> None:
        """A node and what is in it, without the text behind it."""
        tag = node.tag
        if not isinstance(tag, str) or tag in NEVER:
            self.left_out["pictures"] += tag in ("svg", "canvas")
            return
        word = self.weighed.why_not(node)
        if word:
            self.left_out[word] += self.weighed[node].letters if word == "menus" else 1
        elif tag == "br":
            self.end_line()
        elif tag == "img":
            self.left_out["pictures"] += 1
        elif tag == "pre":
            self.preformatted(node)
        elif tag == "table" and next(node.iterdescendants("table"), None) is None:
            self.end_line()
            self.done.append(self.rows(node))
        elif tag in BLOCKS:
            self.end_line()
            self.inside(node)
            self.end_line()
        else:
            self.inside(node)

    def inside(self, node: Element) -> None:
        if node.text:
            self.line.append(node.text)
        for child in node:
            self.element(child)
            if child.tail:
                self.line.append(child.tail)

    def preformatted(self, node: Element) -> None:
        self.end_line()
        for line in "".join(node.itertext()).split("\n"):
            self.line.append(line)
            self.end_line()

    def rows(self, table: Element) -> Rows:
        outer = self.done
        found: Rows = []
        caption = table.find("caption")
        if caption is not None:
            self.element(caption)
        for row in table.iter("tr"):
            cells: list[Cell] = []
            for cell in row.iterchildren("td", "th"):
                self.done = []
                self.inside(cell)
                self.end_line()
                cells.append([one for one in self.done if isinstance(one, str)])
                cells += [[] for _more in range(1, _span(cell))]
            found.append(cells)
        self.done = outer
        return found


def _span(cell: Element) -> int:
    said = cell.get("colspan") or "1"
    return min(int(said), 50) if said.isascii() and said.isdigit() else 1


def _heading(root: Element) -> str:
    """The one first heading of a page; of several none is known to be its title."""
    found = [plain("".join(one.itertext())) for one in root.iter("h1")]
    filled = [one for one in found if one]
    return filled[0] if len(filled) == 1 else ""


def _title(root: Element, heading: str) -> str:
    """What the page calls itself, without the name of its site behind it."""
    for meta in root.iter("meta"):
        if meta.get("property") == "og:title" and (meta.get("content") or "").strip():
            return str(meta.get("content"))
    head = plain("".join(root.xpath("string(//head/title)")))
    if heading and (heading in head or not head):
        return heading
    return _PARTS.split(head)[0] if head else ""
