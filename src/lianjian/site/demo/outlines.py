"""The outlines of the real places: each takes seconds to draw, so a job of the worker draws it."""

from __future__ import annotations

from lianjian.ground.jobs import services as jobs

from . import fujian, hands, shandong

PLACES = (fujian.CITY, *fujian.COUNTIES, shandong.COUNTY)
"""Only what is on the real map: nobody has an outline of the invented county."""


def tell() -> None:
    """Leave every outline to the worker."""
    for digits in PLACES:
        place = hands.division(digits)
        jobs.start(hands.SYSTEM, name="places.draw", arguments={"pk": place.pk})
