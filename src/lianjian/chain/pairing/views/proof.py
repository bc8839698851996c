from __future__ import annotations

from django.http import HttpResponse

from lianjian.engine import pairing as engine
from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.commands import must_be_fresh
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.ui.pages import page

from .. import board as boards
from .. import files as packed
from .. import instance, selectors, why_not
from ..models import Round, Solution


def proof(request: Request, pk: int) -> HttpResponse:
    """The certificate in plain words, and the checker's answer, asked anew."""
    row, solution = _asked(request, pk)
    problem, plan, certificate = instance.stored(solution)
    people = selectors.participants(request.actor.scope, row)
    branches = {one.branch_id: one.branch for one in people}
    prices = [
        (branches[key], why_not.points(price))
        for key, price in solution.prices
        if price and key in branches
    ]
    return page(
        request,
        "pairing/proof.html",
        round=row,
        solution=solution,
        report=engine.verify(problem, plan, certificate),
        certificate=certificate,
        score=why_not.points(certificate.score),
        prices=sorted(prices, key=lambda line: line[0].name),
        shortages=boards.board_of(request.actor.scope, row, solution).shortages,
    )


def files(request: Request, pk: int) -> HttpResponse:
    """Instance, plan and certificate as files, to be checked elsewhere."""
    _row, solution = _asked(request, pk)
    must_be_fresh(request.actor)
    name = f"round-{pk}-version-{solution.version}.zip"
    return HttpResponse(
        packed.archive(solution),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(request: Request, pk: int) -> tuple[Round, Solution]:
    row = selectors.round(request.actor.scope, pk)
    version = request.GET.get("version", "")
    solution = selectors.solution(
        request.actor.scope, row, int(version) if version.isdecimal() else None
    )
    if solution is None:
        raise OutOfScope(Solution.missing())
    return row, solution
