"""Where the whole trace of a record is shown: the room that shows it registers, others link to it.

A record stands early in the flow, its trace is drawn by a later room: the link travels back so.
"""

from __future__ import annotations

from django.db.models import Model

_PAGES: dict[type[Model], str] = {}


def register(model: type[Model], url_name: str) -> None:
    """Say which address (with the key of the record) shows the trace of records of ``model``."""
    _PAGES[model] = url_name


def trail_of(row: Model) -> str:
    """The name of the address that shows a record's trace; empty where no room draws one."""
    return _PAGES.get(type(row), "")
