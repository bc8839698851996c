"""A solved round as files, for whoever would rather check than believe.

`lianjian verify` reads the archive as it is: tables, columns and the way of writing are its own
(``lianjian.files.columns``). No names are in it but the numbers of the branches; the same solution
always gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lianjian.engine.pairing import Certificate
from lianjian.files import columns
from lianjian.files.columns import csv_of, json_of, share
from lianjian.files.rules import GROUPS

from .models import Solution

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time stamp of every file in the archive, so that equal contents are equal bytes."""


def archive(solution: Solution) -> bytes:
    """The instance, the plan and the certificate of one version: a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _files(solution):
            packed.writestr(zipfile.ZipInfo(name, _BEGINNING), text)
    return out.getvalue()


def _files(solution: Solution) -> Iterable[tuple[str, str]]:
    posed = solution.instance
    villages, partners, table = posed["villages"], posed["partners"], posed["candidates"]
    score = dict(
        zip(zip(table["village"], table["partner"], strict=True), table["score"], strict=True)
    )
    tables = (
        (
            columns.INSTANCE,
            columns.VILLAGES,
            zip(
                villages["id"], villages["capacity"], map(int, villages["must_serve"]), strict=True
            ),
        ),
        (
            columns.INSTANCE,
            columns.PARTNERS,
            zip(partners["id"], partners["kind"], partners["capacity"], strict=True),
        ),
        (
            columns.INSTANCE,
            columns.CANDIDATES,
            zip(
                table["village"],
                table["partner"],
                map(share, table["score"]),
                (columns.STATES[state] for state in table["state"]),
                map(share, table["keep"]),
                strict=True,
            ),
        ),
        (
            columns.PLAN,
            columns.PAIRS,
            ((v, p, share(score[v, p])) for v, p in solution.pairs),
        ),
        (columns.PLAN, columns.PRICES, ((p, share(price)) for p, price in solution.prices)),
    )
    for folder, kind, rows in tables:
        yield f"{folder}/{kind.name}.csv", csv_of(kind, rows)
    rules = {"per_kind": posed["per_kind"], "by_kind": posed.get("by_kind", {}), **_groups(posed)}
    yield f"{columns.INSTANCE}/{columns.RULES}", json_of(rules)
    certificate = Certificate.from_json(solution.certificate)
    said = columns.certificate_of(
        certificate, villages["id"], partners["id"], dict(map(tuple, solution.cap_prices))
    )
    yield f"{columns.PLAN}/{columns.CERTIFICATE}", json_of(said)


def _groups(posed: dict[str, Any]) -> dict[str, Any]:
    """The rules on groups as a file says them: who is not named is everybody."""
    caps = posed.get("caps")
    if not caps:
        return {}
    rows = [dict(zip(caps, row, strict=True)) for row in zip(*caps.values(), strict=True)]
    said = [{key: value for key, value in row.items() if value is not None} for row in rows]
    return {GROUPS: said}
