"""A solved round as files, for whoever would rather check than believe.

The tables are those that `lianjian verify` reads: villages, partners, candidates, pairs, prices as
CSV, the certificate as JSON. No names are in them but the numbers of the branches; the same
solution always gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from lianjian.engine.pairing import State

from .models import Solution
from .scores import UNIT

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
    yield (
        "instance/villages.csv",
        _csv(
            ("id", "capacity", "must_serve"),
            zip(
                villages["id"], villages["capacity"], map(int, villages["must_serve"]), strict=True
            ),
        ),
    )
    yield (
        "instance/partners.csv",
        _csv(
            ("id", "kind", "capacity"),
            zip(partners["id"], partners["kind"], partners["capacity"], strict=True),
        ),
    )
    yield (
        "instance/candidates.csv",
        _csv(
            ("village", "partner", "score", "state", "keep"),
            zip(
                table["village"],
                table["partner"],
                map(_share, table["score"]),
                (State(state).name.lower() for state in table["state"]),
                map(_share, table["keep"]),
                strict=True,
            ),
        ),
    )
    yield (
        "instance/rules.json",
        _json({"per_kind": posed["per_kind"], "by_kind": posed.get("by_kind", {})}),
    )
    yield (
        "plan/pairs.csv",
        _csv(
            ("village", "partner", "score"),
            ((v, p, _share(score[v, p])) for v, p in solution.pairs),
        ),
    )
    yield (
        "plan/prices.csv",
        _csv(("partner", "price"), ((p, _share(price)) for p, price in solution.prices)),
    )
    yield "plan/certificate.json", _json(solution.certificate)


def _share(micro: int) -> str:
    """Micro-units as an exact decimal."""
    return f"{micro // UNIT}.{micro % UNIT:06}"


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
