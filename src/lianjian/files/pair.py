"""``lianjian pair``: solve a pairing instance kept in files, and write the plan with its proof."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from lianjian.engine import pairing as engine

from .columns import INSTANCE
from .instance import read_instance
from .sources import opened
from .words import GOOD, Asked, Phases, answered, must, notes, number, points, shortages, show
from .writing import must_be_writable, write_plan

_ABOUT = """Solve a pairing instance kept in files, and write the plan with its proof.

INSTANCE is a folder (or a zip file) with the tables

  villages     id, capacity, must_serve (0 or 1)
  partners     id, kind, capacity
  candidates   village, partner, score (0 to 1, at most 6 digits),
               state (free, locked, forbidden), and optionally keep (a bonus for staying)

each as .parquet or as .csv in UTF-8, and optionally rules.json:
{"per_kind": 1, "by_kind": {"university": 2, "enterprise": null}} - at most so many partners of a
kind a village, null for no limit; without the file, one of each kind.

PLAN is a folder that is made: pairs, prices and certificate.json. A plan that stands there is
replaced; a folder with anything else in it is refused. Nothing is written before all is known.
"""


def main(arguments: Sequence[str]) -> int:
    """0 when the plan is written, 2 when the instance cannot be taken."""
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
        type=_gap,
        default=0.0,
        help="stop at a plan proven to lie within G of the best, as a share of its score (0.01 is "
        "1%%). This solver is exact: it ends with a proven gap of 0, which is within any G, and "
        "is not faster with a larger one",
    )
    parser.add_argument(
        "--csv", action="store_true", help="write CSV also where the instance is Parquet"
    )
    asked = parser.parse_args(arguments)
    return answered(lambda: _pair(asked.instance, asked.plan, asked.gap, asked.csv))


def _gap(text: str) -> float:
    try:
        gap = float(text)
    except ValueError:
        gap = math.nan
    if not 0 <= gap < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number from 0, such as 0.01, not {text!r}")
    return gap


def _pair(instance: Path, folder: Path, gap: float, text: bool) -> int:
    phases = Phases()
    must_be_writable(folder)
    with phases.phase("reading"):
        read = read_instance(opened(instance, INSTANCE))
    notes(read.notes)
    problem = read.problem
    with phases.phase("solving", f" {number(len(problem), 'candidate')}"):
        plan = engine.solve(problem)
    with phases.phase("proving"):
        certificate = engine.certify(problem, plan)
    with phases.phase("checking"):
        report = engine.verify(problem, plan, certificate)
    if not report.ok or certificate.relative_gap > gap:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    with phases.phase("writing"):
        write_plan(
            folder,
            problem,
            plan,
            certificate,
            seconds=phases.seconds,
            text=text or read.text,
        )
    show(
        f"{number(len(plan.pairs), 'pair')} for {number(len(problem.village_id), 'village')} and "
        f"{number(len(problem.partner_id), 'partner')}, score {points(certificate.score)}; "
        f"{must(certificate)}; gap 0, so no plan is better: {folder}"
    )
    notes(shortages(problem, certificate))
    return GOOD
