"""A first day and a last one."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from .verdicts import Invalid, Text


def must_not_precede(
    last: dt.date | None, first: dt.date | None, reason: Text, *, field: str
) -> None:
    """Raises Invalid with ``reason`` for a last day before its first, and beside ``field`` the day
    before which it must not lie."""
    if last is not None and first is not None and last < first:
        raise Invalid(
            reason, fields={field: _("not before %(day)s") % {"day": f"{first:%Y-%m-%d}"}}
        )
