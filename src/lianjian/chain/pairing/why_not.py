"""Why not that one? The exact answer for any pair of a solved round, with the chain of moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

from . import candidates, instance, selectors
from .material import Pair, gathered
from .models import Candidate, Round, RuleSet, Solution
from .names import Named
from .scores import UNIT
from .wide import rows as wide_rows
from .wording import readable


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
    least_lost: int = 0
    """Places that partners should have at least and that would stay empty."""

    @property
    def points(self) -> str:
        return points(self.cost)

    @property
    def total(self) -> str:
        return points(-self.cost, signed=True)


def looked_at(
    scope: Scope, round: Round, solution: Solution, village: int, partner: int
) -> Candidate:
    """The pair of two branches in a round; one that was no candidate is scored as it was then,
    with today's sentences. Raises OutOfScope when one of the two takes no part."""
    rows = selectors.candidates(scope, round)
    found = rows.filter(village__branch=village, partner__branch=partner).first()
    if solution.is_wide:
        return found or _scored_now(scope, round, solution, village, partner)
    field = instance.field_of(solution)
    if found is not None or field is None or village not in field.grid.villages:
        return found or selectors.candidate(scope, round, village, partner)
    rows_of_two = selectors.participants(scope, round).filter(branch__in=(village, partner))
    people = {row.branch_id: row for row in rows_of_two}
    if village not in people or partner not in people or partner not in field.grid.partners:
        return selectors.candidate(scope, round, village, partner)
    row, column = field.grid.villages.index(village), field.grid.partners.index(partner)
    material = gathered(round, on=clock.today(), only=(village, partner))
    two = people[village], people[partner]
    reasons = candidates.reasons_for(material, two[0].branch, two[1].branch)
    return Candidate(
        round=round,
        village=two[0],
        partner=two[1],
        score=int(field.score[row, column]),
        reasons={
            name: {**reason.as_json(), "score": int(field.grid.four[name][row, column])}
            for name, reason in reasons.items()
        },
        barred=candidates.barred_at(field, row, column),
    )


def _scored_now(
    scope: Scope, round: Round, solution: Solution, village: int, partner: int
) -> Candidate:
    """Any pair of a wide round, by its rules and by today's records: its scores were kept only if
    it was a candidate."""
    people = {
        row.branch_id: row
        for row in selectors.participants(scope, round).filter(branch__in=(village, partner))
    }
    pairs = [(village, partner)] if {village, partner} <= people.keys() else []
    for one in wide_rows.asked(round, _rules_of(solution, round), pairs, [], clock.today()):
        return Candidate(
            round=round,
            village=people[village],
            partner=people[partner],
            score=one.score,
            reasons=one.reasons,
            barred=one.barred,
        )
    return selectors.candidate(scope, round, village, partner)


def _rules_of(solution: Solution, round: Round) -> RuleSet:
    """What a draft went by, as far as single pairs are scored and barred by it."""
    then = solution.instance
    return RuleSet(**then["weights"], floor=then["floor"], farthest=round.rules.farthest)


def why_not(solution: Solution, candidate: Candidate, named: Named) -> Answer:
    """The exact answer for one pair of a solved round: re-solved with it, and proven again. In a
    wide round the best plan with it is one among the candidates that were found."""
    four = readable(candidate.reasons)
    pair = (candidate.village.branch_id, candidate.partner.branch_id)
    if candidate.barred:
        return Answer(candidate, four, "barred")
    if candidate.state == Candidate.State.FORBIDDEN:
        return Answer(candidate, four, "forbidden")
    if list(pair) in solution.pairs:
        return Answer(candidate, four, "chosen")
    problem, forced = _forced(solution, pair, candidate.score)
    if forced is None:
        return Answer(candidate, four, "unknown")
    if isinstance(forced, engine.Impossible):
        return Answer(candidate, four, "forbidden" if forced.reason == "forbidden" else "no_room")
    # A million candidates are checked in plain numbers for seconds: for a question the certificate
    # alone, which is reckoned apart from the solver, is proof enough.
    proven = (
        forced.certificate.gap == 0
        if solution.is_wide
        else engine.verify(forced.problem, forced.plan, forced.certificate).ok
    )
    score = int(solution.certificate["score"])
    return Answer(
        candidate,
        four,
        "cost",
        forced.cost,
        forced.served_lost,
        steps_of(problem, forced, named),
        100 * forced.cost / score if score else 0.0,
        proven,
        forced.least_lost,
    )


def _forced(
    solution: Solution, pair: Pair, score: int
) -> tuple[engine.Problem, engine.Forced | engine.Impossible | None]:
    """The plan with the pair in it, the best among *all* pairs: the way around it may lead over
    pairs that were no candidates, and those are taken in until none could better it."""
    field = instance.field_of(solution)
    posed = instance.posed_by(solution)
    if field is not None or instance.is_wide(posed):
        posed = instance.widened(posed, [(*pair, score)])
    if pair[0] not in posed["villages"]["id"] or pair[1] not in posed["partners"]["id"]:
        return instance.problem_of(posed), None
    while True:
        problem = instance.problem_of(posed)
        row = problem.row_of(*pair)
        if row is None:
            return problem, None
        forced = engine.force(problem, instance.plan_of(problem, solution), row)
        if field is None or isinstance(forced, engine.Impossible):
            return problem, forced
        before = set(field.pairs())
        if not field.take_in(forced.problem, forced.plan):
            return problem, forced
        posed = instance.widened(posed, sorted(set(field.pairs()) - before))


def steps_of(problem: engine.Problem, forced: engine.Forced, named: Named) -> tuple[Step, ...]:
    """The moves of a changed plan."""
    moves = [
        (
            problem.village_id[move.village],
            None if move.lost is None else problem.partner_id[move.lost],
            None if move.gained is None else problem.partner_id[move.gained],
            move.change,
        )
        for move in forced.moves
    ]
    known = named({key for move in moves for key in move[:3] if key is not None})

    def partner(key: int | None) -> Branch | None:
        return None if key is None else known.get(key)

    return tuple(
        Step(known[village], partner(lost), partner(gained), change)
        for village, lost, gained, change in moves
        if village in known
    )


def points(micro: int, *, signed: bool = False) -> str:
    """Micro-units as people read them: 84000 → 0.084, with its sign where asked."""
    text = f"{abs(micro) / UNIT:.3f}"
    if micro < 0:
        return f"−{text}"
    return f"+{text}" if signed and micro > 0 else text
