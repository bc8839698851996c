"""What taking a sheet back would do, and what it has done. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from lianjian.ground.core import clock, receives, taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Tell
from lianjian.ground.core.taking_back import Back, Key
from lianjian.ground.core.verdicts import Invalid

from . import selectors
from .life import IMPORT
from .models import Import

UNDO_WITHIN = dt.timedelta(days=30)
"""As long as this a sheet can be taken back; what is needed for it is forgotten afterwards."""

SHOWN = 200

Summary = dict[str, Any]
"""``{"gone": {model: how many}, "restored": n, "stays": n, "kept": [{model, name, why}]}``: of
what stays the first two hundred by name."""


def is_in_time(sheet: Import) -> bool:
    return sheet.ended_at is not None and clock.now() - sheet.ended_at <= UNDO_WITHIN


def must_be_possible(sheet: Import) -> None:
    """Raises Invalid for a sheet that is not taken in, and after 30 days."""
    IMPORT.target(sheet.state, "take_back")
    if not is_in_time(sheet):
        raise Invalid(
            _("A sheet can be taken back for 30 days. Correct the records one by one instead.")
        )
    if not selectors.portions(sheet).exists():
        raise Invalid(_("This sheet has written nothing that could be taken back."))


def looked(actor: Actor, sheet: Import, tell: Tell = receives.in_silence) -> Summary:
    """What taking it back would do as things stand."""
    found: Summary = {}
    gone: set[Key] = set()
    keys = list(selectors.portions(sheet).values_list("pk", flat=True))
    for place, key in enumerate(keys):
        tell(1000 * place // len(keys), _("The records of this sheet are being looked at."))
        trace = selectors.portions(sheet).get(pk=key).trace
        back = taking_back.weigh(actor, trace, file=sheet.file.digest, gone=gone)
        gone.update(back.rows())
        found = summed(found, back)
    return found


def summed(before: Summary, back: Back) -> Summary:
    """A summary, and what one more portion adds to it."""
    gone = Counter(before.get("gone", {})) + Counter(back.counts())
    kept = [*before.get("kept", [])]
    for one in back.stays[: SHOWN - len(kept)]:
        kept.append({"model": one.model, "name": one.name, "why": one.why})
    return {
        "gone": dict(gone),
        "restored": before.get("restored", 0) + len(back.changes),
        "stays": before.get("stays", 0) + len(back.stays),
        "kept": kept,
    }


def shown(summary: Summary) -> dict[str, Any]:
    """A summary as a page shows it: models by what a record of theirs is called."""
    return {
        **summary,
        "gone": [(title(model), number) for model, number in _gone(summary)],
        "kept": [{**one, "title": title(one["model"])} for one in summary.get("kept", ())],
    }


def title(model: str) -> str:
    return str(apps.get_model(model)._meta.verbose_name)


def _gone(summary: Summary) -> Iterable[tuple[str, int]]:
    return sorted(summary.get("gone", {}).items())
