"""How much text each part of a web page holds, and which parts stand around the text.

Only what is surely not the text is left out: what nobody sees, navigation by its name, and blocks
that are mostly links. The rest is for the text engine, which knows the words that pages repeat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_NEVER = """
    script style noscript template iframe object embed applet svg canvas audio video select button
    textarea input head map
"""
NEVER = frozenset(_NEVER.split())
_AROUND = frozenset(("nav", "aside", "menu"))
_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search"))
_MAIN = frozenset(("main", "article"))
_SPOKEN = frozenset(("rt", "rp"))
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!))",
    re.IGNORECASE,
)
_LISTED = "div ul ol dl table td section p form footer header center"
_LISTS = frozenset(_LISTED.split())
_FEWEST_LINKS = 4
_MOSTLY = 0.6

Element = Any


@dataclass(slots=True)
class Weight:
    """Letters of a part, how many of them stand in links, and the links."""

    letters: int = 0
    linked: int = 0
    links: int = 0


class Weights(dict[Element, Weight]):
    """The weight of every part that a reader sees."""

    def __init__(self, root: Element) -> None:
        super().__init__()
        self._weigh(root, in_link=False)
        self.all_links = False
        """Whether a page has nothing but lists of links, so that they are its text."""

    def _weigh(self, node: Element, *, in_link: bool) -> Weight:
        weight = self[node] = Weight()
        if not isinstance(node.tag, str) or node.tag in NEVER or _unseen(node):
            return weight
        is_link = node.tag == "a" and node.get("href") is not None
        in_link = in_link or is_link
        weight.links += is_link
        _count(weight, node.text, in_link=in_link)
        for child in node:
            part = self._weigh(child, in_link=in_link)
            weight.letters += part.letters
            weight.linked += part.linked
            weight.links += part.links
            _count(weight, child.tail, in_link=in_link)
        return weight

    def why_not(self, node: Element) -> str:
        """The word for why a part is left out; empty for what is read."""
        if _unseen(node):
            return "hidden" if self._had_text(node) else "nothing"
        if node.tag in _SPOKEN:
            return "readings"
        if node.tag == "del":
            return "deletions"
        weight = self[node]
        if node.tag in _AROUND or node.get("role") in _ROLES:
            return "menus"
        if node.tag == "footer" and not any(one.tag in _MAIN for one in node.iterancestors()):
            return "menus"
        if node.tag in _LISTS and _is_links(weight) and not self.all_links:
            return "menus"
        return ""

    def main(self, root: Element) -> Element:
        """The part that the page itself calls its main one, if most of the text stands there."""
        best, total = root, self[root].letters - self[root].linked
        for node in root.iter(*_MAIN):
            weight = self.get(node, Weight())
            if weight.letters - weight.linked > _MOSTLY * total:
                best = node
        return best

    @staticmethod
    def _had_text(node: Element) -> bool:
        return any(text.strip() for text in node.itertext())


def _count(weight: Weight, text: str | None, *, in_link: bool) -> None:
    if text:
        letters = len("".join(text.split()))
        weight.letters += letters
        weight.linked += letters * in_link


def _is_links(weight: Weight) -> bool:
    return weight.links >= _FEWEST_LINKS and weight.linked > _MOSTLY * weight.letters


def _unseen(node: Element) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or bool(style and _UNSEEN.search(style))
