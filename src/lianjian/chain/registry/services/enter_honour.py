from __future__ import annotations

import datetime as dt

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.organisations.models import Organisation

from .. import policy
from ..models import Branch, BusinessEntity, Honour, Source
from .honours import must_be_a_level, must_be_a_year, must_end_after_it_began
from .sources import must_be_text


@command("registry.enter_honour", policy=policy.may_enter_honour, pictures={"file": LARGEST})
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
    honour = Honour(
        title=must_be_text(title, "title", 2, 120),
        issuer=must_be_text(issuer, "issuer", 2, 120),
        level=must_be_a_level(level),
        year=must_be_a_year(year, awarded_on),
        awarded_on=awarded_on,
        valid_until=valid_until,
        evidence=must_be_text(evidence, "evidence", 0, 300),
        source=source,
        is_demo=is_demo,
    )
    must_end_after_it_began(honour.year, awarded_on, valid_until)
    if isinstance(holder, Organisation):
        honour.organisation = holder
    elif isinstance(holder, Branch):
        honour.branch = holder
    else:
        honour.entity = holder
    honour.file = kept_document(file)
    honour.save(force_insert=True)
    return honour
