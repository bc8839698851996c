"""What time it is. The one place that asks, so that a test or a replay can answer."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def day_of(moment: dt.datetime) -> dt.date:
    """On which day a moment was, where the county is."""
    return timezone.localdate(moment)


def today() -> dt.date:
    """The present day where the county is (``TIME_ZONE``)."""
    return timezone.localdate()
