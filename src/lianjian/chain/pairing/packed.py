"""A draft's candidates as columns, packed: a province's 1.4 million take some megabytes.

They are kept with every draft in one way, beside its instance, and are loaded by who asks for them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from lianjian.engine import pairing as engine

_KEPT = {"village": "<i4", "partner": "<i4", "score": "<i4", "keep": "<i4", "state": "i1"}
"""The columns in the order in which they lie, with their widths."""
_WIDTH = sum(np.dtype(kind).itemsize for kind in _KEPT.values())


@dataclass(frozen=True)
class Table:
    """One entry a candidate: ``village`` and ``partner`` are rows of the instance's villages and
    partners; ``score`` and ``keep`` (a bonus for staying) in micro-units; ``state`` as
    ``engine.State`` numbers it."""

    village: engine.Ints
    partner: engine.Ints
    score: engine.Ints
    state: engine.Ints
    keep: engine.Ints

    def __len__(self) -> int:
        return len(self.village)

    def as_candidates(self) -> engine.Candidates:
        """As the engine takes them."""
        return engine.Candidates(
            self.village, self.partner, self.score, self.state, self.keep, by_row=True
        )

    def key(self, partners: int) -> engine.Ints:
        """(candidates,): a number for each pair of rows, among so many ``partners``."""
        return np.asarray(self.village.astype(np.int64) * max(1, partners) + self.partner)

    def rows(self, rows: Any) -> Table:
        """Some of them."""
        return Table(*(getattr(self, field.name)[rows] for field in fields(self)))

    def with_more(self, other: Table) -> Table:
        """These, and others behind them."""
        return Table(
            *(
                np.concatenate([getattr(self, field.name), getattr(other, field.name)])
                for field in fields(self)
            )
        )

    def packed(self) -> bytes:
        """As ``unpacked`` takes it; the same candidates are the same bytes."""
        columns = (getattr(self, name).astype(kind).tobytes() for name, kind in _KEPT.items())
        return zlib.compress(b"".join(columns), 1)

    @staticmethod
    def unpacked(data: bytes) -> Table:
        """What ``packed`` made."""
        if not data:
            return nothing()
        plain, at = zlib.decompress(data), 0
        count = len(plain) // _WIDTH
        found: dict[str, engine.Ints] = {}
        for name, kind in _KEPT.items():
            found[name] = np.frombuffer(plain, dtype=kind, count=count, offset=at)
            at += found[name].nbytes
        return Table(**found)

    @staticmethod
    def of(
        columns: Mapping[str, Sequence[int]], villages: Sequence[int], partners: Sequence[int]
    ) -> Table:
        """From lists that name branches, as drafts of before had them in their instance."""
        count = len(columns["village"])
        rows = {
            side: np.array([place[key] for key in columns[side]], dtype=np.int32)
            for side, place in (
                ("village", {key: row for row, key in enumerate(villages)}),
                ("partner", {key: row for row, key in enumerate(partners)}),
            )
        }
        others = {
            name: np.array(columns.get(name) or [0] * count, dtype=kind)
            for name, kind in _KEPT.items()
            if name not in rows
        }
        return Table(**rows, **others)

    def as_lists(self, villages: Sequence[int], partners: Sequence[int]) -> dict[str, list[int]]:
        """What ``of`` takes."""
        return {
            "village": [villages[row] for row in self.village.tolist()],
            "partner": [partners[row] for row in self.partner.tolist()],
            **{name: getattr(self, name).tolist() for name in ("score", "state", "keep")},
        }


def nothing() -> Table:
    """No candidate."""
    return Table(*(np.zeros(0, dtype=np.int32) for _field in fields(Table)))
