"""A county of full size in a database of its own: 260 villages, 500 organisations, 2,600 needs,
5,000 offers, ties and wishes, from a seed. Nothing in it is real."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

VILLAGES, BODIES, NEEDS, OFFERS, TIES, WISHES = 260, 500, 2_600, 5_000, 900, 1_500
SEED = 7


@contextmanager
def a_database() -> Iterator[None]:
    """Django, set up on an empty SQLite database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lianjian-county-") as home:
        os.environ |= {"LIANJIAN_HOME": home, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield


def fill() -> tuple[object, object]:
    """The county's coordinator (an actor) and its round, with everybody enrolled."""
    import numpy as np
    from tests import makers
    from tests.cast import a_world

    from lianjian.chain.exchange.models import Need, Offer
    from lianjian.chain.pairing import services
    from lianjian.chain.pairing.models import Interest
    from lianjian.chain.registry.models import Branch, Tie
    from lianjian.ground.core import clock
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.ground.organisations.models import Kind, Organisation
    from lianjian.ground.places.models import Division
    from lianjian.site.demo import invented

    rng = np.random.default_rng(SEED)
    world = a_world()
    today = clock.today()
    code = str(world.county.code)[:6]
    places = makers.divisions(
        {f"{code}{100 + n // 20}{201 + n % 20}": f"示例{n}村" for n in range(VILLAGES)}
    )
    province = Division.objects.get(level="province")
    kinds = [k for k in invented.OFFERS]
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

    def row(pool: object, kind: type, branch: Branch) -> object:
        area, title, quantity = pool[int(rng.integers(len(pool)))]  # type: ignore[index,arg-type]
        other = invented.NEEDS[int(rng.integers(len(invented.NEEDS)))][1]
        return kind(
            branch=branch,
            title=f"{title}，{other[:8]}",
            area=area,
            quantity=quantity,
            state="open",
            industry=f"{int(rng.integers(1, 5)):02}",
        )

    with scope_lifted("a benchmark"):
        mine = Branch.objects.bulk_create(
            Branch(
                host=body,
                name=f"{body.name}党支部",
                span=int(rng.integers(1, 4)),
                must_serve=bool(rng.random() < 0.15),
            )
            for body in villages
        )
        theirs = Branch.objects.bulk_create(
            Branch(host=body, name=f"{body.name}党支部", span=int(rng.integers(1, 4)))
            for body in bodies
        )
        Need.objects.bulk_create(
            row(invented.NEEDS, Need, mine[n % VILLAGES]) for n in range(NEEDS)
        )
        Offer.objects.bulk_create(
            row(invented.OFFERS[theirs[n % BODIES].host.kind], Offer, theirs[n % BODIES])
            for n in range(OFFERS)
        )
        Tie.objects.bulk_create(
            Tie(
                village=mine[int(rng.integers(VILLAGES))],
                partner=theirs[int(rng.integers(BODIES))],
                ground=Tie.Ground.PAST_COOPERATION,
                evidence="一起办过技术培训",
                strength=int(rng.integers(300, 900)),
                since=today - dt.timedelta(days=int(rng.integers(30, 900))),
            )
            for _ in range(TIES)
        )
        said = {
            (int(rng.integers(VILLAGES)), int(rng.integers(BODIES)), bool(rng.random() < 0.5))
            for _ in range(WISHES)
        }
        Interest.objects.bulk_create(
            Interest(
                branch=mine[v] if by_village else theirs[p],
                towards=theirs[p] if by_village else mine[v],
                wish=True,
                said_on=today,
                until=today + dt.timedelta(days=90),
            )
            for v, p, by_village in said
        )
    actor = world.mei.actor
    rules = services.write_rules(actor, division=world.county)
    round_ = services.open_round(actor, name="示例轮次", rules=rules)
    services.enrol(actor, round=round_, branches=[*mine, *theirs])
    return world.mei, round_
