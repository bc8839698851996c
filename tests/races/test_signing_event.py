"""T4: the members of a group sign all accords of an event at the same moment, each in an order of
their own. The command puts them into one order; the naive twin locks them as they come.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import transaction

from lianjian.chain.accords import events, services
from lianjian.chain.accords.contents import Confirmation, Variation
from lianjian.chain.accords.models import Accord, Signature, SigningEvent, TextVersion
from lianjian.chain.accords.tests import makers
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world
from tests.sizes import size

from .racing import CONTROL_FAILS_AT_LEAST, only_on_postgresql, race

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]
RACES = size(10, long=100)
CONTROL_RACES = size(5, long=50)
"""A deadlock is noticed by the database only after a second."""
ACCORDS = 4


def before_the_group_signs(world: World) -> tuple[SigningEvent, list[Character]]:
    """An event whose accords wait for nobody but the three members of their group."""
    setting = makers.three_parties(world, members=3, quorum=3)
    event = services.plan_event(
        world.mei.actor, issuer=world.county, name="集体签约", held_on=clock.today()
    )
    services.draft_each(
        world.mei.actor,
        event=event,
        pattern=makers.a_draft(setting),
        variations=[Variation(title=f"共建协议之{place}") for place in range(ACCORDS)],
    )
    services.consult_event(world.mei.actor, event=event)
    services.open_event(world.mei.actor, event=event)
    for signer in setting.signers[:2]:
        services.sign_at_event(signer.actor, event=event, confirmations=shown(signer, event))
    return event, list(setting.signers[2:])


def shown(signer: Character, event: SigningEvent) -> list[Confirmation]:
    return [
        Confirmation(one.place.party, one.text.unsigned.digest, one.place.member)
        for one in events.waiting_for(signer.actor, event)
        if one.text.unsigned is not None
    ]


def shuffled(people: Sequence[Character], event: SigningEvent) -> list[list[Confirmation]]:
    """What each signs, in an order of their own: the first and the last in opposite ones."""
    fate = random.Random(7)
    orders = [shown(one, event) for one in people]
    for order in orders[1:-1]:
        fate.shuffle(order)
    orders[-1].reverse()
    return orders


def once_more(event: SigningEvent) -> None:
    with scope_lifted("the next race"):
        accords = Accord.objects.filter(event=event)
        Signature.objects.filter(version__accord__in=accords, member__isnull=False).delete()
        accords.update(state="signing", active_since=None)
        TextVersion.objects.filter(accord__in=accords).update(signed=None, in_force_from=None)


def test_all_sign_everything_and_every_accord_is_in_force(campaign: Reporter):
    only_on_postgresql()
    event, members = before_the_group_signs(a_world())
    for _ in range(RACES):
        runs = [
            partial(services.sign_at_event, one.actor, event=event, confirmations=order)
            for one, order in zip(members, shuffled(members, event), strict=True)
        ]
        finish = race(runs)
        assert (finish.errors, finish.refused) == ([], [])
        assert {row.accord.state for row in events.progress(makers.ALL, event)} == {"active"}
        once_more(event)
    campaign(
        "T4",
        f"{len(members)} sign {ACCORDS} accords of an event, each in another order",
        size=RACES,
        control=f"in orders of their own at least {CONTROL_FAILS_AT_LEAST:.0%} lock each other",
        outcome="all in force, no deadlock",
    )


def naive(signer: Character, confirmations: Sequence[Confirmation]) -> None:
    """Take the accords as they come, and write each signature under its lock."""
    with scope_lifted("a naive twin"), transaction.atomic():
        for one in confirmations:
            accord = Accord.objects.select_for_update().get(versions=one.party.version_id)
            Signature.objects.create(
                version_id=one.party.version_id,
                party=one.party,
                member=one.member,
                post=signer.post,
                signed_as="x",
                digest=one.digest,
                signed_at=clock.now(),
            )
            assert accord.state == "signing"


def test_control_in_orders_of_their_own_they_lock_each_other():
    only_on_postgresql()
    event, members = before_the_group_signs(a_world())
    wrong = 0
    for _ in range(CONTROL_RACES):
        orders = shuffled(members, event)
        finish = race([partial(naive, *one) for one in zip(members, orders, strict=True)])
        wrong += any("deadlock" in str(error) for error in finish.errors)
        once_more(event)
    assert wrong >= CONTROL_FAILS_AT_LEAST * CONTROL_RACES
