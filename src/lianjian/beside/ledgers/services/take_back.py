from __future__ import annotations

from lianjian.ground.core import receives, taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import going_back, policy, selectors
from ..life import IMPORT
from ..models import Import, Portion


@command("ledgers.take_back", policy=policy.may_take_back, fresh=True)
def take_back(actor: Actor, *, sheet: Import) -> Import:
    """Take a sheet back: what it brought goes, what it changed says again what it said before.

    What somebody changed or built on since stays, and the sheet remembers why. Raises Invalid
    for a sheet that is not taken in, and after 30 days.
    """
    _lock(actor, sheet)
    for portion in selectors.portions(sheet):
        _undo(actor, sheet, portion)
    return IMPORT.move(sheet, "take_back", scope=actor.scope)


@command("ledgers.take_back_portion", policy=policy.may_take_back)
def take_back_portion(actor: Actor, *, sheet: Import) -> Import:
    """Take back what the last lines of a large sheet have written; with the first ones it is
    taken back.

    A job calls it portion by portion. Cut off half way, it goes on with what is left.
    """
    _lock(actor, sheet)
    portion, *more = selectors.portions(sheet)[:2]
    _undo(actor, sheet, portion)
    return sheet if more else IMPORT.move(sheet, "take_back", scope=actor.scope)


def _lock(actor: Actor, sheet: Import) -> None:
    """One after the other, and each finds what the one before has done."""
    rows = Import.within(actor.scope).filter(pk=sheet.pk).select_for_update(of=("self",))
    present = rows.get()
    sheet.state, sheet.back = present.state, present.back
    going_back.must_be_possible(sheet)


def _undo(actor: Actor, sheet: Import, portion: Portion) -> None:
    receiver = receives.receiver(sheet.kind)
    assert receiver is not None  # noqa: S101 - it was taken in
    back = taking_back.weigh(actor, portion.trace, file=sheet.file.digest, lock=True)
    receiver.take_back(actor, back)
    taking_back.must_stand_alone()
    sheet.back = going_back.summed(sheet.back, back)
    sheet.save(update_fields=["back"])
    portion.delete()
