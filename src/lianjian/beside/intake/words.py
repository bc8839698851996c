"""What texts are read with: the words of the language, and the divisions that exist here."""

from __future__ import annotations

from collections.abc import Iterator

from lianjian.engine.text.facts import Division, Gazetteer
from lianjian.files.lexicon import lexicon
from lianjian.ground.places import models as places
from lianjian.ground.places.codes import subtree

__all__ = ["gazetteer", "lexicon"]

UPPER = ("province", "city", "county")
LOWER = ("town", "village", "hamlet")


def gazetteer() -> Gazetteer:
    """The divisions of today, hamlets that people added among them; villages only of the counties
    that a text names."""
    return Gazetteer(_standing(level__in=UPPER), _below)


def _below(county: Division) -> Iterator[Division]:
    first, last = subtree(county.code, county.level)
    return _standing(level__in=LOWER, code__gte=first, code__lt=last)


def _standing(**which: object) -> Iterator[Division]:
    rows = places.Division.objects.filter(valid_to=None, **which)
    for code, name, core, level, above in rows.values_list(
        "code", "name", "core", "level", "parent__code"
    ):
        yield Division(code, name, core, level, above)
