"""A sheet handed in and taken by the county's coordinator, as on the page for it."""

from __future__ import annotations

from lianjian.beside.ledgers import checking, looking
from lianjian.beside.ledgers import services as ledgers
from lianjian.beside.ledgers.models import Import
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.ground.core.actors import Actor
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.sheets import writing

from .sheets import Sheet

NOTE = "示例数据：名称和数字都是编的。"


def hand_in(actor: Actor, sheet: Sheet) -> Import:
    """Hand a sheet in, look through it and take it; raises Invalid when a line is wrong."""
    data = writing.written(sheet.title, sheet.heads, sheet.rows, note=NOTE)
    looked = looking.look(data)
    guess = looking.guess(actor, looked)
    kept = ledgers.begin(actor, name=f"{sheet.title}.xlsx", data=data, looked=looked)
    ledgers.match(actor, sheet=kept, kind=guess.kind, name=guess.sheet, columns=dict(guess.columns))
    found = checking.checked(actor, kept)
    ledgers.check(
        actor,
        sheet=kept,
        counts=found.counts,
        problems=found.problems(),
        answer=checking.marked(found) if found.wrong else None,
    )
    taken = ledgers.take(actor, sheet=kept)
    _mark(actor)
    return taken


def _mark(actor: Actor) -> None:
    """A sheet cannot say that it is a sample; all that lies in the invented province is."""
    for model in (Organisation, JointBody, Accord):
        model.within(actor.scope).filter(is_demo=False).update(is_demo=True)
