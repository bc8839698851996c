"""The outlines of the real places: each takes seconds to draw, so a job of the worker draws it."""

from __future__ import annotations

from lianjian.ground.core.scope import Scope
from lianjian.ground.jobs import selectors as jobs_seen
from lianjian.ground.jobs import services as jobs
from lianjian.ground.jobs import worker

from . import fujian, hands, shandong

PLACES = (fujian.CITY, *fujian.COUNTIES, shandong.COUNTY)
"""Only what is on the real map: nobody has an outline of the invented county."""


def tell() -> None:
    """Leave every outline to the worker."""
    for digits in PLACES:
        place = hands.division(digits)
        jobs.start(hands.SYSTEM, name="places.draw", arguments={"pk": place.pk})


def draw_now() -> None:
    """Do the worker's part here; a job that a worker has taken already is left to it."""
    for job in jobs_seen.of_the_product(Scope.of_everything()):
        worker.run(job.pk)
