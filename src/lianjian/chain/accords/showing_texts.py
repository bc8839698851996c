"""One text of an accord for a reader: what it says, what was said to it, and what changed."""

from __future__ import annotations

from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import OutOfScope

from . import policy, selectors
from .comparing import compare, lines_of
from .models import Accord, TextVersion
from .showing import clause_rows, party_rows


def text_page(actor: Actor, accord: Accord, *, number: int, against: int) -> dict[str, Any]:
    """The page of text ``number``, laid over text ``against`` (0: the one that bound before it,
    else the one before it).

    Raises OutOfScope for a text that the reader may not see.
    """
    texts = list(selectors.versions(accord))
    text = _of_number(texts, number)
    earlier = [one for one in texts if one.number < number]
    bound = [one for one in earlier if one.in_force_from is not None]
    usual = (bound or earlier)[-1] if earlier else None
    other = _of_number(earlier, against) if against else usual
    changes = compare(lines_of(accord, other), lines_of(accord, text)) if other else []
    rows = party_rows(text)
    return {
        "accord": accord,
        "title": text.title,
        "text": text,
        "parties": rows,
        "clauses": clause_rows(text, len(rows)),
        "general_comments": selectors.comments_on(text).filter(clause=None),
        "earlier": earlier,
        "other": other,
        "changes": changes,
        "changed": any(line.changed for line in changes),
        "steers": policy.steers(actor, accord),
    }


def _of_number(texts: list[TextVersion], number: int) -> TextVersion:
    found = next((one for one in texts if one.number == number), None)
    if found is None:
        raise OutOfScope(Accord.missing())
    return found
