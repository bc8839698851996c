"""``lianjian explain``: why a village got these partners, and why not another.

Every cost is exact: the plan is solved again with the pair forced in, and proven again.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from lianjian.engine import pairing as engine
from lianjian.engine.pairing import Certificate, Ints, Move, Plan, Problem

from .answering import GOOD, Asked, answered
from .progress import Phases
from .sources import Unreadable
from .verify import faults_of, read_both, refuse
from .words import anyway, number, points, share_of, shortages, show

_ABOUT = """Why a village got its partners, and what another one would cost.

For each other candidate of the village, or for one partner, the plan is solved again with that
pair in it: the cost is exact, and the chain of moves that makes it is told. The plan must be
proven; otherwise its faults are listed, as `lianjian verify` does, with exit status 1.
"""


def main(arguments: Sequence[str]) -> int:
    """0 when it is explained, 1 when the plan is refused, 2 when something cannot be read."""
    parser = Asked(
        prog="lianjian explain",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("instance", metavar="INSTANCE", type=Path)
    parser.add_argument("plan", metavar="PLAN", type=Path, nargs="?")
    parser.add_argument("--village", metavar="ID", required=True)
    parser.add_argument("--partner", metavar="ID", help="only this one, instead of all candidates")
    anyway(parser)
    asked = parser.parse_args(arguments)
    return answered(lambda: _explain(asked))


def _explain(asked: argparse.Namespace) -> int:
    phases = Phases(kept=False)
    read, brought = read_both(asked, phases)
    problem, partner = read.problem, asked.partner
    i = _known("village", asked.village, problem.village_id)
    j = None if partner is None else _known("partner", partner, problem.partner_id)
    faults = faults_of(read, brought, phases, 0.0)
    if faults or brought.plan is None or brought.certificate is None:
        return refuse(faults)
    for line in _story(problem, brought.plan, brought.certificate, i, j):
        show(line)
    return GOOD


def _known(what: str, name: str, ids: Sequence[object]) -> int:
    names = [str(one) for one in ids]
    if name in names:
        return names.index(name)
    close = difflib.get_close_matches(name, names, 1)
    meant = f". Did you mean {close[0]}?" if close else ""
    raise Unreadable(f"{what}s", f"there is no {what} {name}{meant}")


def _story(
    problem: Problem, plan: Plan, certificate: Certificate, i: int, j: int | None
) -> Iterator[str]:
    own = plan.pairs[problem.village[plan.pairs] == i]
    yield _headline(problem, own, i)
    yield from shortages(problem, certificate, i)
    for row in own.tolist():
        if j is None or problem.partner[row] == j:
            yield from _why(problem, plan, row)
    if j is None:
        others = np.flatnonzero((problem.village == i) & ~np.isin(np.arange(len(problem)), own))
    else:
        others = np.flatnonzero((problem.village == i) & (problem.partner == j))
        if not len(others):
            yield "They are no candidate pair: nothing in the files says what it would be worth."
        others = others[~np.isin(others, own)]
    if len(others):
        yield "\nWhy not another:"
        with Phases().phase("solving again", f" with {number(len(others), 'pair')}"):
            answers = [line for row in others.tolist() for line in _why_not(problem, plan, row)]
        yield from answers
    partners = problem.partner[own].tolist() if j is None else [j]
    if partners:
        yield "\nWhat one more place would be worth:"
    for partner in partners:
        yield _one_more(problem, plan, partner)


def _headline(problem: Problem, own: Ints, i: int) -> str:
    name, room = problem.village_id[i], int(problem.village_capacity[i])
    must = problem.must_serve[i]
    first = " It must be served: its first partner comes before any score." if must else ""
    return f"Village {name}: {number(len(own), 'partner')}, room for {room}.{first}"


def _named(problem: Problem, partner: int) -> str:
    return f"{problem.partner_id[partner]} ({problem.kinds[problem.kind[partner]]})"


def _why(problem: Problem, plan: Plan, row: int) -> Iterator[str]:
    """Four lines: what the pair is worth, what staying adds, what its place costs, what is left."""
    partner = int(problem.partner[row])
    score, keep = int(problem.score[row]), int(problem.keep[row])
    price = int(plan.prices[partner])
    locked = ", locked" if problem.state[row] == engine.State.LOCKED else ""
    yield f"\n{_named(problem, partner)}{locked}"
    yield f"  score of the pair                       {points(score)}"
    yield f"  for staying together                    {points(keep)}"
    yield f"  price of a place, by who else wants it  {points(price)}"
    yield f"  left to the village                     {points(score + keep - price)}"


def _why_not(problem: Problem, plan: Plan, row: int) -> Iterator[str]:
    partner = int(problem.partner[row])
    named = f"  {_named(problem, partner)}, score {points(int(problem.score[row]))}:"
    answer = engine.force(problem, plan, row)
    if isinstance(answer, engine.Impossible):
        why = {
            "forbidden": "is forbidden",
            "no_room": "cannot be: what is locked leaves no room for it",
        }
        yield f"{named} {why[answer.reason]}"
        return
    if answer.certificate.gap:
        raise RuntimeError(f"Solved again with row {row}, the plan has a gap.")
    score = int(problem.worth[plan.pairs].sum())
    if answer.served_lost:
        lost = number(answer.served_lost, "village")
        yield f"{named} {lost} that must be served would go without"
        yield f"    score {points(-answer.cost, signed=True)}"
    else:
        yield f"{named} costs {points(answer.cost)}{share_of(answer.cost, score)}"
    for move in answer.moves:
        yield f"    {_move(problem, move)}"


def _move(problem: Problem, move: Move) -> str:
    village = problem.village_id[move.village]
    gained, lost = (
        None if one is None else problem.partner_id[one] for one in (move.gained, move.lost)
    )
    if gained is None:
        said = f"{village} loses {lost}"
    elif lost is None:
        said = f"{village} gets {gained}"
    else:
        said = f"{village} gets {gained} in place of {lost}"
    return f"{said}: {points(move.change, signed=True)}"


def _one_more(problem: Problem, plan: Plan, partner: int) -> str:
    answer = engine.one_more_slot(problem, plan, partner)
    if answer.certificate.gap:
        raise RuntimeError(f"Solved again with one more place at row {partner}, there is a gap.")
    named = f"  {_named(problem, partner)}:"
    if answer.served_lost:
        more = number(-answer.served_lost, "more village", "more villages")
        return f"{named} {more} that must be served; score {points(-answer.cost, signed=True)}"
    if not answer.cost:
        return f"{named} nothing"
    return f"{named} {points(-answer.cost, signed=True)}"
