"""The long work of this room, and what the calendar does in it once a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.jobs.registry import Plain, Result, Work, job

from . import publishing, selectors, services, solving
from .life import RoundState


@job("pairing.solve", title=gettext_lazy("Solve a round"))
def solve_round(work: Work, *, round: int) -> Result:
    """Reckon without a transaction, write in one; a round that failed is a draft again."""
    row = selectors.round(work.actor.scope, round)
    try:
        answer = solving.reckon(row, work.tell)
    except Exception:
        # Whoever asked it to stop has made a draft of it already, if it was on the round's page.
        row.refresh_from_db()
        if row.state == RoundState.COMPUTING:
            services.stop_solving(work.actor, round=row)
        raise

    def keep() -> Plain:
        token = solving.found.set(answer)
        try:
            return services.finish_solving(work.actor, round=row).pk
        finally:
            solving.found.reset(token)

    return keep


@job("pairing.publish", title=gettext_lazy("Publish a round"))
def publish_round(work: Work, *, round: int, version: int) -> Result:
    """Put all proposals together without a transaction, write them in one."""
    row = selectors.round(work.actor.scope, round)
    solution = publishing.newest(work.actor.scope, row, version)
    pairs = {(village, partner) for village, partner in solution.pairs}
    told = publishing.draw(row, pairs, work.tell)

    def keep() -> Plain:
        token = publishing.drawn.set(told)
        try:
            return services.finish_publishing(work.actor, round=row, version=version).pk
        finally:
            publishing.drawn.reset(token)

    return keep


def expire_proposals() -> int:
    """Let what nobody answered in time expire; gives how many did. Harmless when run twice."""
    return services.expire(system("the last day to reply has passed"), on=clock.today())
