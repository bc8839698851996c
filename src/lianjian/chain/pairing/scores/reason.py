from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

UNIT = 1_000_000
"""A full score, in the micro-units of the engine."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a principle scores as it does: ``template`` names a sentence in ``wording``.

    ``score`` 0…1,000,000; ``grade`` of its evidence 0…4, or None where nothing is claimed.
    """

    score: int
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    grade: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "grade": self.grade,
            "template": self.template,
            "values": self.values,
        }
