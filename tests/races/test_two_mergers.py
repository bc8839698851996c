"""T4: three entries of one body, and two coordinators who merge them at the same moment.

A into B while B goes into C (or comes into A, or A goes into C): whatever referred to one of them
refers to an entry that is there, nobody goes into an entry that went, and whoever is too late hears
why. Who loses looks again; nothing has happened for them.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, scope_lifted
from lianjian.ground.organisations import services
from lianjian.ground.organisations.models import Alias, Merger, Organisation
from tests import makers
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.sizes import size

from .racing import (
    CONTROL_FAILS_AT_LEAST,
    Finish,
    everyone_got_a_reason,
    only_on_postgresql,
    race,
)

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]

MERGED = size(10, long=100)
A, B, C = range(3)
Pair = tuple[int, int]
"""Which goes into which."""

MERGERS: dict[str, tuple[Pair, Pair]] = {
    "A into B, B into C": ((A, B), (B, C)),
    "A into B, A into C": ((A, B), (A, C)),
    "A into B, B into A": ((A, B), (B, A)),
    "A into C, B into C": ((A, C), (B, C)),
    "A into B twice": ((A, B), (A, B)),
}


def three_entries(world: World, turn: int) -> list[Organisation]:
    """Three entries of one body, each with its other name and its branch."""
    found = []
    for name in "甲乙丙":
        one = makers.an_organisation(f"第{turn}家果业{name}", affiliation=world.county)
        services.add_alias(world.mei.actor, organisation=one, text=f"{name}号{turn}")
        a_branch(one)
        found.append(one)
    return found


def run_race(
    world: World,
    people: list[Character],
    turn: int,
    pairs: tuple[Pair, Pair],
    *,
    meet_before_writing: bool = False,
) -> Any:
    entries = three_entries(world, turn)
    runs = []
    for one, (gone, kept) in zip(people, pairs, strict=True):
        read = [Organisation.get_within(one.scope, pk=entries[at].pk) for at in (kept, gone)]
        runs.append(partial(services.merge, one.actor, kept=read[0], gone=read[1]))
    return entries, race(runs, meet_before_writing=meet_before_writing)


def faults(entries: list[Organisation], turn: int, finish: Finish) -> list[str]:
    """What is lost, or leads nowhere."""
    everything = Scope.of_everything()
    keys = {one.pk for one in entries}
    there = set(Organisation.within(everything).filter(pk__in=keys).values_list("pk", flat=True))
    found = [f"error: {error!r}" for error in finish.errors]
    if len(there) != 3 - len(finish.won):
        found.append(f"{len(there)} entries after {len(finish.won)} mergers")
    if not there:
        return [*found, "all are gone"]
    names = set(
        Alias.within(everything).filter(organisation__in=there).values_list("text", flat=True)
    )
    found += [f"{name} is lost" for name in "甲乙丙" if f"{name}号{turn}" not in names]
    if Branch.within(everything).filter(host__in=there).count() != len(there):
        found.append("a branch is lost")
    with scope_lifted("a test looks behind"):
        into = dict(Merger.objects.filter(gone__in=keys).values_list("gone", "kept"))
    if set(into) != keys - there:
        found.append("an entry went and no merger tells where")
    if any(kept not in there for kept in into.values()):
        found.append("an address leads to an entry that is not there")
    return found


def two_coordinators(world: World) -> list[Character]:
    return [world.mei, Character(makers.a_post(Role.COUNTY_COORDINATOR, division=world.county))]


@pytest.mark.parametrize("which", MERGERS)
def test_two_mergers_at_once_lose_nothing(which: str, campaign: Reporter):
    only_on_postgresql()
    world = a_world()
    people = two_coordinators(world)
    for turn in range(MERGED):
        entries, finish = run_race(world, people, turn, MERGERS[which])
        assert faults(entries, turn, finish) == []
        assert everyone_got_a_reason(finish)
        assert finish.won
    campaign(
        "T4",
        f"two mergers at the same moment: {which}",
        size=MERGED,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="no reference lost, no circle, whoever is too late hears why",
    )


CODES = ("9144030071526726XG", "91110000100000138Y")


def test_two_credit_codes_never_become_one(world: World):
    """Each looked while the third entry had no code yet."""
    only_on_postgresql()
    people = two_coordinators(world)
    entries = three_entries(world, 0)
    for one, code in zip(entries, CODES, strict=False):
        with scope_lifted("a maker"):
            Organisation.objects.filter(pk=one.pk).update(uscc=code)
    read = [
        [Organisation.get_within(one.scope, pk=entries[at].pk) for at in (C, gone)]
        for one, gone in zip(people, (A, B), strict=True)
    ]
    finish = race(
        [
            partial(services.merge, one.actor, kept=kept, gone=gone)
            for one, (kept, gone) in zip(people, read, strict=True)
        ]
    )
    assert (len(finish.won), len(finish.refused), finish.errors) == (1, 1, [])
    assert everyone_got_a_reason(finish)


def test_control_without_a_lock_two_mergers_go_wrong(world: World, monkeypatch: pytest.MonkeyPatch):
    only_on_postgresql()
    monkeypatch.setattr(ScopedQuerySet, "select_for_update", lambda rows, *_a, **_k: rows)
    people = two_coordinators(world)
    wrong = 0
    for turn in range(MERGED):
        entries, finish = run_race(
            world, people, turn, MERGERS["A into B, B into A"], meet_before_writing=True
        )
        wrong += bool(faults(entries, turn, finish))
    assert wrong >= CONTROL_FAILS_AT_LEAST * MERGED
