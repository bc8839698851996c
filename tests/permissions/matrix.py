"""The permission matrix as people wrote it: expected.csv.

One row an address and method. A column left empty takes what stands under ``others``. An answer is
a status, or ``login`` (sent to the sign-in page), ``again`` (asked to show once more who it is),
``factor`` (asked for the second factor first). A row's ``note`` says why, where it is not plain.
"""

from __future__ import annotations

import csv
from pathlib import Path

from django.http import HttpResponse
from django.urls import reverse

COLUMNS = (
    "village",
    "first",
    "liaison",
    "body",
    "town",
    "county",
    "province",
    "issuer",
    "editor",
    "expert",
    "evaluator",
    "system",
    "security",
    "auditor",
    "next",
    "nobody",
)
"""The actors, in the order of their columns."""
FILE = Path(__file__).with_name("expected.csv")
HEADER = ("address", "method", "others", *COLUMNS, "note")
Cell = tuple[str, str, str]
"""Address, method, actor."""

ON_THE_WAY = {
    "account_login": "login",
    "account_reauthenticate": "again",
    "mfa_reauthenticate": "again",
    "mfa_activate_totp": "factor",
}


def rows(file: Path = FILE) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def expected(file: Path = FILE) -> dict[Cell, str]:
    """Every cell, decided. Raises ValueError for a cell that is not, or is decided twice."""
    cells: dict[Cell, str] = {}
    for row in rows(file):
        for actor in COLUMNS:
            cell = (row["address"], row["method"], actor)
            answer = row[actor] or row["others"]
            if not answer:
                raise ValueError(f"{cell} is not decided")
            if cell in cells:
                raise ValueError(f"{cell} is decided twice")
            cells[cell] = answer
    return cells


def answer_of(response: HttpResponse) -> str:
    """What the product answered, in the words of the matrix."""
    target = response.headers.get("Location", "").partition("?")[0]
    if response.status_code == 302:
        for name, word in ON_THE_WAY.items():
            if target == reverse(name):
                return word
    return str(response.status_code)
