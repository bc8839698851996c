"""``lianjian pair``: solve a pairing instance kept in files, and write the plan with its proof."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from lianjian.engine import pairing as engine
from lianjian.engine.pairing.verify import ANY_GAP

from .answering import GOOD, STOPPED, Asked, answered
from .columns import INSTANCE
from .instance import read_instance
from .memory import must_fit
from .progress import Phases, Reading, Solving
from .sources import opened
from .stopping import Stop
from .words import (
    anyway,
    must,
    notes,
    number,
    points,
    proven,
    share_of_score,
    shortages,
    show,
)
from .writing import must_be_writable, write_plan

_ABOUT = """Solve a pairing instance kept in files, and write the plan with its proof.

INSTANCE is a folder (or a zip file) with the tables

  villages     id, capacity, must_serve (0 or 1)
  partners     id, kind, capacity
  candidates   village, partner, score (0 to 1, at most 6 digits),
               state (free, locked, forbidden), and optionally keep (a bonus for staying)

each as .parquet or as .csv in UTF-8, and optionally rules.json:
{"per_kind": 1, "by_kind": {"university": 2, "enterprise": null}} - at most so many partners of a
kind a village, null for no limit; without the file, one of each kind. Also rules on groups:
"groups": [{"name": "a township", "villages": ["v1", "v2"], "most": 3},
           {"name": "a university", "partners": ["p1", "p2"], "least": 1, "most": 5}] - of the pairs
of these villages with these partners (not named: all of them) at most so many, and at least so many
wherever possible. Groups within groups stay exact; where they cross, the gap is said.

PLAN is a folder that is made: pairs, prices and certificate.json. A plan that stands there is
replaced; a folder with anything else in it is refused. Nothing is written before all is known.

Ctrl-C while it solves stops there: what stands is made an allowed plan, its certificate says how
much better another one may be at most, and both are written (exit status 130). Ctrl-C at any other
time, or once more, ends at once and writes nothing.
"""


def main(arguments: Sequence[str]) -> int:
    """0 when the plan is written, 2 when the instance cannot be taken, 130 when it was stopped."""
    parser = Asked(
        prog="lianjian pair",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("instance", metavar="INSTANCE", type=Path)
    parser.add_argument(
        "-o", dest="plan", metavar="PLAN", type=Path, required=True, help="the folder to be made"
    )
    parser.add_argument(
        "--gap",
        metavar="G",
        type=share_of_score,
        default=0.0,
        help="stop as soon as no plan can be better by more than this share of the score (0.01 is "
        "1%%); without it, at the best plan",
    )
    parser.add_argument(
        "--csv", action="store_true", help="write CSV also where the instance is Parquet"
    )
    anyway(parser)
    asked = parser.parse_args(arguments)
    return answered(lambda: _pair(asked))


def _pair(asked: argparse.Namespace) -> int:
    phases = Phases()
    must_be_writable(asked.plan)
    source = opened(asked.instance, INSTANCE)
    must_fit(source, anyway=asked.anyway)
    with phases.phase("reading") as line:
        read = read_instance(source, told=Reading(line))
    notes(read.notes)
    problem, stop = read.problem, Stop()
    # Heard before the phase is named: who reads its name may press Ctrl-C at once.
    with stop.heard(), phases.phase("solving", f" {number(len(problem), 'candidate')}") as line:
        watch = Solving(line, stop)
        plan = engine.solve(problem, gap=asked.gap, watch=watch)
    with phases.phase("proving"):
        certificate = engine.certify(problem, plan)
    with phases.phase("checking"):
        within = ANY_GAP if watch.stopped else asked.gap
        report = engine.verify(problem, plan, certificate, within=within)
    if not report.ok:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    with phases.phase("writing"):
        write_plan(
            asked.plan,
            problem,
            plan,
            certificate,
            seconds=phases.seconds,
            text=asked.csv or read.text,
        )
    begun = "Stopped: " if watch.stopped else ""
    dear = "; only its prices are not the lowest" if watch.stopped and not certificate.gap else ""
    show(
        f"{begun}{number(len(plan.pairs), 'pair')} for "
        f"{number(len(problem.village_id), 'village')} and "
        f"{number(len(problem.partner_id), 'partner')}, score {points(certificate.score)}; "
        f"{must(certificate)}; {proven(certificate)}{dear}: {asked.plan}"
    )
    notes(shortages(problem, certificate))
    return STOPPED if stop.asked else GOOD
