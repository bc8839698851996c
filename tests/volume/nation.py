"""A nation in the tables: villages with their branches and all that hangs on them, by plain SQL.

Made of one table of numbers by ``INSERT … SELECT``, the same on both databases: 620,573 villages
and 100,000 organisations take seconds, not the hour that the commands would take. Texts are made
up of numbers; the shape is a nation's: 31 provinces, sixteen villages a township, thirteen
townships a county, nine counties a city.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from lianjian.chain.accords.models import (
    Accord,
    AccordParty,
    BodyMember,
    GroupMember,
    JointBody,
    TextVersion,
)
from lianjian.chain.exchange.models import DormantAsset, Need, Offer, Sharing
from lianjian.chain.pairing.models import Pairing, Participant, Proposal, Round, RuleSet
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
from lianjian.ground.core import clock
from lianjian.ground.core.models import SearchEntry
from lianjian.ground.core.search import _tokens
from lianjian.ground.organisations.models import DirectoryEntry, Merger, Organisation
from lianjian.ground.places.models import Division

NATION = 620_573
"""Villages in the division tables that the product is delivered with."""

PROVINCES, COUNTIES, TOWNS, VILLAGES = 31, 9, 13, 16
"""Provinces in the nation, counties in a city, townships in a county, villages in a township."""

PROVINCE, CITY, COUNTY, TOWN, VILLAGE = (part * 10**7 for part in range(1, 6))
"""Where the keys of each level begin."""

OTHER = 6 * 10**7
"""Where the keys of organisations that are no village begin; a branch has its host's key."""

LONG_AGO = "2020-01-01"
SOON = "2030-01-01"


@dataclass(frozen=True, slots=True)
class Nation:
    """How many there are of each."""

    villages: int
    organisations: int

    @property
    def towns(self) -> int:
        return -(-self.villages // VILLAGES)

    @property
    def counties(self) -> int:
        return -(-self.towns // TOWNS)

    @property
    def cities(self) -> int:
        return max(PROVINCES, -(-self.counties // COUNTIES))

    @property
    def in_a_province(self) -> int:
        """Cities in a province."""
        return -(-self.cities // PROVINCES)


def fill(nation: Nation) -> None:
    """Put a nation into the tables, beside what is there, and let the database look at it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (n bigint PRIMARY KEY)")
        cursor.execute(
            "INSERT INTO numbers WITH RECURSIVE counting(n) AS "
            "(SELECT 0 UNION ALL SELECT n + 1 FROM counting WHERE n < %s) SELECT n FROM counting",
            [max(nation.villages, nation.organisations) * 2],
        )
    _divisions(nation)
    _registry(nation)
    _exchange(nation)
    _pairing(nation)
    _accords(nation)
    _found(nation)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE numbers")
        cursor.execute("ANALYZE")


def _divisions(nation: Nation) -> None:
    """A code is its parent's and a number of its own: the place value is the level's span."""
    levels: list[tuple[str, int, int, int, str, int]] = [
        ("province", PROVINCE, PROVINCES, 0, "0", 10**13),
        ("city", CITY, nation.cities, nation.in_a_province, "p.code", 10**11),
        ("county", COUNTY, nation.counties, COUNTIES, "p.code", 10**9),
        ("town", TOWN, nation.towns, TOWNS, "p.code", 10**6),
        ("village", VILLAGE, nation.villages, VILLAGES, "p.code", 10**3),
    ]
    above = 0
    for level, base, count, siblings, parent_code, span in levels:
        own = f"n %% {siblings} + 1" if siblings else "n + 11"
        parent = f"{above} + n / {siblings}" if siblings else "NULL"
        joined = f"JOIN places_division p ON p.id = {parent}" if siblings else ""
        _insert(
            Division,
            count,
            joined=joined,
            id=f"{base} + n",
            code=f"{parent_code} + ({own}) * CAST({span} AS bigint)",
            name=f"'{level} ' || CAST(n AS text)",
            core="'例' || CAST(n AS text)",
            initials="'l'",
            level=f"'{level}'",
            parent_id="p.id" if siblings else "CAST(NULL AS bigint)",
            valid_from=f"'{LONG_AGO}'",
        )
        above = base


def _registry(nation: Nation) -> None:
    villages, others = nation.villages, nation.organisations
    kinds = "CASE n %% 4 WHEN 0 THEN 'university' WHEN 1 THEN 'enterprise' "
    kinds += "WHEN 2 THEN 'government' ELSE 'society' END"
    place = f"CASE n %% 10 WHEN 0 THEN {PROVINCE} + n %% {PROVINCES} "
    place += f"ELSE {CITY} + n %% {nation.cities} END"
    _insert(
        Organisation,
        villages,
        id=f"{VILLAGE} + n",
        name="'例' || CAST(n AS text) || '村'",
        folded="'例' || CAST(n AS text) || '村'",
        kind="'village'",
        affiliation_id=f"{VILLAGE} + n",
        seat_id=f"{VILLAGE} + n",
    )
    _insert(
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
        _insert(
            Branch,
            count,
            id=f"{base} + n",
            host_id=f"{base} + n",
            name=f"'例' || CAST(n AS text) || '{tail}'",
        )
    _insert(
        DirectoryEntry,
        nation.counties * 100,
        organisation_id=f"{OTHER} + (n * 7) %% {others}",
        division_id=f"{COUNTY} + n / 100",
    )
    _insert(
        DirectoryEntry,
        nation.counties * 20,
        organisation_id=f"{OTHER} + (n * 7) %% {others}",
        keeper_id=f"{OTHER} + n / 200",
    )
    _insert(
        Merger,
        nation.counties * 5,
        kept_id=f"{VILLAGE} + (n * 41) %% {villages}",
        gone="n",
        gone_name="'例'",
    )
    _insert(
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
    _insert(
        Posting,
        villages // 4,
        branch_id=f"{VILLAGE} + n * 4",
        sending_unit_id=f"{OTHER} + (n * 7) %% {others}",
        batch="n %% 7 + 1",
        level="'county'",
        starts=f"'{LONG_AGO}'",
        ends=f"'{SOON}'",
    )
    _entities(nation)
    _people(nation)


def _entities(nation: Nation) -> None:
    third = nation.villages // 3
    _insert(
        BusinessEntity,
        third,
        id="n + 1",
        name="'例' || CAST(n AS text) || '合作社'",
        kind="'cooperative'",
        division_id=f"{VILLAGE} + n * 3",
        organisation_id=f"CASE n %% 20 WHEN 0 THEN {OTHER} + n / 20 END",
    )
    _insert(EntityVillage, third, entity_id="n + 1", village_id=f"{VILLAGE} + n * 3")
    _insert(
        Honour,
        third,
        branch_id=f"{VILLAGE} + n * 3",
        title="'先进' || CAST(n AS text)",
        issuer="'例县'",
        level="'county'",
        year="2020 + n %% 6",
    )
    _insert(
        Honour,
        third // 10,
        entity_id="n + 1",
        title="'先进' || CAST(n AS text)",
        issuer="'例县'",
        level="'county'",
        year="2020 + n %% 6",
    )
    _insert(
        Honour,
        third // 10,
        organisation_id=f"{OTHER} + n %% {nation.organisations}",
        title="'先进' || CAST(n AS text)",
        issuer="'例省'",
        level="'province'",
        year="2020 + n %% 6",
    )
    _insert(
        Source,
        nation.counties * 20,
        title="'报道' || CAST(n AS text)",
        outlet="'例报' || CAST(n %% 9 AS text)",
        published_on=f"'{LONG_AGO}'",
        division_id=f"{COUNTY} + n / 20",
    )
    _insert(
        Source,
        nation.counties * 5,
        title="'报道' || CAST(n AS text)",
        outlet="'例报' || CAST(n %% 9 AS text)",
        published_on=f"'{LONG_AGO}'",
        keeper_id=f"{OTHER} + n / 20",
    )


def _people(nation: Nation) -> None:
    _insert(
        Person,
        nation.villages,
        id=f"{VILLAGE} + n",
        password="'!'",
        username="'person-' || CAST(n AS text)",
        name="'村书记' || CAST(n AS text)",
    )
    _insert(
        Post,
        nation.villages,
        id=f"{VILLAGE} + n",
        person_id=f"{VILLAGE} + n",
        role="'village_secretary'",
        division_id=f"{VILLAGE} + n",
        organisation_id=f"{VILLAGE} + n",
        starts=f"'{LONG_AGO}'",
    )


def _exchange(nation: Nation) -> None:
    for model, base, count, each in (
        (Need, VILLAGE, nation.villages, 1),
        (Offer, OTHER, nation.organisations * 2, 2),
    ):
        _insert(
            model,
            count,
            id="n + 1",
            branch_id=f"{base} + n / {each}",
            title="'果品销路' || CAST(n %% 50 AS text)",
            area="CASE n %% 2 WHEN 0 THEN 'industry' ELSE 'talent' END",
            state="'open'",
        )
    _insert(
        DormantAsset,
        nation.villages // 3,
        branch_id=f"{VILLAGE} + n * 3",
        title="'旧校舍' || CAST(n AS text)",
        sort="'building'",
        state="'dormant'",
    )

    for reader, key in (
        ("organisation_id", f"{OTHER} + n %% {nation.organisations}"),
        ("division_id", f"{COUNTY} + n %% {nation.counties}"),
    ):
        _insert(
            Sharing,
            nation.villages // 10,
            branch_id=f"{VILLAGE} + n * 10",
            cause="'round:' || CAST(n AS text)",
            **{reader: key},
        )


def _pairing(nation: Nation) -> None:
    others, county = nation.organisations, VILLAGES * TOWNS
    _insert(RuleSet, nation.counties, id="n + 1001", division_id=f"{COUNTY} + n")
    _insert(
        Round,
        nation.counties,
        id="n + 1001",
        name="'轮次' || CAST(n AS text)",
        division_id=f"{COUNTY} + n",
        rules_id="n + 1001",
    )
    _insert(
        Participant,
        nation.villages,
        id="n + 1001",
        round_id=f"n / {county} + 1001",
        branch_id=f"{VILLAGE} + n",
        side="'village'",
        capacity="1",
    )
    partner = f"{OTHER} + (n * 7) %% {others}"
    _insert(
        Proposal,
        nation.villages,
        id="n + 1001",
        round_id=f"n / {county} + 1001",
        village_id=f"{VILLAGE} + n",
        partner_id=partner,
        score="500000",
        reasons="'[]'",
        state="'proposed'",
        reply_by=f"'{SOON}'",
    )
    _insert(
        Pairing,
        nation.villages // 2,
        village_id=f"{VILLAGE} + n * 2",
        partner_id=f"{OTHER} + (n * 14) %% {others}",
        origin="'round'",
        proposal_id="n * 2 + 1001",
        agreed_on=f"'{LONG_AGO}'",
    )


def _accords(nation: Nation) -> None:
    bodies, accords = nation.counties * 10, nation.counties * 20
    _insert(
        JointBody,
        bodies,
        id="n + 1001",
        name="'联合党委' || CAST(n AS text)",
        kind="'joint_committee'",
        division_id=f"{COUNTY} + n / 10",
    )
    _insert(
        BodyMember,
        bodies,
        body_id="n + 1001",
        branch_id=f"{VILLAGE} + (n * 20) %% {nation.villages}",
    )
    _insert(
        Accord,
        accords,
        id="n + 1001",
        title="'协议' || CAST(n AS text)",
        code="'C' || CAST(n AS text)",
        division_id=f"{COUNTY} + n / 20",
    )
    _insert(
        TextVersion,
        accords,
        id="n + 1001",
        accord_id="n + 1001",
        number="1",
        sent_at=f"'{LONG_AGO} 00:00:00+00:00'",
    )
    _insert(
        AccordParty,
        accords,
        version_id="n + 1001",
        order="1",
        kind="'branch'",
        branch_id=f"{VILLAGE} + (n * 10) %% {nation.villages}",
        name="'例'",
    )
    _insert(
        AccordParty,
        accords,
        id=f"{OTHER} + n",
        version_id="n + 1001",
        order="2",
        kind="'group'",
        name="'例'",
    )
    _insert(
        AccordParty,
        accords,
        version_id="n + 1001",
        order="3",
        kind="'organisation'",
        organisation_id=f"{OTHER} + n %% {nation.organisations}",
        name="'例'",
    )
    _insert(
        GroupMember,
        accords,
        party_id=f"{OTHER} + n",
        branch_id=f"{VILLAGE} + (n * 10 + 1) %% {nation.villages}",
        name="'例'",
    )


def _found(nation: Nation) -> None:
    """The search index: what ``core.search`` would have written for these names."""
    parts = (
        ("organisations.organisation", VILLAGE, nation.villages, "村"),
        ("organisations.organisation", OTHER, nation.organisations, "研究院"),
        ("registry.branch", VILLAGE, nation.villages, "村党支部"),
        ("registry.branch", OTHER, nation.organisations, "研究院党委"),
    )
    for kind, base, count, tail in parts:
        before, after = " ".join(_tokens("例")), " ".join(_tokens(tail))
        _insert(
            SearchEntry,
            count,
            kind=f"'{kind}'",
            key=f"{base} + n",
            text=f"'例' || CAST(n AS text) || '{tail}'",
            tokens=f"'{before} w' || CAST(n AS text) || ' {after}'",
        )


def _insert(model: type[models.Model], count: int, *, joined: str = "", **columns: str) -> None:
    """A row of ``model`` for each number below ``count``: columns as SQL of ``n``, or defaults."""
    quote, given = connection.ops.quote_name, dict(columns)
    names, values, parameters = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key and "id" not in given:
            continue
        names.append(quote(str(field.column)))
        if field.column in given:
            values.append(_typed(field, given.pop(str(field.column))))
        else:
            values.append(_typed(field, "%s"))
            parameters.append(_default(field))
    if given:
        raise ValueError(f"{model._meta.label} has no columns {sorted(given)}.")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "
            f"SELECT {', '.join(values)} FROM numbers {joined} WHERE n < %s",
            [*parameters, count],
        )


def _typed(field: models.Field[Any, Any], value: str) -> str:
    """A value as its column's own type: PostgreSQL takes a bare text for a date or JSON nowhere."""
    if connection.vendor != "postgresql":
        return value
    return f"CAST({value} AS {field.rel_db_type(connection) or field.db_type(connection)})"


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now_add", False):
        value: Any = clock.now()
    elif field.default is not NOT_PROVIDED:
        value = field.get_default()
    else:
        value = None if field.null else ""
    return field.get_db_prep_save(value, connection)
