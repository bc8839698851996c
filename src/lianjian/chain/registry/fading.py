"""How a tie fades (M28): what nobody has renewed for five years counts half.

Plain arithmetic and words: no table, no clock of its own.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Text

HALF_LIFE_DAYS = 5 * 365

_WORDS: tuple[tuple[int, Text], ...] = (
    (750, _("know each other well")),
    (450, _("in regular touch")),
    (150, _("know of each other")),
    (0, _("nearly forgotten")),
)


def left(strength: int, since: dt.date, on: dt.date) -> int:
    """What is left on a day of a ``strength`` in thousandths that was fresh on ``since``."""
    age = max(0, (on - since).days)
    faded: float = strength * 0.5 ** (age / HALF_LIFE_DAYS)
    return round(faded)


def in_words(strength: int) -> Text:
    """A strength in thousandths as people say it."""
    return next(words for least, words in _WORDS if strength >= least)
