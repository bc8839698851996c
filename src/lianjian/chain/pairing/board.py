"""What the board of a round shows: the pairs, the townships, whose turn it is, and "why not?".

Villages stand in the order of their division codes, kinds and townships in theirs: nothing here is
ordered by a score or a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Kind
from lianjian.ground.ui.charts import Mark, Town, Village

from . import instance, selectors, span
from .models import Candidate, Participant, Proposal, Round, Solution
from .scores import UNIT
from .wording import readable

PAGE = 50


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
    """A Hall proof in names: these villages have between them only these partners' places."""

    villages: list[Branch]
    partners: list[Branch]
    places: int

    @property
    def short(self) -> int:
        return len(self.villages) - self.places


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
class Board:
    """Everything the page of a solved round needs."""

    solution: Solution
    rows: list[Row]
    towns: list[Town]
    turns: Turns
    shortages: list[Shortage]
    partners: list[Branch]

    @property
    def proven(self) -> bool:
        return bool(self.solution.certificate["gap"] == 0)


def board_of(scope: Scope, round: Round, solution: Solution) -> Board:
    """The board of one version of a round."""
    people = list(selectors.participants(scope, round))
    pairs = {(village, partner) for village, partner in solution.pairs}
    rows = _rows(scope, round, pairs)
    villages = [row for row in people if row.side == Participant.Side.VILLAGE]
    partners = [row.branch for row in people if row.side == Participant.Side.PARTNER]
    held = span.held([row.branch_id for row in villages])
    proposed = {village for village, _partner in pairs}
    marks = {
        row.branch_id: _mark(held[row.branch_id], row.branch_id in proposed) for row in villages
    }
    return Board(
        solution=solution,
        rows=rows,
        towns=_towns(villages, marks),
        turns=_turns(villages, marks, rows, solution),
        shortages=_shortages(solution, {row.branch_id: row.branch for row in people}),
        partners=partners,
    )


def _rows(scope: Scope, round: Round, pairs: set[tuple[int, int]]) -> list[Row]:
    proposals = {
        (row.village_id, row.partner_id): row
        for row in selectors.proposals(scope).filter(round=round).order_by("pk")
    }
    found = []
    for row in selectors.candidates(scope, round):
        pair = (row.village.branch_id, row.partner.branch_id)
        if pair in pairs:
            found.append(Row(row, readable(row.reasons), proposals.get(pair)))
    return found


def _mark(held: int, proposed: bool) -> Mark:
    if proposed:
        return "going"
    return "done" if held else "none"


def _towns(villages: Sequence[Participant], marks: dict[int, Mark]) -> list[Town]:
    """One box a township, in the order of the codes; a schema, not a map."""
    names: dict[int, str] = {}
    dots: dict[int, list[Village]] = {}
    for row in villages:
        place = row.branch.host.affiliation
        town = place.parent or place if place is not None else None
        key = town.pk if town is not None else 0
        names[key] = town.name if town is not None else ""
        dots.setdefault(key, []).append(Village(row.branch.host.name, marks[row.branch_id]))
    return [Town(names[key], several) for key, several in dots.items()]


def _turns(
    villages: Sequence[Participant],
    marks: dict[int, Mark],
    rows: Sequence[Row],
    solution: Solution,
) -> Turns:
    counts = Counter(marks.values())
    kinds = Counter(row.partner.host.kind for row in rows)
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


def _shortages(solution: Solution, branches: dict[int, Branch]) -> list[Shortage]:
    posed = solution.instance
    slots = dict(zip(posed["partners"]["id"], posed["partners"]["capacity"], strict=True))
    table = posed["candidates"]
    for partner, state in zip(table["partner"], table["state"], strict=True):
        slots[partner] -= state == engine.State.LOCKED
    found = []
    for piece in solution.certificate["hall"]:
        partners = [posed["partners"]["id"][row] for row in piece["partners"]]
        villages = [posed["villages"]["id"][row] for row in piece["villages"]]
        found.append(
            Shortage(
                [branches[key] for key in villages if key in branches],
                [branches[key] for key in partners if key in branches],
                sum(slots[key] for key in partners),
            )
        )
    return found


# -- why not? --


@dataclass(frozen=True)
class Step:
    """One village of the chain: from whom to whom it would move, and what that changes."""

    village: Branch
    lost: Branch | None
    gained: Branch | None
    change: int

    @property
    def points(self) -> str:
        return points(self.change, signed=True)


@dataclass(frozen=True)
class Answer:
    """Why not that one: barred, forbidden, no room, in the plan already, or the exact cost."""

    candidate: Candidate
    four: dict[str, dict[str, Any]]
    kind: str
    cost: int = 0
    served_lost: int = 0
    steps: tuple[Step, ...] = ()
    share: float = 0.0
    proven: bool = False

    @property
    def points(self) -> str:
        return points(self.cost)

    @property
    def total(self) -> str:
        return points(-self.cost, signed=True)


def why_not(solution: Solution, candidate: Candidate, branches: Sequence[Branch]) -> Answer:
    """The exact answer for one pair of a solved round: re-solved with it, and proven again."""
    four = readable(candidate.reasons)
    pair = [candidate.village.branch_id, candidate.partner.branch_id]
    if candidate.barred:
        return Answer(candidate, four, "barred")
    if candidate.state == Candidate.State.FORBIDDEN:
        return Answer(candidate, four, "forbidden")
    if pair in solution.pairs:
        return Answer(candidate, four, "chosen")
    problem, plan, certificate = instance.stored(solution)
    row = problem.row_of(*pair)
    if row is None:
        return Answer(candidate, four, "unknown")
    forced = engine.force(problem, plan, row)
    if isinstance(forced, engine.Impossible):
        return Answer(candidate, four, "forbidden" if forced.reason == "forbidden" else "no_room")
    report = engine.verify(forced.problem, forced.plan, forced.certificate)
    known = {branch.pk: branch for branch in branches}

    def partner(number: int | None) -> Branch | None:
        return None if number is None else known.get(problem.partner_id[number])

    steps = tuple(
        Step(
            known[problem.village_id[move.village]],
            partner(move.lost),
            partner(move.gained),
            move.change,
        )
        for move in forced.moves
    )
    share = 100 * forced.cost / certificate.score if certificate.score else 0.0
    return Answer(candidate, four, "cost", forced.cost, forced.served_lost, steps, share, report.ok)


def points(micro: int, *, signed: bool = False) -> str:
    """Micro-units as people read them: 84000 → 0.084, with its sign where asked."""
    text = f"{abs(micro) / UNIT:.3f}"
    if micro < 0:
        return f"−{text}"
    return f"+{text}" if signed and micro > 0 else text
