"""Take divisions over from the official list: by county, by province, or all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..codes import Level, full_code, subtree
from ..edition import AS_OF, Edition, Listed, title
from ..models import Division
from ..names import core_of, initials_of

Progress = Callable[[int, int], None]
"""Told after every batch: how many divisions are there, of how many."""

BATCH = 20_000
"""Divisions a transaction takes at least, if there are as many: a kill loses seconds of work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: towns and villages that the list has, and divisions that were added."""

    listed: int
    added: int


def import_divisions(
    actor: Actor,
    *,
    codes: Iterable[str] = (),
    everything: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Take over the counties that ``codes`` name (2 to 12 digits), or the whole list.

    Every batch is a command of its own, committed with one line in the journal: a run that was
    killed is continued by the next, and what is there already costs a look. Raises Invalid,
    before anything is written, for a code that the list does not have.
    """
    with Edition() as edition:
        counties = edition.counties() if everything else _named(edition, codes)
        sizes = edition.sizes(counties)
        total, done, added = sum(sizes.values()), 0, 0
        for batch in _batches(sizes):
            missing = len(_missing(edition, batch))
            if missing:
                take_over(actor, edition=title(), counties=batch, missing=missing)
            added += missing
            done += sum(sizes[county] for county in batch)
            if progress:
                progress(done, total)
    return Outcome(total, added)


@command("places.import", policy=policy.may_import)
def take_over(actor: Actor, *, edition: str, counties: Sequence[str], missing: int) -> None:
    """Add what the list has in these counties (six digits each) and the table has not.

    ``missing`` is how many that are, for the journal. A code that was ever here, under any name
    and however long ago, is left as it is: the list does not know what was renumbered since.
    """
    with Edition() as source:
        rows = _missing(source, counties)
    keys = _keys({row.above for row in rows})
    for level in Level:
        made = [row for row in rows if row.level is level]
        _insert(made, keys)
        if level is not Level.VILLAGE:
            keys |= _keys({row.code for row in made})


def _named(edition: Edition, codes: Iterable[str]) -> list[str]:
    counties: dict[str, None] = {}
    for code in codes:
        found = edition.counties(code) if code.isdecimal() and 2 <= len(code) <= 12 else []
        if not found:
            raise Invalid(
                _("The official list has no division with the code %(code)s.") % {"code": code}
            )
        counties |= dict.fromkeys(found)
    return list(counties)


def _batches(sizes: dict[str, int]) -> Iterator[list[str]]:
    """The counties in their order, so many at a time that BATCH divisions come together."""
    batch: list[str] = []
    for county in sizes:
        batch.append(county)
        if sum(sizes[each] for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _missing(edition: Edition, counties: Sequence[str]) -> list[Listed]:
    """What the list has in and above these counties and the table has not."""
    above = {row.code: row for county in counties for row in edition.above(county)}
    rows = list(above.values())
    for county in counties:
        rows += edition.below(county, Level.TOWN)
        rows += edition.below(county, Level.VILLAGE)
    here = _here(above, counties)
    return [row for row in rows if row.code not in here]


def _here(above: Iterable[int], counties: Sequence[str]) -> set[int]:
    """The codes among these that the table has had at any time."""
    codes = Division.objects.values_list("code", flat=True).order_by()
    here = set(codes.filter(code__in=list(above)))
    for county in counties:
        first, behind = subtree(full_code(county), Level.COUNTY)
        here.update(codes.filter(code__gte=first, code__lt=behind))
    return here


def _keys(codes: set[int]) -> dict[int, int]:
    """The primary keys of divisions that stand, by code."""
    rows = Division.objects.order_by("valid_from").values_list("code", "pk")
    asked = sorted(codes)
    found: dict[int, int] = {}
    for start in range(0, len(asked), 500):
        found |= dict(rows.filter(code__in=asked[start : start + 500]))
    return found


_COLUMNS = ("code", "name", "core", "initials", "level", "parent_id", "official", "valid_from")


def _insert(rows: Sequence[Listed], keys: dict[int, int]) -> None:
    """By plain INSERT: 662,000 model instances alone cost as long as all the rest together."""
    columns = ", ".join(connection.ops.quote_name(column) for column in _COLUMNS)
    places = ", ".join(["%s"] * len(_COLUMNS))
    table = connection.ops.quote_name(Division._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - the names are ours
            [_values(row, keys) for row in rows],
        )


def _values(listed: Listed, keys: dict[int, int]) -> tuple[int | str | bool | dt.date | None, ...]:
    core = core_of(listed.name, listed.level)
    return (
        listed.code,
        listed.name,
        core,
        initials_of(core)[:40],
        listed.level.value,
        keys.get(listed.above),
        True,
        AS_OF,
    )
