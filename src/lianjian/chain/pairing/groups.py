"""A round's rules on groups: a township's pairs, a body's branches, each partner's least.

What people have locked goes before such a rule: a group with more locked pairs has just these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianjian.chain.registry.models import Branch

from .geography import town_of
from .material import Material, Pair
from .models import Participant, RuleSet, Solution

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


def caps_of(rules: RuleSet, material: Material, locked: Collection[Pair]) -> dict[str, Any]:
    """The rules of a rule set on the groups of those who take part; nothing where they are idle."""
    table = Table()
    if rules.per_town is not None:
        given = Counter(village for village, _partner in locked)
        for code, rows in _grouped(material.villages, _town).items():
            most = _most(rules.per_town, rows, material, given)
            if most is not None:
                table.add(f"{TOWN}:{code}", villages=[row.branch_id for row in rows], most=most)
    taken = Counter(partner for _village, partner in locked)
    if rules.per_body is not None:
        for host, rows in _grouped(material.partners, _host).items():
            most = _most(rules.per_body, rows, material, taken)
            if most is not None:
                table.add(f"{BODY}:{host}", partners=[row.branch_id for row in rows], most=most)
    if rules.least_of_a_partner:
        for row in material.partners:
            least = min(rules.least_of_a_partner - material.held[row.branch_id], material.room(row))
            if least > 0:
                table.add(f"{PARTNER}:{row.branch_id}", partners=[row.branch_id], least=least)
    return vars(table) if table.name else {}


def _most(
    rule: int, rows: list[Participant], material: Material, locked: Counter[int]
) -> int | None:
    """What a group may have, live pairs apart; None where it has no room for more anyhow."""
    keys = [row.branch_id for row in rows]
    held = sum(material.held[key] for key in keys)
    most = max(rule - held, sum(locked[key] for key in keys), 0)
    return most if most < sum(material.room(row) for row in rows) else None


def _grouped(
    rows: Iterable[Participant], key: Callable[[Participant], Hashable]
) -> dict[Hashable, list[Participant]]:
    found: dict[Hashable, list[Participant]] = {}
    for row in rows:
        if (group := key(row)) is not None:
            found.setdefault(group, []).append(row)
    return found


def _town(row: Participant) -> int | None:
    town = town_of(row.branch)
    return None if town is None else town.code


def _host(row: Participant) -> int:
    return row.branch.host_id


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


def lines(solution: Solution, branches: Mapping[int, Branch]) -> list[Line]:
    """The groups of a draft in the order of their names; those that have left are left out."""
    caps = solution.instance.get("caps") or vars(Table())
    villages = Counter(village for village, _partner in solution.pairs)
    partners = Counter(partner for _village, partner in solution.pairs)
    found = []
    for name, mine, theirs, least, most in zip(*(caps[key] for key in vars(Table())), strict=True):
        members = [branches[key] for key in mine or theirs or () if key in branches]
        if members:
            count = sum(villages[key] for key in mine or ()) + sum(
                partners[key] for key in theirs or ()
            )
            kind = name.partition(":")[0]
            found.append(Line(kind, _called(kind, members[0]), count, least, most))
    return sorted(found, key=lambda line: (line.kind, line.name))


def _called(kind: str, branch: Branch) -> str:
    """A township by its own name, a body by its host's, a partner by its branch's."""
    if kind == TOWN:
        town = town_of(branch)
        return town.name if town is not None else ""
    return branch.host.name if kind == BODY else branch.name
