"""A network as a picture: villages at the left, partners at the right, lines between them.

Drawn on the server and narrow enough for a phone. What a line means is told by its stroke, not by
its colour: hollow is recommended, dashed is agreed, solid is live, dotted a tie. Whoever cannot
look at it has the same in words beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lianjian.ground.core.verdicts import Text

Stroke = Literal["plan", "agreed", "live", "tie"]
Look = Literal["node", "bridge"]

STEP, WIDTH, LEFT, RIGHT = 32, 400, 118, 206
BEND = (RIGHT - LEFT) // 2
ROOM_LEFT, ROOM_RIGHT, ROOM_FOR_NOTE = 6, 11, 2
"""So many characters of a name fit beside a node; Latin letters count half."""


@dataclass(frozen=True, slots=True)
class Node:
    """One branch: a ring is a bridge. ``said`` is its whole title, ``note`` follows its name."""

    key: int
    name: str
    said: Text
    look: Look = "node"
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line between the keys of two nodes, and what it is in words."""

    village: int
    partner: int
    stroke: Stroke
    said: Text


def drawn(
    villages: Sequence[Node], partners: Sequence[Node], lines: Sequence[Line], label: Text
) -> SafeString:
    """The picture; nodes that have an address lead there. ``label`` is what is read aloud.

    Villages keep their order; each partner stands about as high as its villages, so that few lines
    cross.
    """
    height = max(len(villages), len(partners), 1) * STEP
    left = _heights(villages, height)
    partners = _opposite(partners, lines, left)
    right = _heights(partners, height)
    inside = [line for line in lines if line.village in left and line.partner in right]
    return format_html(
        '<svg class="pr-net" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>',
        WIDTH,
        height,
        label,
        format_html_join("", "{}", ((_line(line, left, right),) for line in inside)),
        format_html_join("", "{}", ((_node(one, LEFT, left[one.key]),) for one in villages)),
        format_html_join("", "{}", ((_node(one, RIGHT, right[one.key]),) for one in partners)),
    )


def _heights(nodes: Sequence[Node], height: int) -> dict[int, int]:
    """How high each stands: evenly from top to bottom."""
    step = height / max(1, len(nodes))
    return {one.key: round(step * (n + 0.5)) for n, one in enumerate(nodes)}


def _opposite(
    partners: Sequence[Node], lines: Iterable[Line], left: Mapping[int, int]
) -> list[Node]:
    """The partners by the middle of their villages, those at one height by name."""
    mine: dict[int, list[int]] = {}
    for line in lines:
        if line.village in left:
            mine.setdefault(line.partner, []).append(left[line.village])

    def middle(one: Node) -> tuple[float, str]:
        heights = mine.get(one.key, [0])
        return sum(heights) / len(heights), one.name

    return sorted(partners, key=middle)


def _line(line: Line, left: dict[int, int], right: dict[int, int]) -> SafeString:
    a, b = left[line.village], right[line.partner]
    way = f"M{LEFT} {a}C{LEFT + BEND} {a} {RIGHT - BEND} {b} {RIGHT} {b}"
    hollow = format_html('<path class="core" d="{}"/>', way) if line.stroke == "plan" else ""
    return format_html(
        '<g class="{}"><title>{}</title><path d="{}"/>{}</g>', line.stroke, line.said, way, hollow
    )


def _node(one: Node, x: int, y: int) -> SafeString:
    at_left = x == LEFT
    room = ROOM_LEFT if at_left else ROOM_RIGHT - ROOM_FOR_NOTE * bool(one.note)
    shape = format_html(
        '<title>{}</title><rect x="{}" y="{}" width="{}" height="28"/><circle cx="{}" cy="{}" r="5"'
        '/><text x="{}" y="{}" text-anchor="{}">{}</text>',
        one.said,
        0 if at_left else x - 8,
        y - 14,
        x + 8 if at_left else WIDTH - x + 8,
        x,
        y,
        x - 12 if at_left else x + 12,
        y + 5,
        "end" if at_left else "start",
        f"{shortened(one.name, room)} {one.note}".strip(),
    )
    if one.url:
        shape = format_html('<a href="{}">{}</a>', one.url, shape)
    return format_html('<g class="{}">{}</g>', one.look, shape)


def shortened(name: str, most: int) -> str:
    """A name that takes at most so many wide characters; Latin letters are half as wide."""
    room = 2 * most
    widths = [2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in name]
    if sum(widths) <= room:
        return name
    kept, used = 0, 2
    while used + widths[kept] <= room:
        used += widths[kept]
        kept += 1
    return f"{name[:kept]}…"
