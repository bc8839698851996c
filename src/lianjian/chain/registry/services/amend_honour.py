from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.core.stays import STAYS, Stays
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import HonourState
from ..models import Honour, Source
from .honours import must_be_a_level, must_be_a_year, must_end_after_it_began
from .sources import must_be_text


@command("registry.amend_honour", policy=policy.may_amend_honour, pictures={"file": LARGEST})
def amend_honour(
    actor: Actor,
    *,
    honour: Honour,
    title: str | None = None,
    issuer: str | None = None,
    level: str | None = None,
    year: int | Stays | None = STAYS,
    awarded_on: dt.date | Stays | None = STAYS,
    valid_until: dt.date | Stays | None = STAYS,
    evidence: str | None = None,
    file: bytes | Stays | None = STAYS,
    source: Source | Stays | None = STAYS,
) -> Honour:
    """Correct what is given and leave the rest; a day, a source or a document that is None is
    taken away, and a year that is None follows from the day. Its holder stays.

    Raises Invalid for what could not be entered either, and for an honour that is withdrawn.
    """
    if honour.state != HonourState.HELD:
        raise Invalid(_("It is withdrawn: its record stays as it was. Enter it anew if it holds."))
    changes: dict[str, object] = {}
    if title is not None:
        changes["title"] = must_be_text(title, "title", 2, 120)
    if issuer is not None:
        changes["issuer"] = must_be_text(issuer, "issuer", 2, 120)
    if level is not None:
        changes["level"] = must_be_a_level(level)
    if evidence is not None:
        changes["evidence"] = must_be_text(evidence, "evidence", 0, 300)
    if source is not STAYS:
        changes["source"] = source
    day = honour.awarded_on if awarded_on is STAYS else awarded_on
    until = honour.valid_until if valid_until is STAYS else valid_until
    said = must_be_a_year(honour.year if year is STAYS else year, day)
    must_end_after_it_began(said, day, until)
    changes |= {"year": said, "awarded_on": day, "valid_until": until}
    if file is not STAYS:
        changes["file"] = kept_document(file or b"")
    honour.rewrite(**changes)
    return honour
