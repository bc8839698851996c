"""A first day and a last one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from . import clock
from .verdicts import Invalid, Text

YEARS_AHEAD = 100


def must_be_in_sight(day: dt.date | None, *, field: str) -> None:
    """Raises Invalid, beside ``field``, for a day more than 100 years ahead: a slip of the keys."""
    last = clock.today().year + YEARS_AHEAD
    if day is not None and day.year > last:
        bound = _("not after the year %(year)s") % {"year": last}
        raise Invalid(_("That day is too far away. Look at its year."), fields={field: bound})


def must_not_precede(
    last: dt.date | None, first: dt.date | None, reason: Text, *, field: str
) -> None:
    """Raises Invalid with ``reason`` for a last day before its first, and beside ``field`` the day
    before which it must not lie."""
    if last is not None and first is not None and last < first:
        raise Invalid(
            reason, fields={field: _("not before %(day)s") % {"day": f"{first:%Y-%m-%d}"}}
        )
