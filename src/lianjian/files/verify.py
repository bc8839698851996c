"""``lianjian verify``: is this plan allowed, and is there no better one? Without the solver.

Reads the files and hands them to ``engine/pairing/verify.py``, which is the whole argument.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from lianjian.engine.pairing.verify import verify

from .answering import GOOD, REFUSED, Asked, answered
from .columns import INSTANCE, PLAN
from .instance import Instance, read_instance
from .memory import must_fit
from .plan import Brought, read_plan
from .progress import Phases, Reading
from .sources import opened
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

_ABOUT = """Check a plan and its certificate, without the solver: is every rule kept, and can
there be no better plan?

INSTANCE and PLAN are folders as `lianjian pair` reads and writes them. A round's archive (a zip
file with both, or the folder it was unpacked to) is checked by its one name.

A plan that was stopped, or solved with --gap, is refused with how much better another one may be,
unless that is within the --gap that is given here.

Exit status 0: proven. 1: refused, with each fault in a line. 2: the files cannot be read.
"""


def main(arguments: Sequence[str]) -> int:
    """0 when the plan is proven, 1 when it is refused, 2 when the files cannot be read."""
    parser = Asked(
        prog="lianjian verify",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("instance", metavar="INSTANCE", type=Path)
    parser.add_argument("plan", metavar="PLAN", type=Path, nargs="?")
    parser.add_argument(
        "--gap",
        metavar="G",
        type=share_of_score,
        default=0.0,
        help="take a plan, too, than which none is better by more than this share of its score "
        "(0.01 is 1%%)",
    )
    anyway(parser)
    asked = parser.parse_args(arguments)
    return answered(lambda: _verify(asked))


def read_both(asked: argparse.Namespace, phases: Phases) -> tuple[Instance, Brought]:
    """An instance and a plan for it; Unreadable for either."""
    source = opened(asked.instance, INSTANCE)
    must_fit(source, anyway=asked.anyway)
    with phases.phase("reading") as line:
        read = read_instance(source, told=Reading(line))
        brought = read_plan(opened(asked.plan or asked.instance, PLAN), read)
    notes(read.notes)
    return read, brought


def faults_of(read: Instance, brought: Brought, phases: Phases, within: float) -> tuple[str, ...]:
    """Everything that is wrong with a plan; nothing when it is proven."""
    if brought.plan is None or brought.certificate is None:
        return brought.faults
    with phases.phase("checking"):
        report = verify(read.problem, brought.plan, brought.certificate, within=within)
    return report.faults


def refuse(faults: Sequence[str]) -> int:
    show(f"The plan is refused: {number(len(faults), 'fault')}.")
    for fault in faults:
        show(f"  {fault}")
    return REFUSED


def _verify(asked: argparse.Namespace) -> int:
    phases = Phases(kept=False)
    read, brought = read_both(asked, phases)
    faults = faults_of(read, brought, phases, asked.gap)
    if faults or brought.plan is None or brought.certificate is None:
        return refuse(faults)
    problem, certificate = read.problem, brought.certificate
    if certificate.gap:
        within, better = f" within {points(round(asked.gap * 10**8))} %", proven(certificate)
    else:
        within, better = "", "no plan is better"
    show(f"The plan is proven{within}: it keeps every rule, and {better}.")
    show(
        f"  {number(len(brought.plan.pairs), 'pair')} of {number(len(problem), 'candidate')}, "
        f"score {points(certificate.score)}"
    )
    show(
        f"  value {certificate.value:,} and bound {certificate.bound:,}, in micro-units: "
        f"gap {certificate.gap:,}"
    )
    show(f"  {must(certificate)}")
    for line in shortages(problem, certificate):
        show(f"  {line}")
    show(f"  instance {certificate.digest}\n  plan     {certificate.plan_digest}")
    return GOOD
