from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.ui.pages import Choice, Listing, Ordering, page

from .. import board as boards
from .. import files as packed
from .. import groups, instance, one_more, selectors, why_not
from ..models import Participant, Round, Solution
from .rounds import asked_number

BY_NAME = Ordering("name", _("Name"), ("side", "branch__name"))


@dataclass(frozen=True, slots=True)
class Priced(Choice):
    """Whether a participant's place has a price in this draft."""

    keys: Collection[int] = ()

    def applied(self, rows: Any, value: str) -> Any:
        return rows.filter(branch__in=self.keys) if value == "yes" else rows


def proof(request: Request, pk: int) -> HttpResponse:
    """The certificate in plain words, and the checker's answer, asked anew."""
    row, solution = asked(request, pk)
    problem, plan, certificate = instance.stored(solution)
    bounds = one_more.bounds(solution)
    priced = {key for key, worth in bounds.items() if worth}
    return page(
        request,
        "pairing/proof.html",
        round=row,
        solution=solution,
        report=engine.verify(problem, plan, certificate),
        certificate=certificate,
        score=why_not.points(certificate.score),
        bounds=bounds,
        priced=priced,
        listing=_places(request, row, priced),
        groups=groups.lines(solution, branches_of(request, row)),
        shortages=boards.board_of(request.actor.scope, row, solution).shortages,
    )


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
    """What one more place at a participant would be worth, exactly; nothing is written."""
    row, solution = asked(request, pk)
    one = Participant.get_within(request.actor.scope, pk=participant, round=pk)
    branches = branches_of(request, row)
    return page(
        request,
        "pairing/one_more.html",
        round=row,
        solution=solution,
        branch=branches[one.branch_id],
        answer=one_more.one_more(solution, one, branches),
    )


def branches_of(request: Request, round: Round) -> dict[int, Branch]:
    """The branches of those who take part, by their keys."""
    people = selectors.participants(request.actor.scope, round)
    return {someone.branch_id: someone.branch for someone in people}


def _places(request: Request, round: Round, priced: Collection[int]) -> Listing[Participant]:
    """Who takes part, partners first: whoever asks learns what one more place there is worth."""
    return Listing(
        request,
        selectors.participants(request.actor.scope, round),
        orderings=[BY_NAME],
        search=["branch__name"],
        search_label=_("Find a village or a partner"),
        filters=[
            Priced("priced", _("price"), [("yes", _("with a price"))], keys=priced),
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
