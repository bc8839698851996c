from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lianjian.engine import pairing as engine
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.core.verdicts import OutOfScope, wants_fragment
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page

from .. import board as boards
from .. import files as packed
from .. import groups, instance, one_more, selectors, why_not
from ..models import Participant, Round, Solution
from ..names import named_by
from .rounds import asked_number

BY_NAME = Ordering("name", _("Name"), ("side", "branch__name"))
MOST_PRICED = 5_000
"""With more prices than these nobody picks out those who have one."""


@dataclass(frozen=True, slots=True)
class Priced(Choice):
    """Whether a participant's place has a price in this draft."""

    keys: Collection[int] = ()

    def applied(self, rows: Any, value: str) -> Any:
        return rows.filter(branch__in=self.keys) if value == "yes" else rows


def proof(request: Request, pk: int) -> HttpResponse:
    """The certificate in plain words, and the checker's answer, asked anew. A wide round is checked
    for seconds: its page stands at once and fetches the answer."""
    row, solution = asked(request, pk)
    fragment = wants_fragment(request)
    report = None
    if fragment or "now" in request.GET or not solution.is_wide:
        report = engine.verify(*instance.stored(solution))
    if fragment:
        return page(request, "pairing/checked.html", report=report)
    said = _said(request, row, solution)
    return page(request, "pairing/proof.html", round=row, solution=solution, report=report, **said)


def _said(request: Request, row: Round, solution: Solution) -> dict[str, Any]:
    """What the page of a proof shows beside the checker's answer."""
    bounds = one_more.bounds(solution)
    named = named_by(request.actor.scope, row)
    certificate = engine.Certificate.from_json(solution.certificate)
    priced = {key for key, worth in bounds.items() if worth}
    return {
        "certificate": certificate,
        "score": why_not.points(certificate.score),
        "bounds": bounds,
        "priced": priced,
        "listing": _places(request, row, priced),
        "groups": groups.lines(solution, named),
        "shortages": boards.shortages(solution, named),
        "pieces": len(certificate.hall),
    }


def files(request: Request, pk: int) -> HttpResponse:
    """Instance, plan and certificate as files, to be checked elsewhere."""
    _row, solution = asked(request, pk)
    must_be_fresh(request.actor)
    name = f"round-{pk}-version-{solution.version}.zip"
    return HttpResponse(
        packed.archive(solution),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def more(request: Request, pk: int, participant: int) -> HttpResponse:
    """What one more place at a participant would be worth, exactly; nothing is written. The page of
    a wide round stands at once and fetches its answer."""
    row, solution = asked(request, pk)
    one = Participant.get_within(request.actor.scope, pk=participant, round=pk)
    named = named_by(request.actor.scope, row)
    fragment = wants_fragment(request)
    answer = None
    if fragment or "now" in request.GET or not solution.is_wide:
        answer = one_more.one_more(solution, one, named)
    return page(
        request,
        "pairing/one_more_answer.html" if fragment else "pairing/one_more.html",
        round=row,
        solution=solution,
        participant=one,
        branch=named({one.branch_id})[one.branch_id],
        answer=answer,
    )


def _places(request: Request, round: Round, priced: Collection[int]) -> Listing[Participant]:
    """Who takes part, partners first: whoever asks learns what one more place there is worth."""
    by_price = Priced("priced", _("price"), [("yes", _("with a price"))], keys=priced)
    return Listing(
        request,
        selectors.participants(request.actor.scope, round),
        orderings=[BY_NAME],
        search=["branch__name"],
        search_label=_("Find a village or a partner"),
        filters=[
            # A query with more keys than this would choke the database.
            *([by_price] if len(priced) <= MOST_PRICED else []),
            Choice("side", _("side"), Participant.Side.choices),
        ],
    )


def asked(request: Request, pk: int) -> tuple[Round, Solution]:
    """A round and the version that the address names, the newest by default."""
    row = selectors.round(request.actor.scope, pk)
    version = asked_number(request, "version")
    solution = selectors.solution(request.actor.scope, row, version)
    if solution is None:
        raise OutOfScope(Solution.missing())
    return row, solution
