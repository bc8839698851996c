"""What is held from one day to another, and handed over: postings and offices."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid


class Held(Protocol):
    """A posting or an office, as far as its days go."""

    starts: dt.date
    ends: dt.date | None


def must_be_a_term(starts: dt.date, ends: dt.date | None, *, field: str = "ends") -> None:
    """Raises Invalid, beside ``field``, for a last day before the first."""
    must_not_precede(ends, starts, _("The term ends before it begins."), field=field)


def must_keep_its_turn(
    starts: dt.date, ends: dt.date | None, *, before: Held | None, after: Held | None
) -> None:
    """Whoever took over begins after the one before has ended, also once days are corrected.

    Raises Invalid for a term that would reach into that of the one ``before`` or ``after``.
    """
    if before is not None and starts <= (before.ends or before.starts):
        reason = _("The one before holds it until %(day)s.") % {"day": before.ends or before.starts}
        raise Invalid(reason, fields={"starts": reason})
    if after is not None and (ends is None or ends >= after.starts):
        reason = _("The next one begins on %(day)s: this one ends before.") % {"day": after.starts}
        raise Invalid(reason, fields={"ends": reason})
