"""Through which scope the parts of a row are read."""

from __future__ import annotations

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped, scope_of


def scope_through(row: Scoped) -> Scope:
    """The scope through which a row was read: its parts are read through the same."""
    return scope_of(row) or Scope.of_nothing()
