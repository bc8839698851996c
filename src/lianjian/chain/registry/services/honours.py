"""What entering and amending an honour have in common."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, files
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.verdicts import Invalid

from ..models import Honour

LARGEST = 5 * 1024 * 1024
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}
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


def kept_document(file: bytes) -> StoredFile | None:
    """The document or picture as it is kept, None for no bytes. Raises Invalid.

    The bytes themselves say what they are: a name or a browser's word could say anything.
    """
    if not file:
        return None
    if len(file) > LARGEST:
        reason = _("This file is larger than 5 MB.")
        raise Invalid(reason, fields={"file": reason})
    for beginning, kind in _KINDS.items():
        if file.startswith(beginning):
            return files.store(file, media_type=kind)
    reason = _("Choose a PDF, or a picture (JPEG or PNG).")
    raise Invalid(reason, fields={"file": reason})
