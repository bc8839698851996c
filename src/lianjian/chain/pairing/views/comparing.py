"""Other weights, and two drafts side by side: what would change, for whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import OutOfScope, wants_fragment
from lianjian.ground.ui.pages import page, saved

from .. import buttons, selectors, services, what_if, why_not
from ..models import Round, Solution
from ..names import named_by
from ..scores import PRINCIPLES


def other_weights(request: Request, pk: int) -> HttpResponse:
    """The newest draft as it would be by the weights in the address; nothing is written."""
    row, solution = _newest(request, pk)
    kept = solution.instance["weights"]
    weights = what_if.weights_of(request.GET.dict(), kept)
    other = what_if.other_weights(solution, weights, named_by(request.actor.scope, row))
    template = "pairing/other_weights.html"
    if wants_fragment(request):
        template = "pairing/other_weights_answer.html"
    return page(
        request,
        template,
        round=row,
        solution=solution,
        other=other,
        weights=weights,
        kept=kept,
        gain=why_not.points(other.score - other.before) if other else "",
        may=buttons.of_round(request.actor, row),
    )


@require_POST
def reweigh(request: Request, pk: int) -> HttpResponse:
    """Go by these weights from now on, and solve again."""
    row = selectors.round(request.actor.scope, pk)
    now = {name: int(getattr(row.rules, name)) for name in PRINCIPLES}
    weights = what_if.weights_of(request.POST.dict(), now)
    services.reweigh(request.actor, round=row, **weights)
    saved(request, _("The round goes by these weights now, and is solved again."))
    return redirect("pairing:round", pk)


def compare(request: Request, pk: int) -> HttpResponse:
    """Two drafts of a round, the last two where none are named."""
    row = selectors.round(request.actor.scope, pk)
    drafts = list(selectors.solutions(request.actor.scope, row).only("version"))
    one, other = (
        selectors.solutions(request.actor.scope, row).get(pk=draft.pk)
        for draft in _asked(request, drafts)
    )
    named = named_by(request.actor.scope, row)
    changes = what_if.changes(one, other, named)
    return page(
        request,
        "pairing/compare.html",
        round=row,
        drafts=drafts,
        one=one,
        other=other,
        lines=_lines(one, other),
        changes=changes.shown,
        villages=changes.villages,
        kept=len(set(map(tuple, one.pairs)) & set(map(tuple, other.pairs))),
    )


def _asked(request: Request, drafts: list[Solution]) -> tuple[Solution, Solution]:
    """The older and the newer of the two drafts that are asked for."""
    known = {str(draft.version): draft for draft in drafts}
    if not drafts:
        raise OutOfScope(Solution.missing())
    newer = known.get(request.GET.get("other", ""), drafts[0])
    older = known.get(request.GET.get("one", ""), drafts[min(1, len(drafts) - 1)])
    return older, newer


def _lines(*drafts: Solution) -> list[tuple[Any, list[Any]]]:
    """What is set side by side: a heading, and the figure of each draft."""
    figures = [draft.certificate for draft in drafts]
    return [
        (_("pairs"), [len(draft.pairs) for draft in drafts]),
        (_("villages reached"), [draft.fairness.get("reached", "") for draft in drafts]),
        (_("must be served: have their turn"), [one["must_served"] for one in figures]),
        (_("must be served: cannot"), [one["must_unservable"] for one in figures]),
        (
            _("places that partners should have at least: empty"),
            [one.get("least_missing", 0) for one in figures],
        ),
        (_("points"), [why_not.points(one["score"]) for one in figures]),
        (_("gap"), [one["gap"] for one in figures]),
    ]


def _newest(request: Request, pk: int) -> tuple[Round, Solution]:
    row = selectors.round(request.actor.scope, pk)
    solution = selectors.solution(request.actor.scope, row)
    if solution is None or "weights" not in solution.instance:
        raise OutOfScope(Solution.missing())
    return row, solution
