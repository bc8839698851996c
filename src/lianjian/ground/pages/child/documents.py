"""A Word document as lines: its text as it is printed, with all tracked changes accepted."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lianjian.ground.core.confined import TooMuch

from .lines import Cell, Lines

_SAFE: dict[str, bool] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
LEFT_OUT = {
    "del": "deletions",
    "moveFrom": "deletions",
    "object": "objects",
    "altChunk": "objects",
    "rt": "readings",
    "commentReference": "comments",
    "sym": "symbols",
    "numPr": "numbers",
}
_UNWRITTEN = "rPr tcPr trPr instrText delText delInstrText sdtPr sdtEndPr rubyPr tblPr tblGrid"
_SILENT = frozenset(_UNWRITTEN.split())
_DRAWN = frozenset(("drawing", "pict"))
_PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_OFF = frozenset(("0", "false", "off", "none"))

Element = Any
"""lxml's, which has no types of its own."""


def read(data: bytes, lines: Lines) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        main = package.main()
        related = package.related(main)
        lines.left_out["headers"] += len(related.get("header", ())) + len(related.get("footer", ()))
        lines.left_out["outside"] += package.outside(posixpath.dirname(main))
        reader = Reader(lines, title_styles(archive, related))
        for block in blocks(archive, main):
            reader.block(block)
        reader.end()
        for kind in ("footnote", "endnote"):
            for part in related.get(f"{kind}s", ()):
                reader.notes(archive, part, kind)


class Package:
    """The parts of a document, and where each leads."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())

    def main(self) -> str:
        found = self.related("").get("officeDocument", ["word/document.xml"])
        if found[0] not in self.names:
            raise TooMuch("broken")
        return found[0]

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts of the package that a part refers to, by kind."""
        folder, name = posixpath.split(part)
        found: dict[str, list[str]] = {}
        for one in self._relations(posixpath.join(folder, "_rels", f"{name}.rels")):
            if one.get("TargetMode") == "External":
                continue
            kind = (one.get("Type") or "").rpartition("/")[2]
            target = posixpath.join("/", folder, one.get("Target") or "")
            path = posixpath.normpath(target).lstrip("/")
            if path in self.names:
                found.setdefault(kind, []).append(path)
        return found

    def outside(self, folder: str) -> int:
        """How many addresses the document would have a word processor open; links are not among
        them, for a person opens those."""
        start = posixpath.join(folder, "_rels", "")
        return sum(
            one.get("TargetMode") == "External"
            and not (one.get("Type") or "").endswith("/hyperlink")
            for name in self.names
            if name.startswith(start)
            for one in self._relations(name)
        )

    def _relations(self, name: str) -> list[Element]:
        if name not in self.names:
            return []
        return [one for one in tree(self.archive, name) if local(one) == "Relationship"]


def tree(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as file:
        root = etree.parse(file, etree.XMLParser(**_SAFE)).getroot()
    _must_not_define(root)
    return root


def _must_not_define(root: Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise TooMuch("defines")


def blocks(archive: zipfile.ZipFile, name: str) -> Iterator[Element]:
    """What stands in the body, one paragraph or table after the other, and never all at once."""
    first = True
    with archive.open(name) as file:
        for _event, node in etree.iterparse(file, events=("end",), **_SAFE):
            if first:
                _must_not_define(node)
                first = False
            parent = node.getparent()
            if parent is None or local(parent) != "body":
                continue
            yield node
            node.clear()
            while node.getprevious() is not None:
                del parent[0]


def local(node: Element) -> str:
    """The name of an element, without the address of its vocabulary: there are two of each."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(node: Element, name: str = "val") -> str:
    return next((str(said) for key, said in node.items() if key.rpartition("}")[2] == name), "")


def child(node: Element, *path: str) -> Element | None:
    for name in path:
        node = next((one for one in node if local(one) == name), None)
        if node is None:
            return None
    return node


def title_styles(archive: zipfile.ZipFile, related: dict[str, list[str]]) -> set[str]:
    """What the style of the title is called in this document."""
    found = {"Title"}
    for part in related.get("styles", ()):
        for style in tree(archive, part):
            name = child(style, "name")
            if local(style) == "style" and name is not None and value(name).lower() == "title":
                found.add(value(style, "styleId"))
    return found


class Reader:
    """Writes down blocks; what floats in boxes follows the paragraph to which it is tied."""

    def __init__(self, lines: Lines, titles: set[str]) -> None:
        self.lines = lines
        self.titles = titles
        self.open = ""
        """Text of paragraphs whose end was deleted: they go on in the next."""

    def block(self, node: Element) -> None:
        match local(node):
            case "p":
                self.paragraph(node)
            case "tbl":
                self.end()
                boxes: list[Element] = []
                self.lines.add_table(self.rows(node, boxes))
                self.boxes(boxes)
            case "sdt" if self.is_contents(node):
                self.lines.left_out["contents"] += 1
            case "altChunk":
                self.lines.left_out["objects"] += 1
            case "del" | "moveFrom":
                self.lines.left_out["deletions"] += 1
            case "sectPr" | "sdtPr" | "sdtEndPr":
                return
            case _:
                for one in node:
                    self.block(one)

    def end(self) -> None:
        self.lines.add(self.open)
        self.open = ""

    def paragraph(self, node: Element) -> None:
        boxes: list[Element] = []
        self.open += self.text(node, boxes)
        style = child(node, "pPr", "pStyle")
        if style is not None and value(style) in self.titles and not self.lines.title:
            self.lines.title = self.open
        if child(node, "pPr", "rPr", "del") is None:
            self.end()
        self.boxes(boxes)

    def boxes(self, boxes: list[Element]) -> None:
        for box in boxes:
            for one in box:
                self.block(one)

    def text(self, node: Element, boxes: list[Element]) -> str:
        said: list[str] = []
        self.inline(node, said, boxes)
        return "".join(said)

    def inline(self, node: Element, said: list[str], boxes: list[Element]) -> None:
        """The text of what stands in a line; boxes that hang on it are put aside."""
        for one in node:
            name = local(one)
            if name == "t":
                said.append(one.text or "")
            elif name == "r" and _is_hidden(one):
                self.lines.left_out["hidden"] += 1
            elif name in _PLAIN:
                said.append(_PLAIN[name])
            elif name in LEFT_OUT:
                self.lines.left_out[LEFT_OUT[name]] += 1
            elif name in _DRAWN:
                self.drawn(one, boxes)
            elif name == "AlternateContent":
                # The same thing twice, for new and old readers.
                self.inline(one[:1], said, boxes)
            elif name == "pPr":
                self.lines.left_out["numbers"] += child(one, "numPr") is not None
            elif name not in _SILENT:
                self.inline(one, said, boxes)
                # Paragraphs in a frame of a cell; the last line of a cell may be blank.
                said += "\n" if name == "p" else ""

    def drawn(self, node: Element, boxes: list[Element]) -> None:
        found = [one for one in node.iter() if local(one) == "txbxContent"]
        inner = [one for one in found if not any(up in found for up in one.iterancestors())]
        boxes += inner
        if not inner:
            self.lines.left_out["pictures"] += 1

    def rows(self, table: Element, boxes: list[Element]) -> Iterator[list[Cell]]:
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self.lines.left_out["deletions"] += 1
                continue
            cells: list[Cell] = []
            for cell in _within(row, "tc"):
                merge = child(cell, "tcPr", "vMerge")
                goes_on = merge is not None and value(merge) in ("", "continue")
                cells.append([] if goes_on else self.cell(cell, boxes))
                span = child(cell, "tcPr", "gridSpan")
                wide = value(span) if span is not None else "1"
                cells += [[] for _more in range(1, min(int(wide), 60) if wide.isdigit() else 1)]
            yield cells

    def cell(self, cell: Element, boxes: list[Element]) -> Cell:
        found: Cell = []
        for one in cell:
            if local(one) == "tbl":
                rows = self.rows(one, boxes)
                found += [" ".join(line for each in row for line in each) for row in rows]
            elif local(one) != "tcPr":
                holder = one if local(one) == "p" else [one]
                found += self.text(holder, boxes).split("\n")
        return [line.strip() for line in found if line.strip()]

    def notes(self, archive: zipfile.ZipFile, part: str, kind: str) -> None:
        """Footnotes stand behind the text, as in print; separators between them are no notes."""
        for note in tree(archive, part):
            if local(note) == kind and value(note, "type") in ("", "normal"):
                for one in note:
                    self.block(one)
        self.end()

    @staticmethod
    def is_contents(node: Element) -> bool:
        gallery = child(node, "sdtPr", "docPartObj", "docPartGallery")
        return gallery is not None and value(gallery) == "Table of Contents"


def _within(node: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also such as stand in a frame of their own."""
    for one in node:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, name)


def _is_hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in _OFF
