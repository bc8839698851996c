"""What the board of a round shows: the pairs, the townships, whose turn it is, and "why not?".

Villages stand in the order of their division codes, kinds and townships in theirs: nothing here is
ordered by a score or a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import Q

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Kind
from lianjian.ground.ui.charts import Mark, Town, Village

from . import instance, selectors, span
from .geography import town_of
from .material import Pair
from .models import Candidate, Participant, Proposal, Round, Solution
from .names import Named
from .wide.counties_of_round import villages_in
from .wording import readable

PAGE = 20
"""So many pairs a page of the list: what a phone loads while somebody waits."""


@dataclass(frozen=True)
class Row:
    """A pair of the plan, with its reasons as the reader reads them."""

    candidate: Candidate
    four: dict[str, dict[str, Any]]
    proposal: Proposal | None

    @property
    def village(self) -> Branch:
        return self.candidate.village.branch

    @property
    def partner(self) -> Branch:
        return self.candidate.partner.branch


@dataclass(frozen=True)
class Shortage:
    """A Hall proof in names: these villages, ``count`` of them, have between them only these
    partners' places. Of a wide round's proof the first few are named; ``more_villages`` and
    ``more_partners`` are not."""

    villages: list[Branch]
    partners: list[Branch]
    places: int
    count: int
    more_villages: int = 0
    more_partners: int = 0

    @property
    def short(self) -> int:
        return self.count - self.places


@dataclass(frozen=True)
class Turns:
    """Whose turn it is: counts of villages by what they have, never names in an order of merit."""

    villages: int
    paired: int
    proposed: int
    without: int
    must: int
    must_served: int
    kinds: list[tuple[str, int]]


@dataclass(frozen=True)
class Township:
    """The drawing of a township, and its villages as they are marked there."""

    town: Town
    villages: list[tuple[Branch, Mark]]


@dataclass(frozen=True)
class Board:
    """Everything the page of a solved round needs."""

    solution: Solution
    rows: list[Row]
    page: Page[Pair]
    towns: list[Town]
    turns: Turns
    shortages: list[Shortage]
    villages: list[Branch]
    partners: list[Branch]

    @property
    def pieces(self) -> int:
        """How many pieces the Hall proof has."""
        return len(self.solution.certificate["hall"])


def board_of(
    scope: Scope,
    round: Round,
    solution: Solution,
    *,
    text: str = "",
    number: str | int | None = 1,
    wanted: int | None = None,
) -> Board:
    """The board of one version of a round: page ``number`` of its pairs, of those with ``text`` in
    a name if given, or the page on which the pairs of the village ``wanted`` stand."""
    people = list(selectors.participants(scope, round))
    branches = {row.branch_id: row.branch for row in people}
    pairs = in_order(solution.pairs, branches)
    listed = [pair for pair in pairs if _is_named(text, *(branches[key] for key in pair))]
    paginator = Paginator(listed, PAGE)
    if wanted is not None:
        at = next((n for n, pair in enumerate(listed) if pair[0] == wanted), 0)
        number = at // PAGE + 1
    page = paginator.get_page(number)
    villages = [row for row in people if row.side == Participant.Side.VILLAGE]
    partners = [row.branch for row in people if row.side == Participant.Side.PARTNER]
    marks = marks_of(villages, pairs)
    return Board(
        solution=solution,
        rows=rows_of(scope, round, list(page)),
        page=page,
        towns=[one.town for one in in_townships(villages, marks)],
        turns=_turns(villages, marks, [branches[partner] for _village, partner in pairs], solution),
        shortages=shortages(solution, lambda _keys: branches),
        villages=[row.branch for row in villages],
        partners=partners,
    )


def in_order(pairs: Iterable[Sequence[int]], branches: Mapping[int, Branch]) -> list[Pair]:
    """Pairs of known branches by the village's division code, then by names."""

    def place(pair: Pair) -> tuple[int, str, str]:
        village, partner = branches[pair[0]], branches[pair[1]]
        home = village.host.affiliation
        return (home.code if home else 0, village.name, partner.name)

    known = [(a, b) for a, b in pairs if a in branches and b in branches]
    return sorted(known, key=place)


def _is_named(text: str, *branches: Branch) -> bool:
    wanted = text.strip().casefold()
    return any(wanted in name.casefold() for one in branches for name in (one.name, one.host.name))


def rows_of(scope: Scope, round: Round, pairs: Sequence[Pair]) -> list[Row]:
    """The pairs with their reasons, in the order given."""
    keys = Q(village__branch__in=[a for a, _b in pairs], partner__branch__in=[b for _a, b in pairs])
    found = {
        (row.village.branch_id, row.partner.branch_id): row
        for row in selectors.candidates(scope, round).filter(keys)
    }
    proposals = latest_proposals(scope, round, pairs)
    return [
        Row(found[pair], readable(found[pair].reasons), proposals.get(pair))
        for pair in pairs
        if pair in found
    ]


def latest_proposals(scope: Scope, round: Round, pairs: Iterable[Pair]) -> dict[Pair, Proposal]:
    """Of these pairs those that were proposed in a round, each with its latest proposal."""
    wanted = set(pairs)
    villages = {village for village, _partner in wanted}
    rows = selectors.proposals(scope).filter(round=round, village__in=villages).order_by("pk")
    known = {(row.village_id, row.partner_id): row for row in rows}
    return {pair: row for pair, row in known.items() if pair in wanted}


def townships(
    scope: Scope, round: Round, solution: Solution, *, county: int | None = None
) -> list[Township]:
    """The villages of one version of a round, township by township; of a wide round, those of one
    ``county`` (its code)."""
    if county is None:
        people = selectors.participants(scope, round)
        villages = list(people.filter(side=Participant.Side.VILLAGE))
    else:
        villages = list(villages_in(scope, round, county))
    return in_townships(villages, marks_of(villages, solution.pairs))


def marks_of(villages: Sequence[Participant], pairs: Iterable[Sequence[int]]) -> dict[int, Mark]:
    held = span.held([row.branch_id for row in villages])
    proposed = {pair[0] for pair in pairs}
    return {
        row.branch_id: _mark(held[row.branch_id], row.branch_id in proposed) for row in villages
    }


def _mark(held: int, proposed: bool) -> Mark:
    if proposed:
        return "going"
    return "done" if held else "none"


def in_townships(villages: Sequence[Participant], marks: dict[int, Mark]) -> list[Township]:
    """One box a township, in the order of the codes; a schema, not a map."""
    names: dict[int, str] = {}
    found: dict[int, list[tuple[Branch, Mark]]] = {}
    for row in villages:
        town = town_of(row.branch)
        key = town.pk if town is not None else 0
        names[key] = town.name if town is not None else ""
        found.setdefault(key, []).append((row.branch, marks[row.branch_id]))
    return [
        Township(Town(names[key], [Village(one.host.name, mark) for one, mark in mine]), mine)
        for key, mine in found.items()
    ]


def _turns(
    villages: Sequence[Participant],
    marks: dict[int, Mark],
    partners: Sequence[Branch],
    solution: Solution,
) -> Turns:
    counts = Counter(marks.values())
    kinds = Counter(branch.host.kind for branch in partners)
    certificate = solution.certificate
    return Turns(
        villages=len(villages),
        paired=counts["done"],
        proposed=counts["going"],
        without=counts["none"],
        must=certificate["must_served"] + certificate["must_unservable"],
        must_served=certificate["must_served"],
        kinds=[(kind, kinds[kind]) for kind in Kind.values if kinds[kind]],
    )


def shortages(solution: Solution, named: Named) -> list[Shortage]:
    """What the Hall proof of a draft says. Of a wide round the first ``PIECES`` pieces, with the
    first ``NAMES`` names of each side."""
    wide, hall = solution.is_wide, solution.certificate["hall"]
    if not hall:
        return []
    posed = instance.posed_by(solution)
    ids = [posed[side]["id"] for side in ("villages", "partners")]
    table = posed["candidates"]
    locked = table.partner[table.state == engine.State.LOCKED]
    slots = np.array(posed["partners"]["capacity"]) - np.bincount(locked, minlength=len(ids[1]))
    pieces = [
        tuple([ids[at][row] for row in piece[side]] for at, side in enumerate(_SIDES))
        for piece in hall[: PIECES if wide else None]
    ]
    shown = slice(NAMES if wide else None)
    known = named({key for piece in pieces for side in piece for key in side[shown]})
    found = []
    for piece, (villages, partners) in zip(hall, pieces, strict=False):
        mine, theirs = (
            [known[key] for key in side[shown] if key in known] for side in (villages, partners)
        )
        found.append(
            Shortage(
                mine,
                theirs,
                places=int(slots[piece["partners"]].sum()),
                count=len(villages),
                more_villages=len(villages[NAMES:]) if wide else 0,
                more_partners=len(partners[NAMES:]) if wide else 0,
            )
        )
    return found


_SIDES = ("villages", "partners")
PIECES, NAMES = 5, 12
"""So much of a wide round's Hall proof is put into names; its files hold all of it."""
