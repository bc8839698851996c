"""The board of a round in two more views: its townships, and its plan as a network (M33)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.pages import page

from .. import board as boards
from .. import buttons
from ..models import Round, Solution
from ..round_network import network_of_round
from ..wide.counties_of_round import Counties
from ..wide.counties_of_round import counties as counties_of
from .proof import asked
from .rounds import MARKS, asked_number


def round_towns(request: Request, pk: int) -> HttpResponse:
    row, solution = asked(request, pk)
    counties, county = _county(request, row, solution)
    towns = boards.townships(request.actor.scope, row, solution, county=county)
    return _view(request, "pairing/round_towns.html", row, solution, towns=towns, counties=counties)


def round_network(request: Request, pk: int) -> HttpResponse:
    """Township by township, since a county's lines are too many to look at."""
    row, solution = asked(request, pk)
    number = asked_number(request, "page") or 1
    counties, county = _county(request, row, solution)
    network = network_of_round(request.actor.scope, row, solution, number=number, county=county)
    return _view(
        request, "pairing/round_network.html", row, solution, network=network, counties=counties
    )


def _county(request: Request, row: Round, solution: Solution) -> tuple[Counties | None, int | None]:
    """In a wide round, the counties there are and the one that is looked at."""
    if not solution.is_wide:
        return None, None
    found = counties_of(row, asked_number(request, "county"))
    return found, found.chosen


def _view(
    request: Request, template: str, row: Round, solution: Solution, **picture: Any
) -> HttpResponse:
    return page(
        request,
        template,
        round=row,
        solution=solution,
        mark=MARKS[row.state],
        may=buttons.of_round(request.actor, row),
        **picture,
    )
