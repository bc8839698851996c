"""T4: thousands of mixed commands over the same few records, eight people at once: no deadlock."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import Need
from lianjian.chain.pairing import services as pairing
from lianjian.chain.pairing.models import Pairing, Proposal
from lianjian.chain.pairing.tests import makers
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Refused
from lianjian.ground.journal import chain, selectors
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.makers import a_post
from tests.sizes import size

from .racing import only_on_postgresql, race

COMMANDS = size(1000, long=10_000)
PEOPLE = 8

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]


def a_busy_county(world: World) -> list[Character]:
    """Four villages and four partners, everyone proposed to everyone; eight people."""
    villages = makers.some_villages(world, 4, span=2)
    partners = makers.some_partners(world, 4, span=2)
    round = makers.a_round(world.county, state="published")
    for village in villages:
        for partner in partners:
            makers.a_proposal(village, partner, round=round)
    secretaries = [
        a_post(Role.VILLAGE_SECRETARY, division=one.host.affiliation, organisation=one.host)
        for one in villages
    ]
    officers = [a_post(Role.LIAISON, organisation=one.host) for one in partners]
    return [Character(post) for post in [*secretaries, *officers]]


def some(fate: random.Random, rows: Any) -> Any:
    found = list(rows)
    return fate.choice(found) if found else None


def accept_one(fate: random.Random, one: Character) -> None:
    if row := some(fate, Proposal.within(one.scope).filter(state="proposed")):
        pairing.accept(one.actor, proposal=row)


def decline_one(fate: random.Random, one: Character) -> None:
    if row := some(fate, Proposal.within(one.scope).filter(state="proposed")):
        pairing.decline(one.actor, proposal=row, reason="not_now")


def end_one(fate: random.Random, one: Character) -> None:
    if row := some(fate, Pairing.within(one.scope).exclude(state="ended")):
        pairing.end(one.actor, pairing=row, reason="另有安排")


def wish(fate: random.Random, one: Character) -> None:
    branch = Branch.within(one.scope).get(host=one.post.organisation)
    pairing.say_wish(one.actor, branch=branch)


def turn_a_need(fate: random.Random, one: Character) -> None:
    if row := some(fate, Need.within(one.scope)):
        verb = fate.choice([exchange.meet, exchange.withdraw, exchange.reopen])
        verb(one.actor, listing=row)


def change_a_span(fate: random.Random, one: Character) -> None:
    branch = Branch.within(one.scope).get(host=one.post.organisation)
    registry.amend_branch(one.actor, branch=branch, span=fate.randint(1, 3))


def propose_again() -> None:
    """What was closed is open once more, so that there is always something to contend for."""
    with scope_lifted("the campaign goes on"):
        taken = Pairing.objects.exclude(state="ended").values_list("village_id", "partner_id")
        pairs = set(taken)
        for row in Proposal.objects.exclude(state="proposed"):
            if (row.village_id, row.partner_id) not in pairs:
                Proposal.objects.filter(pk=row.pk).update(
                    state="proposed",
                    village_accepted_at=None,
                    partner_accepted_at=None,
                    closed_at=None,
                )


VERBS: list[tuple[Callable[[random.Random, Character], None], int]] = [
    (accept_one, 6),
    (decline_one, 1),
    (end_one, 1),
    (wish, 1),
    (turn_a_need, 2),
    (change_a_span, 1),
]


def work(one: Character, seed: int, turns: int, done: Counter[str], faults: list[str]) -> None:
    fate = random.Random(seed)
    verbs, weights = zip(*VERBS, strict=True)
    try:
        for turn in range(turns):
            verb = fate.choices(verbs, weights)[0]
            try:
                verb(fate, one)
                done["won"] += 1
            except Refused:
                done["refused"] += 1
            except Exception as error:  # noqa: BLE001 - the campaign counts what is no refusal
                faults.append(f"{verb.__name__}: {type(error).__name__}: {error}")
            if turn % 10 == 9 and seed == 0:
                propose_again()
    finally:
        connection.close()


def no_place_is_given_twice() -> bool:
    with scope_lifted("a test looks behind"):
        open_ = list(Pairing.objects.exclude(state="ended").values_list("village", "partner"))
    return len(open_) == len(set(open_))


def test_mixed_commands_never_wait_for_each_other_crosswise(campaign: Reporter):
    only_on_postgresql()
    people = a_busy_county(a_world())
    done: Counter[str] = Counter()
    faults: list[str] = []
    crowd = [
        threading.Thread(target=work, args=[one, seed, COMMANDS // PEOPLE, done, faults])
        for seed, one in enumerate(people)
    ]
    # A person holds a connection all the while, and there are as many as people: not one for us.
    connection.close()
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert faults == []
    assert done["won"] + done["refused"] == COMMANDS // PEOPLE * PEOPLE
    assert done["won"] > COMMANDS / 4
    assert no_place_is_given_twice()
    assert isinstance(chain.check(selectors.all_lines()), chain.Whole)
    campaign(
        "T4",
        f"mixed commands of {PEOPLE} people at once",
        size=COMMANDS,
        control="two who lock crosswise are noticed",
        outcome="no deadlock, no place given twice, journal whole",
    )


def test_control_two_who_lock_crosswise_are_noticed():
    """PostgreSQL ends one of two that wait for each other; the campaign would count it."""
    only_on_postgresql()
    world = a_world()
    first, second = (branch.pk for branch in makers.some_villages(world, 2))
    both_hold_one = threading.Barrier(2)

    def lock(*keys: int) -> None:
        with transaction.atomic(), scope_lifted("crosswise"):
            rows = Branch.objects.select_for_update()
            rows.get(pk=keys[0])
            both_hold_one.wait(30)
            rows.get(pk=keys[1])

    finish = race([partial(lock, first, second), partial(lock, second, first)])
    assert ["deadlock" in str(error) for error in finish.errors] == [True]
