"""Small verbs that make what the ground holds: divisions, bodies, people, posts.

Rooms keep their own makers beside their tests (``<room>/tests/makers.py``). Every maker writes
behind the commands' backs, so that a test can begin in any state.
"""

from __future__ import annotations

import datetime as dt
from itertools import count

from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import search
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import DirectoryEntry, Kind, Organisation
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
    code = full_code(digits)
    level = level_of(code)
    existing = Division.objects.filter(code=code, valid_to=None).first()
    if existing:
        return existing
    above = _PARENT_LEVEL.get(level)
    parent = a_division(ancestor_code(code, above)) if above else None
    name = name or f"示例{code}"
    return Division.objects.create(
        code=code,
        name=name,
        core=name,
        initials="sl",
        level=level,
        parent=parent,
        valid_from=LONG_AGO,
    )


def an_organisation(
    name: str = "",
    *,
    kind: str = Kind.ENTERPRISE,
    affiliation: Division | None = None,
    seat: Division | None = None,
    kept_by: Division | Organisation | None = None,
) -> Organisation:
    """A body, in the directory of ``kept_by`` if given."""
    with scope_lifted("a maker"):
        made: Organisation = Organisation.objects.create(
            name=name or f"示例单位{next(_number)}",
            kind=kind,
            affiliation=affiliation,
            seat=seat or affiliation,
        )
        if isinstance(kept_by, Division):
            DirectoryEntry.objects.create(organisation=made, division=kept_by)
        elif kept_by is not None:
            DirectoryEntry.objects.create(organisation=made, keeper=kept_by)
    search.index(KIND, made.pk, made.name)
    return made


def a_person(username: str = "", *, phone: str | None = None) -> Person:
    """Somebody who can sign in with PASSWORD."""
    username = username or f"person{next(_number)}"
    person = Person(username=username, name=username.title(), phone=phone)
    person.set_password(PASSWORD)
    person.save()
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
    with scope_lifted("a maker"):
        made: Post = Post.objects.create(
            person=person or a_person(),
            role=role,
            division=division,
            organisation=organisation,
            starts=starts,
            ends=ends,
        )
    return made
