"""The long work of this room: sheets of thousands of lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.receives import Batch, Standing
from lianjian.ground.jobs.registry import Plain, Result, Work, job
from lianjian.ground.journal import selectors as journal

from . import checking, going_back, selectors, services
from .services.take import Look, found_by_job, look_of_job, must_be_good

PORTION = 5000
"""Lines written at once: a second or two, in which nobody else can write."""


@job("ledgers.check", title=gettext_lazy("Look through a sheet"))
def check_sheet(work: Work, *, sheet: int) -> Result:
    """Weigh every line without a transaction, then keep what was found in one."""
    row = selectors.one(work.actor.scope, sheet)
    found = checking.checked(work.actor, row, work.tell)
    work.tell(900, _("The sheet is being marked."))
    answer = checking.marked(found) if found.wrong else None

    def keep() -> Plain:
        services.check(
            work.actor, sheet=row, counts=found.counts, problems=found.problems(), answer=answer
        )
        return found.counts

    return keep


@job("ledgers.take", title=gettext_lazy("Take a sheet in"))
def take_sheet(work: Work, *, sheet: int, good_only: bool) -> Result:
    """Portion by portion; the last one together with the end of the job."""
    row = selectors.one(work.actor.scope, sheet)
    look = Look(journal.head()[0])  # Before the look: what is taken meanwhile makes it old.
    found = checking.checked(work.actor, row, work.tell)
    must_be_good(found, good_only=good_only)
    todo = [one for one in found.weighed if one.standing in (Standing.NEW, Standing.CHANGED)]
    batches = [
        Batch(row.file.digest, todo[start : start + PORTION])
        for start in range(0, max(len(todo), 1), PORTION)
    ]
    for place, batch in enumerate(batches[:-1]):
        done = 500 + 480 * place // len(batches)
        work.tell(done, _("%(lines)s lines are in.") % {"lines": place * PORTION})
        with _looked(look):
            services.take_portion(work.actor, sheet=row, batch=batch, last=False)
    work.tell(980, _("The last lines are being written."))

    def keep() -> Plain:
        with _looked(look, found):
            services.take_portion(work.actor, sheet=row, batch=batches[-1], last=True)
        return found.counts

    return keep


@job("ledgers.look_back", title=gettext_lazy("Look at what taking a sheet back would do"))
def look_back(work: Work, *, sheet: int) -> Result:
    """What would go and what would stay; nothing is written."""
    return going_back.looked(work.actor, selectors.one(work.actor.scope, sheet), work.tell)


@job("ledgers.take_back", title=gettext_lazy("Take a sheet back"))
def take_sheet_back(work: Work, *, sheet: int) -> Result:
    """Portion by portion, the last one first; the first one together with the end of the job."""
    row = selectors.one(work.actor.scope, sheet)
    going_back.must_be_possible(row)
    left = selectors.portions(row).count()
    for done in range(left - 1):
        work.tell(980 * done // left, _("The records of this sheet are being removed."))
        services.take_back_portion(work.actor, sheet=row)
    work.tell(980, _("The last records are being removed."))

    def keep() -> Plain:
        services.take_back_portion(work.actor, sheet=row)
        return None

    return keep


def forget_traces() -> int:
    """Forget what is kept for taking back once that is over. Harmless when run twice."""
    before = clock.now() - going_back.UNDO_WITHIN
    return services.forget(system("30 days are over"), before=before)


@contextmanager
def _looked(look: Look, found: checking.Checked | None = None) -> Iterator[None]:
    """Inside, a portion knows when its sheet was looked at; the last one also what was found."""
    tokens = look_of_job.set(look), found_by_job.set(found)
    try:
        yield
    finally:
        look_of_job.reset(tokens[0])
        found_by_job.reset(tokens[1])
