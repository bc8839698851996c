"""The long work of this room: reading a text of up to 200,000 characters."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy

from lianjian.ground.core import clock, files
from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Invalid, Text
from lianjian.ground.jobs.registry import Plain, Result, Work, job

from . import second_reader, selectors, services, tongues, understanding
from .models import Submission
from .services.hand_in import called
from .services.take_back import UNDO_WITHIN

KEPT_ASIDE = dt.timedelta(days=180)
"""As long as this a text that was put aside can be taken up again."""


@job("intake.read", title=gettext_lazy("Read a text"), prompt=True)
def read(work: Work, *, submission: int) -> Result:
    """Open, repair and read without a transaction, then keep all of it in one."""
    row = selectors.one(work.actor.scope, submission)
    assert row.file is not None  # noqa: S101 - only what was put aside is forgotten
    data = files.read(row.file)
    name = called(data, row.file_name)
    try:
        opened = understanding.opened(data, name, work.tell)
    except Invalid as refusal:
        why = refusal.reason
        return lambda: _failed(work, submission, why)
    if opened is None:
        return lambda: _kept(work, submission)
    raw, title, notes = opened
    found = understanding.understood(
        raw,
        title=title or row.file_name,
        published=row.published_on,
        outlet=row.outlet,
        accepted=[(one[0], one[1], one[2]) for one in row.repairs.get("accepted", [])],
        notes=notes,
        asks=_asks(work, row) if second_reader.is_on() else None,
        tell=work.tell,
    )
    work.tell(900, gettext_lazy("The records are being looked at."))

    def keep() -> Plain:
        services.keep(work.actor, submission=row, understood=found)
        return None

    return keep


def _asks(work: Work, row: Submission) -> second_reader.Asks:
    """The way to the second reader: the journal is told before a byte leaves."""

    def ask(messages: list[dict[str, str]]) -> str:
        services.show_to_second_reader(work.actor, submission=row, reader=second_reader.name())
        return second_reader.answer(messages)

    return ask


def _failed(work: Work, submission: int, why: Text) -> Plain:
    services.fail(
        work.actor,
        submission=selectors.one(work.actor.scope, submission),
        why=tongues.in_own(lambda: str(why)),
        said=tongues.in_others(lambda: str(why)),
    )
    return str(why)


def _kept(work: Work, submission: int) -> Plain:
    row = selectors.one(work.actor.scope, submission)
    services.keep_as_evidence(work.actor, submission=row)
    return None


def forget_texts() -> int:
    """Forget what was put aside half a year ago and became no record, and how to take back what was
    confirmed 30 days ago. Harmless when run twice."""
    now = clock.now()
    return services.forget(
        system("180 days, or 30, are over"),
        before=now - KEPT_ASIDE,
        undone_before=now - UNDO_WITHIN,
    )
