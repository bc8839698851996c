"""What entering and amending an honour have in common."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Invalid

from ..models import Honour

FIRST_YEAR = 1921


def must_be_a_level(level: str) -> str:
    if level not in Honour.Level.values:
        raise Invalid(_("Choose who gave it."), fields={"level": _("unknown")})
    return level


def must_be_a_year(year: int | None, awarded_on: dt.date | None) -> int:
    """The year as it is kept: it may follow from the day. Raises Invalid."""
    said = awarded_on.year if year is None and awarded_on is not None else year
    if said is None:
        reason = _("Say the year, or the day.")
        raise Invalid(reason, fields={"year": reason})
    if awarded_on is not None and awarded_on.year != said:
        reason = _("The day is in another year.")
        raise Invalid(reason, fields={"awarded_on": reason})
    if not FIRST_YEAR <= said <= clock.today().year:
        late = _("The year lies between %(first)s and today.") % {"first": FIRST_YEAR}
        raise Invalid(late, fields={"year": late})
    return said


def must_end_after_it_began(
    year: int, awarded_on: dt.date | None, valid_until: dt.date | None
) -> None:
    if valid_until is not None and valid_until < (awarded_on or dt.date(year, 1, 1)):
        reason = _("It ends before it begins.")
        raise Invalid(reason, fields={"valid_until": reason})
