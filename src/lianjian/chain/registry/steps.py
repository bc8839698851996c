"""What taking one line of a sheet would do to a branch, a posting, a tie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lianjian.ground.core.receives import Standing
from lianjian.ground.organisations.steps import BodyStep

from .models import Branch
from .services.details import full_name


@dataclass(slots=True, eq=False)
class BranchStep:
    """A branch of a file, and the body whose branch it is (which may be new too)."""

    body: BodyStep
    unit: str
    name: str
    level: str
    span: int
    must_serve: bool = False
    made: Branch | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    _row: Branch | None = None

    @property
    def standing(self) -> Standing:
        if self.made is None:
            return Standing.NEW
        changed = self.changes or self.body.standing != Standing.UNCHANGED
        return Standing.CHANGED if changed else Standing.UNCHANGED

    def row(self) -> Branch:
        """The branch itself: the one that is there, or always the same new one."""
        if self.made is not None:
            return self.made
        if self._row is None:
            host = self.body.row()
            self._row = Branch(
                host=host,
                unit=self.unit,
                name=self.name or full_name(host, self.unit, self.level),
                level=self.level,
                span=self.span,
                must_serve=self.must_serve,
            )
        return self._row


@dataclass(frozen=True, slots=True)
class CallStep:
    """One command of the room, with what it is called with; for what comes in dozens."""

    call: str
    arguments: dict[str, Any]
