"""T6: the lives of needs, offers, rounds, proposals, pairings, joint bodies, clauses,
projects, observations, leading groups, jobs, imports, texts and their facts, business entities and
honours."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from lianjian.beside.intake.tests import fact_makers as intake
from lianjian.beside.intake.tests.makers import handed_in
from lianjian.beside.ledgers.tests.makers import an_import
from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.accords.tests import side_makers as sides
from lianjian.chain.exchange.tests.makers import a_need, an_offer
from lianjian.chain.outcomes.tests import makers as outcomes
from lianjian.chain.pairing.tests import makers as pairing
from lianjian.chain.projects.tests import makers as projects
from lianjian.chain.registry.tests import makers as registry
from lianjian.ground.core.life import LIVES
from lianjian.ground.core.verdicts import Invalid
from tests.campaigns import Reporter
from tests.cast import World
from tests.sizes import LONG

from . import jobs
from .machine import EXAMPLES, STEPS, TOGETHER, Move, by_life, machine_of, walk
from .tables import TABLES

pytestmark = [pytest.mark.campaign, pytest.mark.once]


_NUMBER = count(1)


def fresh_row(world: World, name: str) -> Callable[[], Any]:
    """Makes a row of a kind, in the state in which its life begins; what it needs is made once."""
    stone, university = accords.branch_of(world.stone), accords.branch_of(world.university)
    made: Any
    match name:
        case "need":
            return lambda: a_need(stone, state="draft")
        case "offer":
            return lambda: an_offer(university, state="draft")
        case "round":
            return lambda: pairing.a_round(world.county)
        case "proposal":
            made = pairing.a_round(world.county, state="published")
            return lambda: pairing.a_proposal(stone, university, round=made)
        case "pairing":
            return lambda: pairing.a_pairing(stone, university)
        case "joint_body":
            made = accords.a_body(world)
        case "clause":
            made = accords.first_clause(accords.a_draft(accords.three_parties(world)))
        case "leading_group":
            made = sides.a_group(world.lin, accords.an_accord(accords.three_parties(world)))
        case "project":
            return lambda: projects.proposed(world, name=f"项目{next(_NUMBER)}")
        case "observation":
            return lambda: outcomes.reported(world)
        case "job":
            return jobs.Run
        case "import":
            return lambda: an_import(world.mei)
        case "submission":
            return lambda: handed_in(world.lin)
        case "fact":
            made = intake.a_text(world.lin)
            return lambda: intake.a_fact(made)
        case "business_entity":
            return lambda: registry.an_entity(world.town, name=f"合作社{next(_NUMBER)}")
        case "honour":
            return lambda: registry.an_honour(stone)
        case _:
            raise KeyError(name)
    return lambda: made


@pytest.mark.parametrize("name", TABLES)
def test_the_code_s_table_is_the_one_that_people_wrote(name: str):
    assert dict(LIVES[name].edges) == TABLES[name]


LOT, LOTS = 1, {"submission": 2}
"""With these the check's few walks of a life meet every fault that is seeded in it."""


def walk_a_life(world: World, name: str, move: Move, examples: int = EXAMPLES) -> None:
    """By the product's own way to move a row or by one with a fault: the same walks."""
    machine = machine_of(fresh_row(world, name), TABLES[name], LIVES[name].initial, move)
    walk(machine, lot=LOTS.get(name, LOT), examples=examples)


@pytest.mark.parametrize("name", TABLES)
def test_two_readers_can_only_do_what_the_table_says(world: World, name: str, campaign: Reporter):
    walk_a_life(world, name, by_life(LIVES[name]))
    campaign(
        "T6",
        f"the life of a {name.replace('_', ' ')}: two readers, any order of verbs",
        size=f"{EXAMPLES:,} × {STEPS}",
        control=f"{len(FAULTS)} seeded faults are each found",
        outcome="as the table says",
    )


# -- the control: three faults in each, of which every machine must find every one --


def without_looking(name: str) -> Move:
    """Writes the new state whatever the present one is: the second overrides the first."""
    life = LIVES[name]

    def move(row: Any, verb: str) -> None:
        target = life.target(row.state, verb)
        type(row).objects.filter(pk=row.pk).update(state=target, **TOGETHER.get(name, {}))
        row.state = target

    return move


def out_of_an_end(name: str) -> Move:
    """One verb is possible where the life has ended."""
    life = LIVES[name]
    end, verb_back = _nearest_end(name), next(verb for _state, verb in life.edges)

    def move(row: Any, verb: str) -> None:
        if (row.state, verb) == (end, verb_back):
            type(row).objects.filter(pk=row.pk).update(state=life.initial)
            row.state = life.initial
            return
        by_life(life)(row, verb)

    return move


def _nearest_end(name: str) -> str:
    """The end that the fewest steps lead to: a random walk comes there soonest."""
    life = LIVES[name]
    reached, found = [life.initial], {life.initial}
    for state in reached:
        if state in life.ends():
            return state
        new = sorted(target for (source, _verb), target in life.edges.items() if source == state)
        reached += [target for target in dict.fromkeys(new) if target not in found]
        found.update(new)
    raise AssertionError(f"{name} never ends")


def to_the_wrong_place(name: str) -> Move:
    """One verb leads somewhere else than the table says."""
    life = LIVES[name]
    verb_off = next(verb for (state, verb) in life.edges if state == life.initial)
    others = (state for state in life.states.values if state not in (life.initial, _first(name)))
    elsewhere = next(others, life.initial)  # With two states in all, it stays where it was.

    def move(row: Any, verb: str) -> None:
        before = row.state
        by_life(life)(row, verb)
        if (before, verb) == (life.initial, verb_off):
            type(row).objects.filter(pk=row.pk).update(state=elsewhere, **TOGETHER.get(name, {}))

    return move


def _first(name: str) -> str:
    life = LIVES[name]
    return next(target for (state, _verb), target in life.edges.items() if state == life.initial)


FAULTS = {
    "without looking": without_looking,
    "out of an end": out_of_an_end,
    "to the wrong place": to_the_wrong_place,
}


SEEDED = [
    (name, fault)
    for name in TABLES
    for fault in FAULTS
    if fault != "out of an end" or LIVES[name].ends()
]
"""A life that can always go on has no end to come out of."""


@pytest.mark.parametrize(("name", "fault"), SEEDED)
def test_control_the_machine_finds_the_fault(world: World, name: str, fault: str):
    examples = max(EXAMPLES, ENOUGH_TO_FIND) if LONG else EXAMPLES
    with pytest.raises(AssertionError):
        walk_a_life(world, name, FAULTS[fault](name), examples)


ENOUGH_TO_FIND = 500
"""Walks of a control at full size, where no lot is chosen: it may need more of them than the second
database walks. In the check it has the campaign's own walks, and must find its fault in those."""


def test_a_verb_that_is_not_in_the_table_is_invalid(world: World):
    need: Any = fresh_row(world, "need")()
    with pytest.raises(Invalid):
        by_life(LIVES["need"])(need, "fly")
