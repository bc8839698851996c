from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Branch, BusinessEntity, Honour, Source
from .sources import must_be_text

LARGEST = 5 * 1024 * 1024
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}
FIRST_YEAR = 1921


@command("registry.enter_honour", policy=policy.may_enter_honour)
def enter_honour(
    actor: Actor,
    *,
    holder: Organisation | Branch | BusinessEntity,
    title: str,
    issuer: str,
    level: str,
    year: int | None = None,
    awarded_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    evidence: str = "",
    file: bytes = b"",
    source: Source | None = None,
    is_demo: bool = False,
) -> Honour:
    """Enter what a body was given by somebody above it (M24). ``year`` may follow from the day.

    ``file`` is a PDF, JPEG or PNG of at most 5 MB. Raises Invalid for a year that does not fit the
    day or lies ahead, a validity that ends before it begins, and a file of another kind.
    """
    title = must_be_text(title, "title", 2, 120)
    issuer = must_be_text(issuer, "issuer", 2, 120)
    if level not in Honour.Level.values:
        raise Invalid(_("Choose who gave it."), fields={"level": _("unknown")})
    honour = Honour(
        title=title,
        issuer=issuer,
        level=level,
        year=_year(year, awarded_on),
        awarded_on=awarded_on,
        valid_until=valid_until,
        evidence=must_be_text(evidence, "evidence", 0, 300),
        source=source,
        is_demo=is_demo,
    )
    if valid_until is not None and valid_until < (awarded_on or dt.date(honour.year, 1, 1)):
        reason = _("It ends before it begins.")
        raise Invalid(reason, fields={"valid_until": reason})
    if isinstance(holder, Organisation):
        honour.organisation = holder
    elif isinstance(holder, Branch):
        honour.branch = holder
    else:
        honour.entity = holder
    if file:
        honour.file = files.store(file, media_type=_kind_of(file))
    honour.save(force_insert=True)
    return honour


def _year(year: int | None, awarded_on: dt.date | None) -> int:
    if year is None and awarded_on is None:
        reason = _("Say the year, or the day.")
        raise Invalid(reason, fields={"year": reason})
    said = year if year is not None else awarded_on.year  # type: ignore[union-attr]
    if awarded_on is not None and awarded_on.year != said:
        reason = _("The day is in another year.")
        raise Invalid(reason, fields={"awarded_on": reason})
    if not FIRST_YEAR <= said <= clock.today().year:
        late = _("The year lies between %(first)s and today.") % {"first": FIRST_YEAR}
        raise Invalid(late, fields={"year": late})
    return said


def _kind_of(file: bytes) -> str:
    """What the bytes themselves say they are: a name or a browser's word could say anything."""
    if len(file) > LARGEST:
        reason = _("This file is larger than 5 MB.")
        raise Invalid(reason, fields={"file": reason})
    for beginning, kind in _KINDS.items():
        if file.startswith(beginning):
            return kind
    reason = _("Choose a PDF, or a picture (JPEG or PNG).")
    raise Invalid(reason, fields={"file": reason})
