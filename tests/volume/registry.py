"""Who is there and who knows whom: organisations, branches, ties, postings, people."""

from __future__ import annotations

from lianjian.chain.registry.models import (
    Branch,
    BusinessEntity,
    EntityVillage,
    Honour,
    Posting,
    Source,
    Tie,
)
from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.organisations.models import DirectoryEntry, Merger, Organisation

from .inserting import insert
from .places import CITY, COUNTY, LONG_AGO, OTHER, PROVINCE, PROVINCES, SOON, VILLAGE, Nation


def registry(nation: Nation) -> None:
    """Everything that the registry keeps of a nation."""
    _bodies(nation)
    _relations(nation)
    _entities(nation)
    _people(nation)


def _bodies(nation: Nation) -> None:
    villages, others = nation.villages, nation.organisations
    kinds = "CASE n %% 4 WHEN 0 THEN 'university' WHEN 1 THEN 'enterprise' "
    kinds += "WHEN 2 THEN 'government' ELSE 'society' END"
    place = f"CASE n %% 10 WHEN 0 THEN {PROVINCE} + n %% {PROVINCES} "
    place += f"ELSE {CITY} + n %% {nation.cities} END"
    insert(
        Organisation,
        villages,
        id=f"{VILLAGE} + n",
        name="'例' || CAST(n AS text) || '村'",
        folded="'例' || CAST(n AS text) || '村'",
        kind="'village'",
        affiliation_id=f"{VILLAGE} + n",
        seat_id=f"{VILLAGE} + n",
    )
    insert(
        Organisation,
        others,
        id=f"{OTHER} + n",
        name="'例' || CAST(n AS text) || '研究院'",
        folded="'例' || CAST(n AS text) || '研究院'",
        kind=kinds,
        affiliation_id=place,
        seat_id=place,
    )
    for base, count, tail in ((VILLAGE, villages, "村党支部"), (OTHER, others, "研究院党委")):
        insert(
            Branch,
            count,
            id=f"{base} + n",
            host_id=f"{base} + n",
            name=f"'例' || CAST(n AS text) || '{tail}'",
        )


def _relations(nation: Nation) -> None:
    villages, others = nation.villages, nation.organisations
    insert(
        DirectoryEntry,
        nation.counties * 100,
        organisation_id=f"{OTHER} + (n * 7) %% {others}",
        division_id=f"{COUNTY} + n / 100",
    )
    insert(
        DirectoryEntry,
        nation.counties * 20,
        organisation_id=f"{OTHER} + (n * 7) %% {others}",
        keeper_id=f"{OTHER} + n / 200",
    )
    insert(
        Merger,
        nation.counties * 5,
        kept_id=f"{VILLAGE} + (n * 41) %% {villages}",
        gone="n",
        gone_name="'例'",
    )
    insert(
        Tie,
        villages,
        village_id=f"{VILLAGE} + n",
        partner_id=f"{OTHER} + (n * 7) %% {others}",
        ground="'agreement'",
        evidence="'一句话'",
        strength="3",
        since=f"'{LONG_AGO}'",
        until=f"'{SOON}'",
    )
    insert(
        Posting,
        villages // 4,
        branch_id=f"{VILLAGE} + n * 4",
        sending_unit_id=f"{OTHER} + (n * 7) %% {others}",
        batch="n %% 7 + 1",
        level="'county'",
        starts=f"'{LONG_AGO}'",
        ends=f"'{SOON}'",
    )


def _entities(nation: Nation) -> None:
    third = nation.villages // 3
    insert(
        BusinessEntity,
        third,
        id="n + 1",
        name="'例' || CAST(n AS text) || '合作社'",
        kind="'cooperative'",
        division_id=f"{VILLAGE} + n * 3",
        organisation_id=f"CASE n %% 20 WHEN 0 THEN {OTHER} + n / 20 END",
    )
    insert(EntityVillage, third, entity_id="n + 1", village_id=f"{VILLAGE} + n * 3")
    insert(
        Honour,
        third,
        branch_id=f"{VILLAGE} + n * 3",
        title="'先进' || CAST(n AS text)",
        issuer="'例县'",
        level="'county'",
        year="2020 + n %% 6",
    )
    insert(
        Honour,
        third // 10,
        entity_id="n + 1",
        title="'先进' || CAST(n AS text)",
        issuer="'例县'",
        level="'county'",
        year="2020 + n %% 6",
    )
    insert(
        Honour,
        third // 10,
        organisation_id=f"{OTHER} + n %% {nation.organisations}",
        title="'先进' || CAST(n AS text)",
        issuer="'例省'",
        level="'province'",
        year="2020 + n %% 6",
    )
    insert(
        Source,
        nation.counties * 20,
        title="'报道' || CAST(n AS text)",
        outlet="'例报' || CAST(n %% 9 AS text)",
        published_on=f"'{LONG_AGO}'",
        division_id=f"{COUNTY} + n / 20",
    )
    insert(
        Source,
        nation.counties * 5,
        title="'报道' || CAST(n AS text)",
        outlet="'例报' || CAST(n %% 9 AS text)",
        published_on=f"'{LONG_AGO}'",
        keeper_id=f"{OTHER} + n / 20",
    )


def _people(nation: Nation) -> None:
    insert(
        Person,
        nation.villages,
        id=f"{VILLAGE} + n",
        password="'!'",
        username="'person-' || CAST(n AS text)",
        name="'村书记' || CAST(n AS text)",
    )
    insert(
        Post,
        nation.villages,
        id=f"{VILLAGE} + n",
        person_id=f"{VILLAGE} + n",
        role="'village_secretary'",
        division_id=f"{VILLAGE} + n",
        organisation_id=f"{VILLAGE} + n",
        starts=f"'{LONG_AGO}'",
    )
