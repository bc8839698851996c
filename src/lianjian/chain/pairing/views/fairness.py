"""Two questions about a draft's fairness: what if the worst-off came first, and who would leave."""

from __future__ import annotations

from django.http import HttpResponse

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import wants_fragment
from lianjian.ground.ui.pages import page

from .. import leaving as leavers
from .. import worst_off as worst
from ..names import bearing, named_by
from .proof import asked


def worst_off(request: Request, pk: int) -> HttpResponse:
    """A draft beside the plan with the worst-off first; nothing is written. The page stands at once
    and fetches its answer, which takes a second; without a script it is asked for by ``now``."""
    row, solution = asked(request, pk)
    fragment = wants_fragment(request)
    answer = None
    if fragment or "now" in request.GET:
        answer = worst.worst_off_first(solution, named_by(request.actor.scope, row))
    return page(
        request,
        "pairing/worst_off_answer.html" if fragment else "pairing/worst_off.html",
        round=row,
        solution=solution,
        answer=answer,
        step=f"{1 / worst.STEPS:.2f}",
    )


def leaving(request: Request, pk: int) -> HttpResponse:
    """The pairs of a draft that would rather have each other, by division code."""
    row, solution = asked(request, pk)
    text = request.GET.get("q", "").strip()[:100]
    number = request.GET.get("page")
    scope = request.actor.scope
    listed = leavers.leaving_of(
        solution,
        named_by(scope, row),
        bearing=(lambda: bearing(scope, row, text)) if text else None,
        number=number,
    )
    return page(
        request, "pairing/leaving.html", round=row, solution=solution, listed=listed, text=text
    )
