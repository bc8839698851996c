from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, files, receives
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.receives import Batch, Standing
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.journal import selectors as journal
from lianjian.ground.sheets.marking import XLSX

from .. import policy
from ..checking import Checked, checked, marked
from ..life import IMPORT
from ..models import Import, Portion


@command("ledgers.take", policy=policy.may_take)
def take(actor: Actor, *, sheet: Import, good_only: bool = False) -> Import:
    """Take a sheet in: every line, or nothing. With ``good_only`` the good lines, and the others
    are given back.

    Every line is weighed once more inside the transaction: what was true when the person looked
    may not be any more. Raises Invalid when a line is wrong and not only the good are asked for.
    """
    _one_after_the_other(actor, sheet)
    found = checked(actor, sheet)
    must_be_good(found, good_only=good_only)
    _write(actor, sheet, Batch(sheet.file.digest, found.weighed))
    return _end(actor, sheet, found)


@command("ledgers.take_portion", policy=policy.may_take)
def take_portion(actor: Actor, *, sheet: Import, batch: Batch, last: bool) -> Import:
    """Take some thousand lines of a large sheet that was weighed before; with the ``last`` ones
    it is taken in.

    A job calls it portion by portion, so that nobody waits for a hundred thousand lines to be
    written. Cut off half way, it is taken up again: what is there already is left as it is.
    Where another sheet was taken since the job's look at this one, its lines are weighed once
    more. Raises Overtaken where one cannot be taken any more.
    """
    _one_after_the_other(actor, sheet)
    look = look_of_job.get()
    if look is None or look.is_old():
        _weigh_anew(actor, sheet, batch)
    _write(actor, sheet, batch)
    if look is not None:
        look.written += 1
    found = found_by_job.get()
    return _end(actor, sheet, found) if last and found is not None else sheet


@dataclass(slots=True)
class Look:
    """A job's look at a whole sheet: the last line of the journal then, portions written since."""

    head: int
    written: int = 0

    def is_old(self) -> bool:
        """Whether anything was taken in or back since, but the job's own portions; ask it under
        the lock."""
        return journal.done_since(self.head, _TAKES) != self.written


_TAKES = (
    "ledgers.take",
    "ledgers.take_portion",
    "ledgers.take_back",
    "ledgers.take_back_portion",
)
look_of_job: ContextVar[Look | None] = ContextVar("lianjian_look_at_sheet", default=None)
found_by_job: ContextVar[Checked | None] = ContextVar("lianjian_checked_sheet", default=None)
"""What a job hands over beside the arguments: the journal keeps batches, not whole sheets."""


def must_be_good(found: Checked, *, good_only: bool) -> None:
    """Raises Invalid for a sheet that may not be taken as it is."""
    wrong = len(found.wrong)
    if wrong and not good_only:
        raise Invalid(
            _("%(wrong)s lines cannot be taken. Nothing has been done.") % {"wrong": wrong}
        )


def _one_after_the_other(actor: Actor, sheet: Import) -> None:
    """Two sheets of one place are never taken at once: both might bring the same need.

    Raises Invalid for a sheet that cannot be taken, Overtaken when somebody else just took it.
    """
    IMPORT.target(sheet.state, "take")
    rows = Import.within(actor.scope).filter(
        division=sheet.division_id, organisation=sheet.organisation_id, state="checked"
    )
    mine = rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    if sheet.pk not in set(mine):
        raise Overtaken(_("Somebody was faster with this sheet. Look at it once more."))


def _weigh_anew(actor: Actor, sheet: Import, batch: Batch) -> None:
    """Let the lines of a batch say what taking them would do now."""
    receiver = receives.receiver(sheet.kind)
    if receiver is None:
        raise Invalid(_("Say first what this sheet holds."))
    again = receiver.weigh(actor, [one.line for one in batch.weighed], receives.in_silence)
    for one, now in zip(batch.weighed, again, strict=True):
        if now.standing == Standing.WRONG:
            raise Overtaken(
                _("Line %(line)s: %(wrong)s Look through the sheet once more; what is in stays.")
                % {"line": one.line.number, "wrong": " ".join(now.wrong.values())}
            )
        one.standing, one.step = now.standing, now.step


def _write(actor: Actor, sheet: Import, batch: Batch) -> None:
    receiver = receives.receiver(sheet.kind)
    if receiver is None:
        raise Invalid(_("Say first what this sheet holds."))
    try:
        receiver.take(actor, batch)
        written = batch.trace.sealed()
    except IntegrityError:
        raise Overtaken(
            _("Somebody has entered one of these a moment ago. Look through the sheet once more.")
        ) from None
    if written:
        Portion(sheet=sheet, trace=written).save(force_insert=True)


def _end(actor: Actor, sheet: Import, found: Checked) -> Import:
    changes: dict[str, Any] = {"counts": found.counts, "problems": found.problems()}
    rest = any(one.standing == Standing.WRONG for one in found.weighed)
    changes["answer"] = files.store(marked(found), media_type=XLSX) if rest else None
    return IMPORT.move(sheet, "take", scope=actor.scope, ended_at=clock.now(), **changes)
