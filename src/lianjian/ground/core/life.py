"""A life is a table, not a nest of ifs: (state, verb) → state.

Buttons, tests and docs are made from these tables, so each room declares its own once in
``life.py``. A contested edge runs as one conditional UPDATE (docs/ideas/locking.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .scope import Scope
from .scoped import Scoped
from .verdicts import Invalid, Overtaken, Text

S = TypeVar("S", bound=Scoped)

LIVES: dict[str, Life] = {}
"""Every life that exists, by name: what docs/generated/lives.md is printed from."""


@dataclass(frozen=True)
class Life:
    """The states of one kind of record and the verbs that lead from one to another.

    ``name`` is the field's term (``accord``); ``edges`` the table; ``initial`` where it begins;
    ``labels`` one TextChoices of the states, for people; ``verbs`` what each verb is called.
    """

    name: str
    states: type[TextChoices]
    initial: str
    edges: Mapping[tuple[str, str], str]
    verbs: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(self.states.values)
        named = {state for state, _verb in self.edges} | set(self.edges.values()) | {self.initial}
        if named - known:
            raise ValueError(f"Life {self.name}: unknown states {sorted(named - known)}")
        LIVES[self.name] = self

    def target(self, state: str, verb: str) -> str:
        """Where ``verb`` leads from ``state``; raises Invalid when it leads nowhere."""
        try:
            return self.edges[state, verb]
        except KeyError:
            raise Invalid(
                _("Not possible now: this is “%(state)s”.") % {"state": self.label(state)}
            ) from None

    def can(self, state: str, verb: str) -> bool:
        return (state, verb) in self.edges

    def verbs_from(self, state: str) -> Iterator[str]:
        """The verbs that are possible in ``state``, in the order of the table."""
        return (verb for (source, verb) in self.edges if source == state)

    def ends(self) -> set[str]:
        """The states from which no verb leads on."""
        return set(self.states.values) - {state for state, _verb in self.edges}

    def label(self, state: str) -> str:
        return str(self.states(state).label)

    def move(self, row: S, verb: str, *, scope: Scope, **changes: Any) -> S:
        """Take ``row`` along the edge ``verb``, once, whoever else tries at the same time.

        One ``UPDATE … WHERE state = <the state that was read>``; ``changes`` are written in the
        same statement. Raises Invalid when the verb is not possible in that state, and Overtaken
        when someone else moved the row after it was read.
        """
        state: str = row.state  # type: ignore[attr-defined]
        target = self.target(state, verb)
        won = type(row).within(scope).filter(pk=row.pk, state=state).update(state=target, **changes)
        if not won:
            raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))
        for name, value in {"state": target, **changes}.items():
            setattr(row, name, value)
        return row
