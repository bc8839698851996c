"""T6 by the services themselves: random people, any order of verbs, beside the table of a life.

A machine tries verbs and keeps in ``state`` where its record must stand: what a service refuses
moves nothing, what it does is an edge of the table. Subclasses add what must always hold.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar, TypeVar
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from lianjian.ground.core.life import Life
from lianjian.ground.core.verdicts import Refused
from tests.cast import World
from tests.sizes import LONG, size
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
M = TypeVar("M", bound="ByServices")
Faults = Mapping[str, Callable[[], Sequence[Any]]]
"""By name: the patches of a seeded fault, not started yet."""


class ByServices(RuleBasedStateMachine):
    """One record in a world that each example finds as it was."""

    world: ClassVar[World]
    life: ClassVar[Life]
    beside_the_table: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    """What a service does in a state and no edge shows: it leaves the record where it is."""
    state: str
    """Where the record must stand."""

    def __init__(self) -> None:
        super().__init__()
        self.block = ExitStack()
        self.block.enter_context(taken_back())
        self.begin()

    def begin(self) -> None:
        """Make the record; sets ``state``."""
        raise NotImplementedError

    def now(self) -> Any:
        """The record as the database has it."""
        raise NotImplementedError

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
            assert self.now().state == before, f"a refused {verb} moved {before}"
            return None
        if (before, verb) not in self.beside_the_table:
            assert self.life.can(before, verb), (before, verb)
            self.state = to or str(self.life.target(before, verb))
        return done

    @invariant()
    def it_stands_where_the_table_says(self) -> None:
        assert self.now().state == self.state


def in_a(world: World, machine: type[M]) -> type[M]:
    """The machine with a world of the test's to begin in."""
    return type(machine.__name__, (machine,), {"world": world})


def run(machine: type[ByServices], how: settings = SIZE) -> None:
    """Run a machine; raises what it finds."""
    run_state_machine_as_test(machine, settings=how)


def must_be_found(machine: type[ByServices], patches: Sequence[Any], how: settings = SIZE) -> None:
    """Fails unless the machine finds the fault that these patches seed."""
    with ExitStack() as seeded:
        for patch in patches:
            seeded.enter_context(patch)
        with pytest.raises((AssertionError, ExceptionGroup)):
            run(machine, settings(how, max_examples=300, phases=[Phase.generate]))


def instead(module: str, name: str, other: Any) -> Any:
    """A patch: ``other`` in the place of a module's name.

    The module itself: a package of services has functions of the names of its modules.
    """
    return mock.patch.object(importlib.import_module(module), name, other)
