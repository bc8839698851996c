"""Division codes: 15 digits, the official 12 (统计用区划代码) and 3 for hamlets below the list.

``PP CC AA TTT VVV HHH``: province, city, county, town, village, hamlet. A subtree is a half-open
range of codes, because a code begins with the code of what it lies in.
"""

from __future__ import annotations

from enum import StrEnum

from lianjian.ground.core.scope import CodeRange


class Level(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"
    HAMLET = "hamlet"


SPAN: dict[str, int] = {
    Level.PROVINCE: 10**13,
    Level.CITY: 10**11,
    Level.COUNTY: 10**9,
    Level.TOWN: 10**6,
    Level.VILLAGE: 10**3,
    Level.HAMLET: 1,
}
"""How many codes a division of each level takes up."""


def full_code(digits: str | int) -> int:
    """An official code of 2 to 12 digits as a 15-digit code: ``350303`` → 350303000000000."""
    text = str(digits)
    if not text.isdecimal() or len(text) > 15:
        raise ValueError(f"Not a division code: {text!r}")
    return int(text) * int(10 ** (15 - len(text)))


def level_of(code: int) -> Level:
    """The level that a code's trailing zeros show."""
    for level in Level:
        if code % SPAN[level] == 0:
            return level
    return Level.HAMLET


def subtree(code: int, level: str | None = None) -> CodeRange:
    """The half-open range of codes at and below a division.

    Give the level where it is known: a city-run town or a directly governed county can end in
    more zeros than its level has.
    """
    return code, code + SPAN[level or level_of(code)]


def ancestor_code(code: int, level: str) -> int:
    """The code of the division of ``level`` in which ``code`` lies."""
    return code - code % SPAN[level]


def village_code(code: int) -> int:
    """The code of the village in which a hamlet lies; its own where it lies in none.

    A natural village that nobody assigned to a village hangs below its town or county, whose
    codes have no digits where a village has them.
    """
    village = ancestor_code(code, Level.VILLAGE)
    return village if village % SPAN[Level.TOWN] else code


def official(code: int) -> str:
    """A code as people know it: 12 digits, or 15 for a hamlet."""
    text = f"{code:015d}"
    return text[:12] if text.endswith("000") else text
