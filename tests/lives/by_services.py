"""T6 by the services themselves: random people, any order of verbs, beside the table of a life.

A machine tries verbs and keeps in ``state`` where its record must stand: what a service refuses
moves nothing, what it does is an edge of the table. Subclasses add what must always hold.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from typing import Any, ClassVar, TypeVar
from unittest import mock

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from lianjian.ground.core.life import Life
from lianjian.ground.core.verdicts import Refused
from tests.cast import World
from tests.sizes import LONG, PARTS, size
from tests.taking_back import taken_back

# A machine runs in one transaction, where PostgreSQL clears nothing away: what each example took
# back is read over by the next, and a hundred of them take longer than five hundred on SQLite.
SIZE = settings(
    max_examples=size(3, long=500, again=30),
    stateful_step_count=30,
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)
ENOUGH_TO_FIND = 300
"""Lives of a control at full size, where they are drawn anew each time: it may need more of them
than the second database walks. The first that meets the fault is the last."""
M = TypeVar("M", bound="ByServices")
Faults = Mapping[str, Callable[[], Sequence[Any]]]
"""By name: the patches of a seeded fault, not started yet."""


class ByServices(RuleBasedStateMachine):
    """One record in a world that each example finds as it was."""

    world: ClassVar[World]
    life: ClassVar[Life]
    lot: ClassVar[int] = 3
    """What its lives are drawn with where they are drawn alike each time: one with which the few
    lives of the check meet every seeded fault. The campaign and its controls walk the same."""
    beside_the_table: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    """What a service does in a state and no edge shows: it leaves the record where it is."""
    state: str
    """Where the record must stand."""

    def __init__(self) -> None:
        super().__init__()
        self.hypothesis_s = frozenset(vars(self)) | {"hypothesis_s", "last_look"}
        self.last_look: tuple[int, dict[str, Any]] | None = None
        self.block = ExitStack()
        self.block.enter_context(taken_back())
        self.begin()

    def begin(self) -> None:
        """Make the record; sets ``state``."""
        raise NotImplementedError

    def now(self) -> Any:
        """The record as the database has it."""
        raise NotImplementedError

    def stands(self) -> str:
        """Where the record stands in the database."""
        return str(self.now().state)

    def teardown(self) -> None:
        self.block.close()

    def attempt(self, verb: str, act: Callable[[Any], Any], *, to: str = "") -> Any:
        """Do it; gives what the service gave, None when it was refused.

        When it goes through the table must know the edge, and the record stands where it leads,
        or in ``to``.
        """
        before = self.state
        try:
            done = act(self.now())
        except Refused:
            assert self.stands() == before, f"a refused {verb} moved {before}"
            return None
        if (before, verb) not in self.beside_the_table:
            assert self.life.can(before, verb), (before, verb)
            self.state = to or str(self.life.target(before, verb))
        return done

    def check_invariants(self, *given: Any) -> None:
        """Half of a machine's time, so not after a step that wrote not one row (most are refused)
        and after which the machine itself has noted nothing: all holds that held before it."""
        look = self.look()
        if look is None or look != self.last_look:
            self.last_look = look
            super().check_invariants(*given)

    def look(self) -> tuple[int, dict[str, Any]] | None:
        """How many rows this connection has written so far, taken back or not, and the machine's
        own notes; None on a database that does not count the rows."""
        written = getattr(connection.connection, "total_changes", None)
        notes = {name: note for name, note in vars(self).items() if name not in self.hypothesis_s}
        kept = {
            name: copy(note) if isinstance(note, list | dict | set) else note
            for name, note in notes.items()
        }
        return None if written is None else (written, kept)

    @invariant()
    def it_stands_where_the_table_says(self) -> None:
        assert self.stands() == self.state


def in_a(world: World, machine: type[M]) -> type[M]:
    """The machine with a world of the test's to begin in."""
    return type(machine.__name__, (machine,), {"world": world})


def run(machine: type[ByServices], how: settings = SIZE) -> None:
    """Run a machine, or one of the ``PARTS`` of its lives; raises what it finds."""
    _walk(machine, settings(how, max_examples=_lives_of_a_part(how)))


def size_of_a_part(how: settings = SIZE) -> str:
    """How many lives of how many steps ``run`` walks."""
    return f"{_lives_of_a_part(how):,} × {how.stateful_step_count}"


def _lives_of_a_part(how: settings) -> int:
    return max(1, how.max_examples // PARTS)


def _walk(machine: type[ByServices], how: settings) -> None:
    """With the machine's lot, or with none where lives are drawn anew (``--long``)."""
    if how.derandomize:
        machine = seed(machine.lot)(machine)
    run_state_machine_as_test(machine, settings=how)


def must_be_found(machine: type[ByServices], patches: Sequence[Any], how: settings = SIZE) -> None:
    """Fails unless the machine finds the fault that these patches seed.

    Where lives are drawn alike each time, in the very lives that its campaign walks: what no life
    of the campaign would meet is not found here either.
    """
    lives = how.max_examples if how.derandomize else max(how.max_examples, ENOUGH_TO_FIND)
    with ExitStack() as seeded:
        for patch in patches:
            seeded.enter_context(patch)
        with pytest.raises((AssertionError, ExceptionGroup)):
            _walk(machine, settings(how, max_examples=lives, phases=[Phase.generate]))


def instead(module: str, name: str, other: Any) -> Any:
    """A patch: ``other`` in the place of a module's name.

    The module itself: a package of services has functions of the names of its modules.
    """
    return mock.patch.object(importlib.import_module(module), name, other)
