"""What the verbs of a clause have in common."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid

from .. import policy, selectors
from ..life import CLAUSE
from ..models import Clause


def step(actor: Actor, clause: Clause, verb: str, **changes: Any) -> Clause:
    """Move a clause of a text in force. A text that binds nobody has nothing to fulfil."""
    if not clause.version.is_in_force:
        raise Invalid(_("This text is not in force: nothing is due under it."))
    return CLAUSE.move(clause, verb, scope=actor.scope, **changes)


def sayer(actor: Actor, clause: Clause) -> str:
    """The party for which the actor speaks, else the issuer: who says what became of a clause."""
    version = clause.version
    for party in selectors.parties_of(version):
        if policy.is_in(actor, party):
            return str(party)
    return str(version.accord.organisation or version.accord.division)


def said(text: str, field: str) -> str:
    """What must be said with a verb, in at most 500 characters; raises Invalid when it is not."""
    text = text.strip()
    if not text or len(text) > 500:
        raise Invalid(_("Write between 1 and 500 characters."), fields={field: _("missing")})
    return text
