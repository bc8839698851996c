"""The board of a round in two more views: its townships, and its plan as a network (M33)."""

from __future__ import annotations

from django.http import HttpResponse

from lianjian.ground.accounts.acting import Request
from lianjian.ground.ui.pages import page

from .. import board as boards
from .. import buttons
from ..round_network import network_of_round
from .proof import asked
from .rounds import MARKS, asked_number


def round_towns(request: Request, pk: int) -> HttpResponse:
    row, solution = asked(request, pk)
    return page(
        request,
        "pairing/round_towns.html",
        round=row,
        solution=solution,
        mark=MARKS[row.state],
        may=buttons.of_round(request.actor, row),
        towns=boards.townships(request.actor.scope, row, solution),
    )


def round_network(request: Request, pk: int) -> HttpResponse:
    """Township by township, since a county's lines are too many to look at."""
    row, solution = asked(request, pk)
    return page(
        request,
        "pairing/round_network.html",
        round=row,
        solution=solution,
        mark=MARKS[row.state],
        may=buttons.of_round(request.actor, row),
        network=network_of_round(
            request.actor.scope, row, solution, number=asked_number(request, "page") or 1
        ),
    )
