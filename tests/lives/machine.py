"""T6: two people move one record, each by what they saw last; the table says what may happen.

A step is one of the two looking again, or trying a verb. What must follow is worked out from the
hand-written table alone: a verb that is impossible in the state that was seen is Invalid; one whose
state is not the present one any more is Overtaken; any other moves the record, once, to where the
table says. After every step the database holds the state that follows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lianjian.ground.core.life import Life
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid, Overtaken
from tests.sizes import LONG, size
from tests.taking_back import taken_back

from . import jobs
from .tables import Edges

EXAMPLES = size(20, long=2000, again=200)
STEPS = 30
ALL = Scope.of_everything()
Move = Callable[[Any, str], Any]


def machine_of(
    make: Callable[[], Any], table: Edges, initial: str, move: Move
) -> type[RuleBasedStateMachine]:
    """A machine over fresh rows from ``make``, which begin in ``initial``."""
    verbs = sorted({verb for _state, verb in table})
    ends = set(table.values()) - {state for state, _verb in table}

    class TwoReaders(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.block = ExitStack()
            self.block.enter_context(taken_back())
            row = make()
            self.kind, self.key = type(row), row.pk
            self.state, self.over = initial, False
            self.seen = [self._look(), self._look()]

        def teardown(self) -> None:
            self.block.close()

        def _look(self) -> Any:
            return self.kind.within(ALL).get(pk=self.key)

        @rule(who=st.integers(0, 1))
        def look_again(self, who: int) -> None:
            self.seen[who] = self._look()

        @rule(who=st.integers(0, 1), verb=st.sampled_from(verbs))
        def try_a_verb(self, who: int, verb: str) -> None:
            known = self.seen[who].state
            target = table.get((known, verb))
            try:
                with scope_lifted("a machine moves"):
                    move(self.seen[who], verb)
            except Invalid:
                assert target is None, f"{verb} is possible in {known}"
            except Overtaken:
                assert known != self.state, f"nobody was faster than {verb} in {known}"
            else:
                assert target is not None, f"{verb} is impossible in {known}"
                assert known == self.state, f"{verb} moved what somebody else had moved"
                assert self.seen[who].state == target
                self.state = target

        @invariant()
        def the_database_holds_the_state_that_follows(self) -> None:
            kept = self._look().state
            assert kept == self.state, f"{kept}, not {self.state}"
            assert not self.over or kept in ends
            self.over = kept in ends

    return TwoReaders


def walk(machine: type[RuleBasedStateMachine], *, lot: int, examples: int = EXAMPLES) -> None:
    """Let Hypothesis try; raises what it found.

    ``lot``: what the check's few walks are drawn with; at full size no lot is chosen.
    """
    if not LONG:
        machine = seed(lot)(machine)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


DAY = dt.date(2026, 7, 1)
TOGETHER: dict[str, dict[str, Any]] = {
    "pairing": {"live_since": DAY, "ended_on": DAY, "end_reason": "另有安排"},
    "joint_body": {
        "approved_by": "示例县委组织部",
        "approval_number": "示组〔2026〕1号",
        "approved_on": DAY,
    },
    "business_entity": {"closed_on": DAY},
    "observation": {"reason": "人次还是人数？"},
    "project": {
        "year": DAY.year,
        "listed_on": DAY,
        "launched_on": DAY,
        "accepted_on": DAY,
        "accepted_by": "县农业农村局",
    },
    "leading_group": {"set_up_on": DAY, "stood_down_on": DAY, "end_reason": "另有安排"},
}
"""What the database asks for together with a state."""


def by_life(life: Life) -> Move:
    """The product's own way to move a row."""
    if life.name == "job":
        return jobs.move
    together = TOGETHER.get(life.name, {})
    return lambda row, verb: life.move(row, verb, scope=ALL, **together)
