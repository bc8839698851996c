"""The long work of this room: imports of many divisions, and opening the map."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.ground.jobs.registry import Plain, Result, Work, job

from . import outlines, selectors, services


@job("places.import", title=gettext_lazy("Import divisions"))
def import_divisions(work: Work, *, codes: list[str], everything: bool = False) -> Result:
    """Each batch is committed by itself: what is there when the job is stopped stays there."""

    def tell(done: int, total: int) -> None:
        share = 1000 * done // total if total else 1000
        work.tell(share, _("%(done)d of %(total)d divisions") % {"done": done, "total": total})

    outcome = services.import_divisions(
        work.actor, codes=codes, everything=everything, progress=tell
    )
    return {"listed": outcome.listed, "added": outcome.added}


@job("places.draw", title=gettext_lazy("Draw an outline"))
def draw(work: Work, *, pk: int) -> Result:
    division = selectors.division(pk)
    drawn = outlines.draw(division)

    def keep() -> Plain:
        return services.keep_outline(work.actor, division=division, drawn=drawn).pk

    return keep
