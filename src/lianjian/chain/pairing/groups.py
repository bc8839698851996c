"""A round's rules on groups: a township's pairs, a body's branches, each partner's least.

What people have locked goes before such a rule: a group with more locked pairs has just these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lianjian.chain.registry.models import Branch

from .geography import town_of
from .material import Material, Pair
from .models import Participant, RuleSet, Solution
from .names import Named

TOWN, BODY, PARTNER = "town", "body", "partner"
"""How the name of a group begins; behind it stands a division's code, a host's key, a branch's."""


@dataclass
class Table:
    """The caps of an instance as columns: ``engine.Caps`` takes them."""

    name: list[str] = field(default_factory=list)
    villages: list[list[int] | None] = field(default_factory=list)
    partners: list[list[int] | None] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    most: list[int | None] = field(default_factory=list)

    def add(
        self,
        name: str,
        *,
        villages: list[int] | None = None,
        partners: list[int] | None = None,
        least: int = 0,
        most: int | None = None,
    ) -> None:
        row = (name, villages, partners, least, most)
        for column, value in zip(vars(self).values(), row, strict=True):
            column.append(value)


@dataclass(frozen=True)
class Member:
    """Who takes part, as a rule on groups looks at it: the ``group`` in which it lies (a township's
    code, a body's key, None for none), what it ``held`` before, and its ``room``."""

    branch: int
    group: Hashable
    held: int
    room: int


def members_of(material: Material) -> tuple[list[Member], list[Member]]:
    """The villages of a round by township, and its partners by body."""

    def member(row: Participant, group: Hashable) -> Member:
        return Member(row.branch_id, group, material.held[row.branch_id], material.room(row))

    return (
        [member(row, _town(row)) for row in material.villages],
        [member(row, row.branch.host_id) for row in material.partners],
    )


def caps_of(
    rules: RuleSet,
    villages: Collection[Member],
    partners: Collection[Member],
    locked: Collection[Pair],
) -> dict[str, Any]:
    """The rules of a rule set on the groups of those who take part; nothing where they are idle."""
    table = Table()
    if rules.per_town is not None:
        given = Counter(village for village, _partner in locked)
        for code, rows in _grouped(villages).items():
            most = _most(rules.per_town, rows, given)
            if most is not None:
                table.add(f"{TOWN}:{code}", villages=[row.branch for row in rows], most=most)
    taken = Counter(partner for _village, partner in locked)
    if rules.per_body is not None:
        for host, rows in _grouped(partners).items():
            most = _most(rules.per_body, rows, taken)
            if most is not None:
                table.add(f"{BODY}:{host}", partners=[row.branch for row in rows], most=most)
    if rules.least_of_a_partner:
        for row in partners:
            least = min(rules.least_of_a_partner - row.held, row.room)
            if least > 0:
                table.add(f"{PARTNER}:{row.branch}", partners=[row.branch], least=least)
    return vars(table) if table.name else {}


def _most(rule: int, rows: list[Member], locked: Counter[int]) -> int | None:
    """What a group may have, live pairs apart; None where it has no room for more anyhow."""
    held = sum(row.held for row in rows)
    most = max(rule - held, sum(locked[row.branch] for row in rows), 0)
    return most if most < sum(row.room for row in rows) else None


def _grouped(rows: Iterable[Member]) -> dict[Hashable, list[Member]]:
    found: dict[Hashable, list[Member]] = {}
    for row in rows:
        if row.group is not None:
            found.setdefault(row.group, []).append(row)
    return found


def _town(row: Participant) -> int | None:
    town = town_of(row.branch)
    return None if town is None else town.code


@dataclass(frozen=True)
class Line:
    """A group as the proof page shows it: ``pairs`` of it in the draft, its least and most."""

    kind: str
    name: str
    pairs: int
    least: int
    most: int | None

    @property
    def missing(self) -> int:
        return max(0, self.least - self.pairs)


MOST_LINES = 100
"""So many groups of a wide round are shown: those that have their fill, or lack something."""


def lines(solution: Solution, named: Named) -> list[Line]:
    """The groups of a draft in the order of their names; those that have left are left out. Of a
    wide round only those that its plan meets, and at most ``MOST_LINES``."""
    caps = solution.instance.get("caps") or vars(Table())
    villages = Counter(village for village, _partner in solution.pairs)
    partners = Counter(partner for _village, partner in solution.pairs)
    found = []
    for name, mine, theirs, least, most in zip(*(caps[key] for key in vars(Table())), strict=True):
        count = sum(villages[key] for key in mine or ()) + sum(
            partners[key] for key in theirs or ()
        )
        met = count < least or (most is not None and count >= most)
        if met or not solution.is_wide:
            found.append((name.partition(":")[0], mine or theirs or [], count, least, most))
    if solution.is_wide:
        found = found[:MOST_LINES]
    # A name is needed of one of each: that of who is still here.
    few = slice(3) if solution.is_wide else slice(None)
    branches = named({key for _kind, members, *_numbers in found for key in members[few]})
    shown = []
    for kind, members, count, least, most in found:
        here = [branches[key] for key in members if key in branches]
        if here:
            shown.append(Line(kind, _called(kind, here[0]), count, least, most))
    return sorted(shown, key=lambda line: (line.kind, line.name))


def _called(kind: str, branch: Branch) -> str:
    """A township by its own name, a body by its host's, a partner by its branch's."""
    if kind == TOWN:
        town = town_of(branch)
        return town.name if town is not None else ""
    return branch.host.name if kind == BODY else branch.name
