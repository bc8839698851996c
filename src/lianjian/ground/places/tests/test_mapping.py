"""Several outlines on one sheet lie to each other as the places do."""

from __future__ import annotations

from lianjian.ground.places.mapping import together
from lianjian.ground.places.models import Division, Outline


def square(west: float, south: float, name: str, side: float = 1) -> Outline:
    ring = [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return Outline(division=Division(name=name), geometry=geometry, source="例")


def test_the_eastern_county_is_drawn_right_of_the_western_and_the_northern_above():
    drawing = together([square(0, 0, "西"), square(1, 0, "东"), square(0, 1, "北")])
    assert drawing is not None
    west, east, north = drawing.shapes
    assert west.x < east.x
    assert west.y == east.y
    assert north.y < west.y
    assert drawing.box == "-10 -10 1020 1020"
    assert drawing.source == "例"


def test_a_place_of_several_pieces_has_its_name_on_the_largest():
    islands = square(0, 0, "岛")
    islands.geometry = {
        "type": "MultiPolygon",
        "coordinates": [
            square(0, 0, "小", 0.1).geometry["coordinates"],
            square(2, 0, "大").geometry["coordinates"],
        ],
    }
    drawing = together([islands])
    assert drawing is not None
    (shape,) = drawing.shapes
    assert shape.x > 700
    assert shape.path.count("M") == 2


def test_without_outlines_nothing_is_drawn():
    assert together([]) is None
    assert together([Outline(division=Division(), geometry={}, source="")]) is None
