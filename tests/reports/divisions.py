"""The official list of divisions as texts are read with it."""

from __future__ import annotations

from functools import cache

from lianjian.engine.text.facts import Gazetteer
from lianjian.files.facts import gazetteer_of
from lianjian.site.facts import Divisions


@cache
def gazetteer() -> Gazetteer:
    return gazetteer_of(Divisions())
