"""The clauses are the work plan: begun, fulfilled, waived, overdue."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
import time_machine
from tests.cast import World

from lianjian.chain.accords import jobs, selectors, services
from lianjian.chain.accords.models import Accord, Clause
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from . import makers


@pytest.fixture
def accord(world: World) -> Accord:
    return makers.an_accord(makers.three_parties(world))


def _clause(accord: Accord, who, place: int = 0) -> Clause:
    version = selectors.text_in_force(makers.seen(accord, who.scope))
    assert version
    return selectors.clauses_of(version)[place]


def test_an_owner_begins_and_fulfils_it(world: World, accord: Accord):
    clause = services.begin_clause(world.lin.actor, clause=_clause(accord, world.lin))
    assert clause.state == "under_way"
    services.fulfil_clause(world.lin.actor, clause=clause, note="会商记录4份")
    clause = _clause(accord, world.lin)
    assert (clause.state, clause.note) == ("fulfilled", "会商记录4份")
    assert clause.settled_on == clock.today()


def test_who_did_not_promise_it_says_nothing_about_it(world: World, accord: Accord):
    with pytest.raises(Denied, match="promised"):
        services.begin_clause(world.lin.actor, clause=_clause(accord, world.lin, 1))
    assert services.begin_clause(world.wen.actor, clause=_clause(accord, world.wen, 1)).pk


def test_fulfilling_says_what_shows_it(world: World, accord: Accord):
    with pytest.raises(Invalid):
        services.fulfil_clause(world.lin.actor, clause=_clause(accord, world.lin), note=" ")


def test_the_issuer_waives_it_with_a_reason(world: World, accord: Accord):
    with pytest.raises(Invalid):
        services.waive_clause(world.mei.actor, clause=_clause(accord, world.mei), reason="")
    clause = services.waive_clause(
        world.mei.actor, clause=_clause(accord, world.mei), reason="村已另行安排"
    )
    assert clause.state == "waived"


def test_nobody_lets_themselves_off(world: World, accord: Accord):
    with pytest.raises(Denied):
        services.waive_clause(world.lin.actor, clause=_clause(accord, world.lin), reason="做不到")


def test_it_shows_as_overdue_when_its_day_has_passed(world: World):
    setting = makers.three_parties(world)
    due = clock.today() + dt.timedelta(days=5)
    clauses = (dataclasses.replace(setting.contents.clauses[0], due=due),)
    contents = dataclasses.replace(setting.contents, clauses=clauses)
    accord = makers.an_accord(dataclasses.replace(setting, contents=contents))
    assert jobs.let_clauses_fall_due() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=6), tick=False):
        assert jobs.let_clauses_fall_due() == 1
        assert jobs.let_clauses_fall_due() == 0
    clause = _clause(accord, world.lin)
    assert clause.state == "overdue"
    # Late is still done.
    services.fulfil_clause(world.lin.actor, clause=clause, note="补办")


def test_only_the_calendar_makes_it_overdue(world: World, accord: Accord):
    with pytest.raises(Denied):
        services.fall_due(world.mei.actor, clause=_clause(accord, world.mei))


def test_nothing_is_due_under_a_text_that_does_not_bind(world: World):
    accord = makers.opened(makers.three_parties(world))
    clause = selectors.clauses_of(makers.text(accord, world.lin.scope))[0]
    with pytest.raises(Invalid, match="not in force"):
        services.begin_clause(world.lin.actor, clause=clause)


def test_the_next_county_sees_no_clause(world: World, accord: Accord):
    with pytest.raises(OutOfScope):
        selectors.clause(world.hao.scope, _clause(accord, world.mei).pk)


def test_what_is_due_soon_is_listed_by_date(world: World, accord: Accord):
    far = dt.date(2100, 1, 1)
    assert [c.due for c in selectors.promises_due(world.lin.scope, until=far)] == [
        dt.date(2099, 12, 31)
    ]
    assert not selectors.promises_due(world.lin.scope, until=clock.today()).exists()


def test_what_was_said_by_mistake_is_taken_back_and_work_goes_on(world: World, accord: Accord):
    clause = _clause(accord, world.wen, 1)
    services.fulfil_clause(world.wen.actor, clause=clause, note="会商记录4份")
    assert _clause(accord, world.wen, 1).settled_by == "省农业大学党支部"
    with pytest.raises(Denied):
        services.reopen_clause(world.lin.actor, clause=clause, reason="没有这回事")
    with pytest.raises(Invalid):
        services.reopen_clause(world.wen.actor, clause=clause, reason=" ")
    again = services.reopen_clause(world.wen.actor, clause=clause, reason="记成了上一年的")
    assert (again.state, again.note, again.settled_on) == ("under_way", "", None)
    services.fulfil_clause(world.wen.actor, clause=again, note="会商记录1份")
