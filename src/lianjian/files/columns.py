"""The tables of an instance and of a plan: their names, their columns, and how a value is written.

One definition for all who write them (``lianjian pair``, a round's archive) and all who read them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianjian.engine.pairing import UNIT, Certificate, State


@dataclass(frozen=True)
class Table:
    """A table, its columns in their order, and those that may be missing."""

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.columns, *self.optional)


VILLAGES = Table("villages", ("id", "capacity", "must_serve"))
PARTNERS = Table("partners", ("id", "kind", "capacity"))
CANDIDATES = Table("candidates", ("village", "partner", "score", "state"), ("keep",))
PAIRS = Table("pairs", ("village", "partner", "score"))
PRICES = Table("prices", ("partner", "price"))
RULES = "rules.json"

# What candidates are found from.
VILLAGES_ASKED = Table("villages", ("id", "division", "capacity", "must_serve"))
PARTNERS_ASKED = Table("partners", ("id", "kind", "capacity", "held", "seat", "affiliation"))
_LISTED = ("area", "settled", "text")
NEEDS = Table("needs", ("village", *_LISTED), ("industry", "meaning"))
OFFERS = Table("offers", ("partner", *_LISTED), ("industry", "meaning"))
TIES = Table("ties", ("village", "partner", "strength"))
WISHES = Table("wishes", ("village", "partner", "side", "wants"), ("rank",))
SAID = Table("said", ("village", "partner", "state"))

WORK_AREAS = ("industry", "investment", "recruitment", "training", "technology", "livelihood")
SIDES = ("village", "partner")
CERTIFICATE = "certificate.json"

INSTANCE, PLAN = "instance", "plan"
"""The folders of an archive that holds both."""

STATES = tuple(state.name.lower() for state in sorted(State))
"""How the states are written, in the order of their numbers."""


def share(micro: int) -> str:
    """Micro-units as an exact decimal: 84000 → 0.084000."""
    return f"{'-' if micro < 0 else ''}{abs(micro) // UNIT}.{abs(micro) % UNIT:06}"


def csv_of(table: Table, rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV, with its heading; the rows have all columns of the table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.all)
    writer.writerows(rows)
    return out.getvalue()


def json_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def certificate_of(
    certificate: Certificate,
    villages: Sequence[Any],
    partners: Sequence[Any],
    groups: Mapping[str, int],
) -> dict[str, Any]:
    """A certificate for a file: the Hall proof names ids (of the rows), so that it can be read
    beside tables in any order; ``groups`` are the prices of rules on groups, in micro-units."""
    hall = [
        {
            "villages": [str(villages[row]) for row in piece.villages],
            "partners": [str(partners[row]) for row in piece.partners],
        }
        for piece in certificate.hall
    ]
    return {**certificate.as_json(), "hall": hall, **({"groups": dict(groups)} if groups else {})}
