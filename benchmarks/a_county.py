"""A county of full size in a database of its own: 260 villages, 500 organisations, 2,600 needs,
5,000 offers, ties and wishes, from a seed. Nothing in it is real."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tests.cast import Character, World

    from lianjian.chain.pairing.models import Round
    from lianjian.chain.registry.models import Branch

Lot = np.random.Generator

VILLAGES, BODIES, NEEDS, OFFERS, TIES, WISHES = 260, 500, 2_600, 5_000, 900, 1_500
SEED = 7


@contextmanager
def a_database(*, embedded: bool = True) -> Iterator[None]:
    """Django, set up on an empty SQLite database that is gone afterwards; where the embedded one is
    not insisted on, on an empty one that ``DATABASE_URL`` names."""
    with tempfile.TemporaryDirectory(prefix="lianjian-county-") as home:
        os.environ |= {"LIANJIAN_HOME": home, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        if embedded:
            os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield


def fill() -> tuple[Character, Round]:
    """The county's coordinator and its round, with everybody enrolled."""
    from tests.cast import a_world

    from lianjian.chain.pairing import services

    rng = np.random.default_rng(SEED)
    world = a_world()
    mine, theirs = _branches(world, rng)
    _listings(mine, theirs, rng)
    _ties_and_wishes(mine, theirs, rng)
    actor = world.mei.actor
    rules = services.write_rules(actor, division=world.county)
    round_ = services.open_round(actor, name="示例轮次", rules=rules)
    services.enrol(actor, round=round_, branches=[*mine, *theirs])
    return world.mei, round_


def _branches(world: World, rng: Lot) -> tuple[list[Branch], list[Branch]]:
    """The branches of the villages, and of the bodies in the county's directory."""
    from tests import makers

    from lianjian.chain.registry.models import Branch
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.ground.organisations.models import Kind, Organisation
    from lianjian.site.demo import invented

    code = str(world.county.code)[:6]
    places = makers.divisions(
        {f"{code}{100 + n // 20}{201 + n % 20}": f"示例{n}村" for n in range(VILLAGES)}
    )
    province = world.university.affiliation
    kinds = list(invented.OFFERS)
    villages = makers.organisations(
        Organisation(name=place.name, kind=Kind.VILLAGE, affiliation=place, seat=place)
        for place in places
    )
    bodies = makers.organisations(
        Organisation(
            name=f"示例{n}单位", kind=kinds[n % len(kinds)], affiliation=province, seat=province
        )
        for n in range(BODIES)
    )
    makers.keep(bodies, by=world.county)

    def a_branch(body: Organisation, weak: float) -> Branch:
        return Branch(
            host=body,
            name=f"{body.name}党支部",
            span=int(rng.integers(1, 4)),
            must_serve=bool(rng.random() < weak),
        )

    with scope_lifted("a benchmark"):
        return (
            Branch.objects.bulk_create(a_branch(body, 0.15) for body in villages),
            Branch.objects.bulk_create(a_branch(body, 0.0) for body in bodies),
        )


def _listings(mine: list[Branch], theirs: list[Branch], rng: Lot) -> None:
    from lianjian.chain.exchange.models import Need, Offer
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.site.demo import invented

    def said(pool: Sequence[tuple[str, str, str]]) -> dict[str, str]:
        area, title, quantity = pool[int(rng.integers(len(pool)))]
        other = invented.NEEDS[int(rng.integers(len(invented.NEEDS)))][1]
        return {
            "title": f"{title}，{other[:8]}",
            "area": area,
            "quantity": quantity,
            "state": "open",
            "industry": f"{int(rng.integers(1, 5)):02}",
        }

    with scope_lifted("a benchmark"):
        Need.objects.bulk_create(
            Need(branch=mine[n % VILLAGES], **said(invented.NEEDS)) for n in range(NEEDS)
        )
        Offer.objects.bulk_create(
            Offer(branch=branch, **said(invented.OFFERS[branch.host.kind]))
            for branch in (theirs[n % BODIES] for n in range(OFFERS))
        )


def _ties_and_wishes(mine: list[Branch], theirs: list[Branch], rng: Lot) -> None:
    from lianjian.chain.pairing.models import Interest
    from lianjian.chain.registry.models import Tie
    from lianjian.ground.core import clock
    from lianjian.ground.core.scoped import scope_lifted

    today = clock.today()
    pairs = [
        (mine[int(rng.integers(VILLAGES))], theirs[int(rng.integers(BODIES))], bool(n % 2))
        for n in range(WISHES)
    ]
    with scope_lifted("a benchmark"):
        Tie.objects.bulk_create(
            Tie(
                village=village,
                partner=partner,
                ground=Tie.Ground.PAST_COOPERATION,
                evidence="一起办过技术培训",
                strength=int(rng.integers(300, 900)),
                since=today - dt.timedelta(days=int(rng.integers(30, 900))),
            )
            for village, partner, _by_village in pairs[:TIES]
        )
        Interest.objects.bulk_create(
            Interest(
                branch=village if by_village else partner,
                towards=partner if by_village else village,
                wish=True,
                said_on=today,
                until=today + dt.timedelta(days=90),
            )
            for village, partner, by_village in dict.fromkeys(pairs)
        )
