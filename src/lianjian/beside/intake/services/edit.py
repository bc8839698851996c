from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lianjian.ground.core import receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..life import FACT
from ..models import Fact, Submission
from .look import look
from .standing import must_be_read


@command("intake.edit", policy=policy.may_confirm, personal=["values"])
def edit(actor: Actor, *, submission: Submission, fact: Fact, values: Mapping[str, str]) -> Fact:
    """Write other words into the cells of a proposed line; what the text said stays in the text.

    What was asked is answered by it. Raises Invalid for a field that the line does not have, and
    Overtaken where somebody edited the fact since it was read.
    """
    must_be_read(actor, submission)
    receiver = receives.receiver(fact.kind)
    names = {one.name for one in receiver.fields} if receiver else set()
    if unknown := set(values) - names:
        raise Invalid(_("There is no such field: %(names)s.") % {"names": "、".join(unknown)})
    said = {name: " ".join(value.split())[:2000] for name, value in values.items()}
    changed = [name for name, value in said.items() if value != fact.values.get(name, "")]
    kept = {name: value for name, value in {**fact.values, **said}.items() if value}
    asks = {name: says for name, says in fact.asks.items() if not said.get(name, "")}
    fact.must_stand(actor.scope)
    before = [fact.values] if kept != fact.values else []
    FACT.move(
        fact,
        "edit",
        scope=actor.scope,
        values=kept,
        version=fact.version + len(before),
        earlier=[*fact.earlier, *before],
        edited=sorted({*fact.edited, *changed}),
        asks=asks,
        doubt="",
        refused="",
    )
    look(actor, submission=submission)
    fact.refresh_from_db()
    return fact
