"""Simple charts, drawn on the server as SVG: no script, the same colours for the same meaning.

Hollow is planned, half is under way, solid is done, a double ring is overdue, a dotted one is
nothing yet. Each chart is read aloud as one sentence and has its figures in a table beside it.
Rows keep the order in which they are handed in: by name, place or time, never by size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianjian.ground.core.verdicts import Text

from .marks import percent

Mark = Literal["plan", "going", "done", "late", "none"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart; ``value`` None is unknown and drawn as such."""

    label: Text
    value: float | None
    mark: Mark = "done"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    bar: Bar
    percent: int


def bars(rows: Iterable[Bar], full: float | None = None) -> list[DrawnBar]:
    """Bars on one scale, whose end is ``full`` or the largest value."""
    rows = list(rows)
    end = full or max((row.value or 0 for row in rows), default=0)
    return [DrawnBar(row, percent(row.value or 0, end)) for row in rows]


# -- villages by township, as a schema --

DOTS_A_ROW = 6
STEP = 18


@dataclass(frozen=True, slots=True)
class Village:
    """One dot."""

    name: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Town:
    """The villages of one township, in the order of their codes."""

    name: str
    villages: Sequence[Village]
    url: str = ""

    def drawing(self) -> SafeString:
        """The dots, six in a row; each says its village's name when it is pointed at."""
        rows = max(1, -(-len(self.villages) // DOTS_A_ROW))
        dots = format_html_join(
            "",
            "{}",
            (
                (
                    _dot(
                        village,
                        STEP / 2 + STEP * (at % DOTS_A_ROW),
                        STEP / 2 + STEP * (at // DOTS_A_ROW),
                    ),
                )
                for at, village in enumerate(self.villages)
            ),
        )
        return format_html(
            '<svg class="lj-dots" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
            DOTS_A_ROW * STEP,
            rows * STEP,
            self.sentence(),
            dots,
        )

    def sentence(self) -> str:
        """What the drawing shows, in words."""
        found = Counter(village.mark for village in self.villages)
        parts = [f"{words} {found[mark]}" for mark, words in state_words().items() if found[mark]]
        return _("%(town)s: %(parts)s") % {"town": self.name, "parts": _separator().join(parts)}


def _separator() -> str:
    return pgettext("between the items of a list", ", ")


def _dot(village: Village, x: float, y: float) -> SafeString:
    half = ""
    if village.mark == "going":
        half = format_html('<path class="half" d="M{} {}a5 5 0 0 0 0 10z"/>', x, y - 5)
    if village.mark == "late":
        half = format_html('<circle class="ring" cx="{}" cy="{}" r="2"/>', x, y)
    return format_html(
        '<g class="lj-dot" data-s="{}"><title>{}</title><circle cx="{}" cy="{}" r="5"/>{}</g>',
        village.mark,
        village.name,
        x,
        y,
        half,
    )


def state_words() -> dict[Mark, str]:
    """The five states in plain words, for legends."""
    return {
        "done": _("done"),
        "going": _("under way"),
        "plan": _("planned"),
        "late": _("overdue"),
        "none": _("nothing yet"),
    }


# -- small multiples --

HEIGHT = 48
WIDTH = 120


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a panel; None is unknown, which is not nought."""

    label: Text
    value: float | None
    mark: Mark = "done"


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the small charts, all of which share one scale."""

    title: Text
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    panel: Panel
    drawing: SafeString


def multiples(panels: Iterable[Panel]) -> list[DrawnPanel]:
    """The panels drawn on one common scale."""
    panels = list(panels)
    values = [point.value or 0 for panel in panels for point in panel.points]
    full = max(values, default=0) or 1
    return [DrawnPanel(panel, _columns(panel, full)) for panel in panels]


def _columns(panel: Panel, full: float) -> SafeString:
    step = WIDTH / max(1, len(panel.points))
    drawn = format_html_join(
        "",
        '<rect class="lj-column" data-s="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (_column(point, at * step, step, full) for at, point in enumerate(panel.points)),
    )
    said = _separator().join(
        f"{point.label} {_('unknown') if point.value is None else f'{point.value:,}'}"
        for point in panel.points
    )
    return format_html(
        '<svg class="lj-columns" viewBox="0 0 {} {}" role="img" aria-label="{}: {}">{}'
        '<path class="base" d="M0 {}h{}"/></svg>',
        WIDTH,
        HEIGHT + 2,
        panel.title,
        said,
        drawn,
        HEIGHT + 1,
        WIDTH,
    )


def _column(point: Point, x: float, step: float, full: float) -> tuple[str, str, str, str, str]:
    unknown = point.value is None
    height = HEIGHT if unknown else HEIGHT * (point.value or 0) / full
    return (
        "unknown" if unknown else point.mark,
        f"{x + step * 0.15:.1f}",
        f"{HEIGHT - height + 1:.1f}",
        f"{step * 0.7:.1f}",
        f"{height:.1f}",
    )
