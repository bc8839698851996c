"""Days as people read them, in sentences and on pages alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from lianjian.ground.core import clock


def day(value: Any) -> str:
    """A date as people write it: the year only when it is not this one."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if not isinstance(value, dt.date):
        return str(value or "")
    if value.year == clock.today().year:
        return date_format(value, pgettext("date format", "j M"))
    return day_and_year(value)


def day_and_year(value: dt.date) -> str:
    """A date in a sentence of a file, which is read in another year, too."""
    return date_format(value, pgettext("date format", "j M Y"))
