"""The rows of a text being written: one more, one up, one out; owners follow their parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .models.party import MOST_PARTIES
from .services.completeness import FEWEST_PARTIES
from .services.writing import MOST_CLAUSES
from .templates_of_clauses import BY_KEY, AccordTemplate

Row = dict[str, Any]


def blank(how_many: int) -> list[Row]:
    """Rows to be filled in."""
    return [{} for _row in range(how_many)]


@dataclass
class Rows:
    """What was typed, by the names of the fields. A clause's ``owners`` are places of parties,
    counted from 1, as text."""

    parties: list[Row]
    clauses: list[Row]

    def change(self, kind: str, key: str) -> None:
        """See ``Drafting.changed``; what cannot be done is not done."""
        if kind == "party" and len(self.parties) < MOST_PARTIES:
            self.parties.append({})
        elif kind == "clause" and len(self.clauses) < MOST_CLAUSES:
            self._write_down(key)
        elif key.isdecimal() and len(key) < len(str(MOST_CLAUSES)) + 1:
            self._move(kind, int(key) - 1)

    def take_over(self, whole: AccordTemplate) -> None:
        """The clauses of a whole text beside those that are written; none of them twice."""
        written = {one["heading"] for one in self.clauses if one.get("heading")}
        for key in whole.clauses:
            if BY_KEY[key].heading not in written and len(self.clauses) < MOST_CLAUSES:
                self._write_down(key)

    def _write_down(self, key: str) -> None:
        one = BY_KEY.get(key)
        self.clauses = [row for row in self.clauses if row.get("heading") or row.get("text")]
        self.clauses.append(
            {"heading": one.heading, "text": one.text, "area": one.area} if one else {}
        )

    def _move(self, kind: str, at: int) -> None:
        if kind == "clause-up" and 0 < at < len(self.clauses):
            _swap(self.clauses, at)
        elif kind == "clause-out" and 0 <= at < len(self.clauses):
            del self.clauses[at]
            self.clauses = self.clauses or blank(1)
        elif kind == "party-up" and 0 < at < len(self.parties):
            _swap(self.parties, at)
            self._rename({at: at + 1, at + 1: at})
        elif kind == "party-out" and 0 <= at < len(self.parties):
            del self.parties[at]
            later = range(at + 2, MOST_PARTIES + 1)
            self._rename({at + 1: None, **{place: place - 1 for place in later}})
            self.parties += blank(FEWEST_PARTIES - len(self.parties))

    def _rename(self, places: dict[int, int | None]) -> None:
        """Give owners the new places of their parties."""
        new = {str(old): None if now is None else str(now) for old, now in places.items()}
        for clause in self.clauses:
            owners = [new.get(owner, owner) for owner in clause.get("owners", ())]
            clause["owners"] = [owner for owner in owners if owner is not None]


def _swap(rows: list[Row], at: int) -> None:
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
