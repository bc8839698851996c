"""What taking one line of a sheet would do to a body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lianjian.ground.core.receives import Batch, Standing
from lianjian.ground.places.models import Division

from .models import Kind, Organisation


@dataclass(slots=True, eq=False)
class BodyStep:
    """A body of a file: there already (``made``) or to be entered, and what is new about it."""

    name: str
    kind: str
    affiliation: Division | None
    seat: Division | None = None
    uscc: str | None = None
    made: Organisation | None = None
    keep: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    _row: Organisation | None = None

    @property
    def is_village(self) -> bool:
        return self.kind == Kind.VILLAGE

    @property
    def standing(self) -> Standing:
        if self.made is None:
            return Standing.NEW
        return Standing.CHANGED if self.keep or self.changes else Standing.UNCHANGED

    def row(self) -> Organisation:
        """The body itself: the one that is there, or always the same new one."""
        if self.made is not None:
            return self.made
        if self._row is None:
            self._row = Organisation(
                name=self.name,
                kind=self.kind,
                affiliation=self.affiliation,
                seat=self.seat or self.affiliation,
                uscc=self.uscc,
            )
        return self._row

    def done(self) -> None:
        """It is written: a later line of the same file finds it there."""
        self.made, self.keep, self.changes = self.row(), False, {}


def bodies_of(batch: Batch) -> list[BodyStep]:
    """The bodies of a batch, each once: its lines are bodies, or records that have a ``body``."""
    found = (getattr(step, "body", step) for step in batch.steps())
    return list({id(step): step for step in found if isinstance(step, BodyStep)}.values())
