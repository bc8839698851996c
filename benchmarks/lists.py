"""Lists over many villages: seconds and queries a page, for a county and for its whole province.

    python -m benchmarks.lists [VILLAGES]        (100,000 unless said otherwise)

Every village has its division, organisation, branch and one need; all lie in one county, so that
its coordinator sees as many as the province's does. SQLite; PostgreSQL is not measured here.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from benchmarks import a_county

if TYPE_CHECKING:
    from tests.cast import Character, World

PAGES = (
    "/organisations/",
    "/branches/",
    "/branches/?sort=place",
    "/branches/?page=900",
    "/exchange/needs",
    "/exchange/needs?q=果品",
    "/exchange/resources",
    "/pairing/coverage",
)
PORTION = 5_000


def fill(world: World, villages: int) -> None:
    """Divisions, organisations, branches and needs, behind the commands' backs."""
    from tests import makers

    from lianjian.chain.exchange.models import Need
    from lianjian.chain.registry.models import Branch
    from lianjian.ground.core.scoped import scope_lifted
    from lianjian.ground.organisations.models import Kind, Organisation, folded
    from lianjian.ground.places.models import Division

    county = world.county.code
    with scope_lifted("a benchmark"):
        places = Division.objects.bulk_create(
            [
                Division(
                    code=county + (200 + n // 700) * 10**6 + (201 + n % 700) * 1_000,
                    name=f"示例{n}村",
                    core=f"示例{n}村",
                    initials="sl",
                    level="village",
                    parent=world.town,
                    valid_from=makers.LONG_AGO,
                )
                for n in range(villages)
            ],
            batch_size=PORTION,
        )
        bodies = Organisation.objects.bulk_create(
            [
                Organisation(
                    name=place.name,
                    folded=folded(place.name),
                    kind=Kind.VILLAGE,
                    affiliation=place,
                    seat=place,
                )
                for place in places
            ],
            batch_size=PORTION,
        )
        branches = Branch.objects.bulk_create(
            [Branch(host=body, name=f"{body.name}党支部") for body in bodies], batch_size=PORTION
        )
        Need.objects.bulk_create(
            [
                Need(branch=branch, title=f"果品销路{n % 50}", area="industry", state="open")
                for n, branch in enumerate(branches)
            ],
            batch_size=PORTION,
        )


def the_province(world: World) -> Character:
    """Who coordinates the province in which the county lies."""
    from tests.cast import Character
    from tests.makers import a_post

    from lianjian.ground.accounts.roles import Role

    return Character(a_post(Role.PROVINCE_COORDINATOR, division=world.university.affiliation))


def main(arguments: list[str]) -> None:
    villages = int(arguments[0]) if arguments else 100_000
    with a_county.a_database():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext
        from tests.cast import a_world

        world = a_world()
        fill(world, villages)
        print(f"{villages:,} villages with a branch and a need each")
        for who, one in (("county", world.mei), ("province", the_province(world))):
            client = one.client()
            client.get("/today", headers={"host": "localhost"})
            for page in PAGES:
                with CaptureQueriesContext(connection) as asked:
                    began = time.perf_counter()
                    answer = client.get(page, headers={"host": "localhost"})
                    seconds = time.perf_counter() - began
                print(
                    f"{who:9}{page:28} {answer.status_code}  {len(asked):3} queries  "
                    f"{seconds:5.2f} s"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
