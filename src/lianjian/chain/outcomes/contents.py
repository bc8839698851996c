"""A figure as it is handed in, before it is rows: the input of *report*, *correct* and *state*."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianjian.chain.accords.models import Accord
from lianjian.chain.projects.models import Project
from lianjian.chain.registry.models import Branch, Source
from lianjian.ground.places.models import Division

from .models import Modality


@dataclass(frozen=True, slots=True)
class Told:
    """The number as it was written, and what it is a number of in time and source."""

    number: str = ""
    modality: str = Modality.DONE
    numerator: int | None = None
    denominator: int | None = None
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    baseline: str = ""
    inferred: str = ""
    source: Source | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Of what: the place that benefits, and the records behind it."""

    division: Division
    happened_in: Division | None = None
    branch: Branch | None = None
    project: Project | None = None
    accord: Accord | None = None
