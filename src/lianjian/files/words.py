"""What the commands say: one line for what is wrong, plain sentences for what was found."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from lianjian.engine.pairing import Certificate, Problem

from .columns import share
from .sources import Unreadable

GOOD, REFUSED, WRONG = 0, 1, 2


class Asked(argparse.ArgumentParser):
    """A parser that answers a wrong word with one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG)


def answered(do: Callable[[], int]) -> int:
    """Its exit status; for files that cannot be taken one line and status 2."""
    try:
        return do()
    except Unreadable as error:
        print(f"lianjian: {' '.join(str(error).split())}", file=sys.stderr)
    except OSError as error:
        print(f"lianjian: {error.filename or 'files'}: {error.strerror}", file=sys.stderr)
    except MemoryError:
        print("lianjian: the files are too large for this machine's memory", file=sys.stderr)
    return WRONG


class Phases:
    """Progress on stderr: each phase as it begins, and its seconds when it ends."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str, more: str = "") -> Iterator[None]:
        print(f"{name + more:<34}", end="", file=sys.stderr, flush=True)
        began = time.perf_counter()
        ended = False
        try:
            yield
            ended = True
        finally:
            took = self.seconds[name] = time.perf_counter() - began
            print(f"{took:8.2f} s" if ended else "", file=sys.stderr, flush=True)


class Progress:
    """How far a phase is, in percent, for who watches a terminal; a file gets none of it."""

    def __init__(self, whole: int) -> None:
        self.whole, self.told = whole, 0

    def at(self, done: int) -> None:
        percent = 100 * done // max(1, self.whole)
        if percent > self.told and sys.stderr.isatty():
            self.told = percent
            print(f"{percent:>4} %" + "\b" * 6, end="", file=sys.stderr, flush=True)


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
    served, cannot = certificate.must_served, certificate.must_unservable
    if not served and not cannot:
        return "no village must be served"
    said = f"{served:,} of {number(served + cannot, 'village')} that must be served are"
    return f"{said}, {cannot:,} cannot be" if cannot else said


def shortages(problem: Problem, certificate: Certificate, village: int | None = None) -> list[str]:
    """Each Hall proof in words; with ``village`` (row) only the one in which it is."""
    lines: list[str] = []
    for piece in certificate.hall:
        if village is not None and village not in piece.villages:
            continue
        slots = problem.partner_capacity.copy()
        for row in problem.locked().tolist():
            slots[problem.partner[row]] -= 1
        names = ", ".join(str(problem.village_id[row]) for row in piece.villages)
        places = int(sum(slots[row] for row in piece.partners))
        without = len(piece.villages) - places
        if not piece.partners:
            said = (
                "have no candidate that could be theirs"
                if len(piece.villages) > 1
                else ("has no candidate that could be its own")
            )
            lines.append(f"{names} must be served and {said}.")
            continue
        partners = ", ".join(
            f"{problem.partner_id[row]} ({number(int(slots[row]), 'free place')})"
            for row in piece.partners
        )
        lines.append(
            f"{number(len(piece.villages), 'village')} that must be served ({names}) "
            f"can only be served by {partners}: {number(places, 'place')} in all. "
            f"So {without:,} of them must go without, whatever the plan."
        )
    return lines


def share_of(cost: int, score: int) -> str:
    """A cost as percent of the plan's score, where it says anything."""
    return f" ({100 * cost / score:.2f} % of the plan's score)" if score > 0 and cost else ""
