"""Small verbs that make what the ground holds: divisions, bodies, people, posts.

Rooms keep their own makers beside their tests (``<room>/tests/makers.py``). Every maker writes
behind the commands' backs, so that a test can begin in any state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import count

from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import search
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import DirectoryEntry, Kind, Organisation, folded
from lianjian.ground.organisations.services.writing import KIND
from lianjian.ground.places.codes import ancestor_code, full_code, level_of
from lianjian.ground.places.models import Division

LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "a long enough password"

_number = count(1)

_PARENT_LEVEL = {
    "city": "province",
    "county": "city",
    "town": "county",
    "village": "town",
    "hamlet": "village",
}


def a_division(digits: str | int, name: str = "") -> Division:
    """The division with an official code, and those above it, made where they are missing."""
    return divisions({digits: name})[0]


def divisions(named: Mapping[str | int, str]) -> list[Division]:
    """Several of them at once: a level costs one query, since every test pays for its world."""
    asked = {full_code(digits): name for digits, name in named.items()}
    codes = {above for code in asked for above in (code, *_all_above(code))}
    kept = {one.code: one for one in Division.objects.filter(code__in=codes, valid_to=None)}
    for level in ("province", *_PARENT_LEVEL):
        missing = [code for code in sorted(codes - kept.keys()) if level_of(code) == level]
        above = _PARENT_LEVEL.get(level)
        made = Division.objects.bulk_create(
            Division(
                code=code,
                name=asked.get(code) or f"示例{code}",
                core=asked.get(code) or f"示例{code}",
                initials="sl",
                level=level,
                parent=kept[ancestor_code(code, above)] if above else None,
                valid_from=LONG_AGO,
            )
            for code in missing
        )
        kept.update((one.code, one) for one in made)
    return [kept[code] for code in asked]


def _all_above(code: int) -> list[int]:
    above = _PARENT_LEVEL.get(level_of(code))
    if above is None:
        return []
    parent = ancestor_code(code, above)
    return [parent, *_all_above(parent)]


def an_organisation(
    name: str = "",
    *,
    kind: str = Kind.ENTERPRISE,
    affiliation: Division | None = None,
    seat: Division | None = None,
    kept_by: Division | Organisation | None = None,
) -> Organisation:
    """A body, in the directory of ``kept_by`` if given."""
    name = name or f"示例单位{next(_number)}"
    row = Organisation(name=name, kind=kind, affiliation=affiliation, seat=seat or affiliation)
    [made] = organisations([row])
    if kept_by is not None:
        keep([made], by=kept_by)
    return made


def organisations(rows: Iterable[Organisation]) -> list[Organisation]:
    """Bodies that search finds."""
    rows = list(rows)
    for row in rows:
        row.folded = folded(row.name)
    with scope_lifted("a maker"):
        made: list[Organisation] = Organisation.objects.bulk_create(rows)
    search.index_many(KIND, {one.pk: one.name for one in made})
    return made


def keep(bodies: Iterable[Organisation], *, by: Division | Organisation) -> None:
    """Let bodies stand in the directory of a division or an organisation."""
    keeper = "division" if isinstance(by, Division) else "keeper"
    with scope_lifted("a maker"):
        DirectoryEntry.objects.bulk_create(
            DirectoryEntry(organisation=one, **{keeper: by}) for one in bodies
        )


def a_person(username: str = "", *, phone: str | None = None) -> Person:
    """Somebody who can sign in with PASSWORD."""
    person = somebody(username, phone=phone)
    person.save()
    return person


def somebody(username: str = "", *, phone: str | None = None) -> Person:
    """A person who is not kept yet."""
    username = username or f"person{next(_number)}"
    person = Person(username=username, name=username.title(), phone=phone)
    person.set_password(PASSWORD)
    return person


def a_post(
    role: Role,
    *,
    person: Person | None = None,
    division: Division | None = None,
    organisation: Organisation | None = None,
    starts: dt.date = LONG_AGO,
    ends: dt.date | None = None,
) -> Post:
    """A post, held by a new person unless one is given."""
    [made] = posts(
        [
            Post(
                person=person or a_person(),
                role=role,
                division=division,
                organisation=organisation,
                starts=starts,
                ends=ends,
            )
        ]
    )
    return made


def posts(rows: Iterable[Post]) -> list[Post]:
    """Posts of people who are kept already."""
    with scope_lifted("a maker"):
        made: list[Post] = Post.objects.bulk_create(rows)
    return made
