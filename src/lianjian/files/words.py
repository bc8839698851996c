"""What the three commands say: one line for what is wrong, plain sentences for what was found."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence

import numpy as np

from lianjian.engine.pairing import Certificate, Hall, Ints, Problem

from .columns import CERTIFICATE, share

NAMES, GROUPS = 12, 20
"""So many names are told in one sentence, and so many such sentences."""


def anyway(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anyway", action="store_true", help="try it even with less memory than it needs"
    )


def share_of_score(text: str) -> float:
    """What ``--gap`` takes."""
    try:
        gap = float(text)
    except ValueError:
        gap = math.nan
    if not 0 <= gap < math.inf:
        raise argparse.ArgumentTypeError(f"must be a number from 0, such as 0.01, not {text!r}")
    return gap


def notes(lines: Sequence[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def show(line: str) -> None:
    """A line of the answer."""
    print(line)


def number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def points(micro: int, *, signed: bool = False) -> str:
    """Micro-units as a decimal without zeros at its end."""
    text = share(micro).rstrip("0").rstrip(".")
    return f"+{text}" if signed and micro > 0 else text


def must(certificate: Certificate) -> str:
    """How many of those that must be served are."""
    served, cannot, left = (
        certificate.must_served,
        certificate.must_unservable,
        certificate.must_open,
    )
    whole = served + cannot + left
    if not whole:
        return "no village must be served"
    said = [f"{served:,} of {number(whole, 'village')} that must be served are"]
    said += [f"{cannot:,} cannot be"] if cannot else []
    said += [f"of {left:,} it is not known"] if left else []
    return ", ".join(said)


def at_most(gap: int, score: int) -> str:
    """A gap as percent of a score above 0: two digits of it, rounded up so that it stays true."""
    # 1 % is 10^6 millionths; each digit too many is a factor of ten.
    millionths, unit = -(-gap * 10**8 // score), 1
    while millionths // unit >= 100:
        unit *= 10
    whole, rest = divmod(-(-millionths // unit) * unit, 10**6)
    return f"{whole:,}{points(rest).removeprefix('0')} %"


def proven(certificate: Certificate) -> str:
    """What is known of all other plans."""
    if not certificate.gap:
        return "gap 0, so no plan is better"
    if certificate.must_open:
        return "another plan may serve more villages that must be"
    if certificate.score <= 0:
        return "another plan may be better"
    return f"no plan is more than {at_most(certificate.gap, certificate.score)} better"


def shortages(problem: Problem, certificate: Certificate, village: int | None = None) -> list[str]:
    """Each Hall proof in words; with ``village`` (row) only the one in which it is."""
    pieces = [piece for piece in certificate.hall if village is None or village in piece.villages]
    locked = problem.partner[problem.locked()]
    slots = problem.partner_capacity - np.bincount(locked, minlength=len(problem.partner_id))
    lines = [_shortage(problem, slots, piece) for piece in pieces[:GROUPS]]
    if pieces[GROUPS:]:
        more = number(len(pieces) - GROUPS, "more such group")
        lines.append(f"And {more}: {CERTIFICATE} names them all.")
    return lines


def _shortage(problem: Problem, slots: Ints, piece: Hall) -> str:
    names = _listed(str(problem.village_id[row]) for row in piece.villages)
    if not piece.partners:
        several = len(piece.villages) > 1
        said = "have no candidate that could be theirs"
        return f"{names} must be served and {said if several else _ALONE}."
    places = int(slots[list(piece.partners)].sum())
    partners = _listed(
        f"{problem.partner_id[row]} ({number(int(slots[row]), 'free place')})"
        for row in piece.partners
    )
    return (
        f"{number(len(piece.villages), 'village')} that must be served ({names}) "
        f"can only be served by {partners}: {number(places, 'place')} in all. "
        f"So {len(piece.villages) - places:,} of them must go without, whatever the plan."
    )


_ALONE = "has no candidate that could be its own"


def _listed(names: Iterator[str]) -> str:
    every = list(names)
    more = f" and {len(every) - NAMES:,} more" if every[NAMES:] else ""
    return ", ".join(every[:NAMES]) + more


def share_of(cost: int, score: int) -> str:
    """A cost as percent of the plan's score, where it says anything."""
    return f" ({100 * cost / score:.2f} % of the plan's score)" if score > 0 and cost else ""
