"""A sheet handed in and taken by a coordinator, as on the page for it."""

from __future__ import annotations

from lianjian.beside.ledgers import handing_in
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
    kept = handing_in.hand_in(actor, name=f"{sheet.title}.xlsx", data=data, must_be_clear=True)
    handing_in.look_through(actor, kept)
    taken = ledgers.take(actor, sheet=kept)
    _mark(actor)
    return taken


def _mark(actor: Actor) -> None:
    """A sheet cannot say that it is a sample; all that lies in the invented province is."""
    for model in (Organisation, JointBody, Accord):
        model.within(actor.scope).filter(is_demo=False).update(is_demo=True)
