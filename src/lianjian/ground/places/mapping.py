"""Several outlines on one sheet: a city's counties, a province's cities, as shapes of one drawing.

Each outline was drawn in a box of its own; together they are drawn anew from the geometry kept
beside it, in one projection and one box. For the workbench only, as all outlines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import Division, Outline
from .outlines import SIZE

Ring = Sequence[Sequence[float]]

MARGIN = 10


@dataclass(frozen=True, slots=True)
class Shape:
    """One division in the drawing: its SVG path, and where its name may stand."""

    division: Division
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they came, the viewBox around them, and whence they are."""

    shapes: tuple[Shape, ...]
    box: str
    source: str


def together(outlines: Iterable[Outline]) -> Drawing | None:
    """One drawing of several outlines, its longer side SIZE; None where nothing is to be drawn."""
    several = [(one, rings_of(one.geometry)) for one in outlines]
    several = [(one, rings) for one, rings in several if rings]
    if not several:
        return None
    points = [point for _one, rings in several for ring in rings for point in ring]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    # A degree of longitude is shorter than one of latitude, the more so the farther north.
    narrow = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * narrow, north - south
    scale = SIZE / max(width, height)

    def at(point: Sequence[float]) -> tuple[int, int]:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    shapes = tuple(
        _shape(one.division, [[at(point) for point in ring] for ring in rings])
        for one, rings in several
    )
    sides = (round(side * scale) + 2 * MARGIN for side in (width, height))
    box = f"-{MARGIN} -{MARGIN} {' '.join(map(str, sides))}"
    return Drawing(shapes, box, several[0][0].source)


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """The rings of a GeoJSON polygon, or of several."""
    pieces = geometry.get("coordinates", [])
    if geometry.get("type") == "Polygon":
        return list(pieces)
    return [ring for piece in pieces for ring in piece]


def _shape(division: Division, rings: list[list[tuple[int, int]]]) -> Shape:
    path = "".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}Z" for ring in rings)
    largest = max(rings, key=_extent)
    x, y = _middle(largest)
    return Shape(division, path, x, y)


def _extent(ring: list[tuple[int, int]]) -> int:
    across = max(x for x, _y in ring) - min(x for x, _y in ring)
    return across * (max(y for _x, y in ring) - min(y for _x, y in ring))


def _middle(ring: list[tuple[int, int]]) -> tuple[int, int]:
    """The centre of gravity of an area; of one without an area, of its corners."""
    twice, x_sum, y_sum = 0, 0, 0
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x * next_y - next_x * y
        twice += cross
        x_sum += (x + next_x) * cross
        y_sum += (y + next_y) * cross
    if twice == 0:
        return sum(x for x, _y in ring) // len(ring), sum(y for _x, y in ring) // len(ring)
    return round(x_sum / (3 * twice)), round(y_sum / (3 * twice))
