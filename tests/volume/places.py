"""The shape of a nation: how many there are of each, where their keys begin, and its divisions."""

from __future__ import annotations

from dataclasses import dataclass

from lianjian.ground.places.models import Division

from .inserting import insert

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

    @classmethod
    def of(cls, villages: int) -> Nation:
        """With so many villages, 10,000 at least, and organisations in proportion: 100,000 in a
        whole nation."""
        return cls(villages, villages * 100_000 // NATION)

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


def divisions(nation: Nation) -> None:
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
        insert(
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
