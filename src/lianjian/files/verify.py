"""``lianjian verify``: is this plan allowed, and is there no better one? Without the solver.

Reads the files and hands them to ``engine/pairing/verify.py``, which is the whole argument.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from lianjian.engine.pairing.verify import verify

from .columns import INSTANCE, PLAN
from .instance import Instance, read_instance
from .plan import Brought, read_plan
from .sources import opened
from .words import GOOD, REFUSED, Asked, answered, must, notes, number, points, shortages, show

_ABOUT = """Check a plan and its certificate, without the solver: is every rule kept, and can
there be no better plan?

INSTANCE and PLAN are folders as `lianjian pair` reads and writes them. A round's archive (a zip
file with both, or the folder it was unpacked to) is checked by its one name.

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
    asked = parser.parse_args(arguments)
    return answered(lambda: _verify(asked.instance, asked.plan or asked.instance))


def read_both(instance: Path, plan: Path) -> tuple[Instance, Brought]:
    """An instance and a plan for it; Unreadable for either."""
    read = read_instance(opened(instance, INSTANCE))
    notes(read.notes)
    return read, read_plan(opened(plan, PLAN), read)


def faults_of(read: Instance, brought: Brought) -> tuple[str, ...]:
    """Everything that is wrong with a plan; nothing when it is proven."""
    if brought.plan is None or brought.certificate is None:
        return brought.faults
    return verify(read.problem, brought.plan, brought.certificate).faults


def refuse(faults: Sequence[str]) -> int:
    show(f"The plan is refused: {number(len(faults), 'fault')}.")
    for fault in faults:
        show(f"  {fault}")
    return REFUSED


def _verify(instance: Path, plan: Path) -> int:
    read, brought = read_both(instance, plan)
    faults = faults_of(read, brought)
    if faults or brought.plan is None or brought.certificate is None:
        return refuse(faults)
    problem, certificate = read.problem, brought.certificate
    show("The plan is proven: it keeps every rule, and no plan is better.")
    show(
        f"  {number(len(brought.plan.pairs), 'pair')} of {number(len(problem), 'candidate')}, "
        f"score {points(certificate.score)}"
    )
    show(f"  value {certificate.value:,} and bound {certificate.bound:,}, in micro-units: gap 0")
    show(f"  {must(certificate)}")
    for line in shortages(problem, certificate):
        show(f"  {line}")
    show(f"  instance {certificate.digest}\n  plan     {certificate.plan_digest}")
    return GOOD
