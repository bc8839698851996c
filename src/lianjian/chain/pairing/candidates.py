"""A round's candidates: the pairs that go to the solver, each with its four scores and sentences.

A small round looks at every pair. A large one begins with the best of each village and each
partner and takes in whatever could better the plan (``engine.overlooked``): the plan is the best of
all pairs either way, and only the candidates are kept as rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from lianjian.chain.registry.models import Branch
from lianjian.engine import pairing as engine
from lianjian.ground.core.scope import Scope

from . import scores
from .geography import distance
from .grid import BARRED, Answers, Grid
from .material import Material, Pair
from .models import Candidate, Participant, Round
from .scores import Reason

_ALL = Scope.of_everything()
ALL_PAIRS = 10_000
"""Up to so many pairs (some 20 × 500) every one of them is a candidate."""
PER_VILLAGE, PER_PARTNER = 24, 6
"""So many of each village and each partner go to the solver first."""


@dataclass(frozen=True)
class Scored:
    """A pair that could be, with the weighted score and the four reasons it was made from."""

    village: Participant
    partner: Participant
    barred: str
    score: int
    reasons: Mapping[str, Reason]


@dataclass
class Field:
    """The pairs of a round as tables (villages, partners): their ``score`` by the rules, which are
    ``allowed`` to be in a plan, and which are ``chosen`` to go to the solver."""

    grid: Grid
    score: engine.Ints
    allowed: engine.Bools
    chosen: engine.Bools

    @staticmethod
    def by(
        grid: Grid,
        score: engine.Ints,
        floor: int,
        *,
        wanted: Iterable[Pair] = (),
        locked: Iterable[Pair] = (),
    ) -> Field:
        """The pairs of a grid by their ``score`` and a ``floor`` in percent. ``wanted`` are those
        that somebody has spoken of: they always go to the solver. Only what both sides have asked
        for, and so is ``locked``, may score less than the floor."""
        bound = marked(grid, locked)
        always = marked(grid, wanted) | bound
        allowed = (grid.barred == 0) & ((score >= floor * engine.UNIT // 100) | bound)
        small = grid.size <= ALL_PAIRS
        first = {"per_village": PER_VILLAGE, "per_partner": PER_PARTNER}
        chosen = allowed.copy() if small else engine.nearest(score, allowed, always, **first)
        return Field(grid, score, allowed, chosen)

    def take_in(self, problem: engine.Problem, plan: engine.Plan) -> bool:
        """Let the pairs that could better a plan go to the solver too; whether there are any."""
        more = engine.overlooked(problem, plan, self.score, self.allowed & ~self.chosen)
        self.chosen |= more
        return bool(more.any())

    def pairs(self) -> list[tuple[int, int, int]]:
        """The chosen pairs: branches and score, by village and partner."""
        rows, columns = np.nonzero(self.chosen)
        return [
            (self.grid.villages[row], self.grid.partners[column], score)
            for row, column, score in zip(
                rows.tolist(),
                columns.tolist(),
                self.score[rows, columns].tolist(),
                strict=True,
            )
        ]


def marked(grid: Grid, pairs: Iterable[Pair]) -> engine.Bools:
    """(villages, partners): these pairs, as far as both take part."""
    table = np.zeros((len(grid.villages), len(grid.partners)), dtype=np.bool_)
    rows = {key: n for n, key in enumerate(grid.villages)}
    columns = {key: n for n, key in enumerate(grid.partners)}
    for village, partner in pairs:
        if village in rows and partner in columns:
            table[rows[village], columns[partner]] = True
    return table


def scored(material: Material, field: Field) -> list[Scored]:
    """The candidates with their sentences. In a small round also the barred pairs, so that the
    page can answer "why not that one?" for them; they never reach the solver."""
    shown = np.ones_like(field.chosen) if field.grid.size <= ALL_PAIRS else field.chosen
    found = []
    for row, column in np.argwhere(shown).tolist():
        village, partner = material.villages[row], material.partners[column]
        found.append(
            Scored(
                village,
                partner,
                barred_at(field, row, column),
                int(field.score[row, column]),
                _reasons_at(material, field.grid, row, column),
            )
        )
    return found


def _reasons_at(material: Material, grid: Grid, row: int, column: int) -> dict[str, Reason]:
    """``reasons_for`` a pair of the tables, with what they know of its needs and offers."""
    village, partner = material.villages[row].branch, material.partners[column].branch
    if grid.answers is None:
        return reasons_for(material, village, partner)
    return reasons_by(material, village, partner, grid.answers, row, column)


def reasons_by(
    material: Material, village: Branch, partner: Branch, answers: Answers, row: int, column: int
) -> dict[str, Reason]:
    """``reasons_for`` a pair whose needs and offers have been held against each other already, in
    a row and a column of ``answers``."""
    relevance = scores.told(
        int(answers.found.score[row, column]),
        answers.best(row, column),
        needs=bool(material.needs.get(village.pk)),
        offers=bool(material.offers.get(partner.pk)),
    )
    return {**_of_the_two(material, village, partner), "relevance": relevance}


def barred_at(field: Field, row: int, column: int) -> str:
    """The hard filter's word on one pair of the tables, or nothing."""
    word = BARRED[int(field.grid.barred[row, column])]
    return word or ("" if field.allowed[row, column] else str(Candidate.Barred.WEAK))


def reasons_for(material: Material, village: Branch, partner: Branch) -> dict[str, Reason]:
    """The four reasons of a pair, each in its own units and with its own evidence."""
    relevance = scores.relevance(
        material.needs.get(village.pk, ()), material.offers.get(partner.pk, ())
    )
    return {**_of_the_two(material, village, partner), "relevance": relevance}


def _of_the_two(material: Material, village: Branch, partner: Branch) -> dict[str, Reason]:
    """What speaks for a pair whatever they need and offer."""
    return {
        "willingness": scores.willingness(
            material.wish_of(village.pk, partner.pk), material.wish_of(partner.pk, village.pk)
        ),
        "ties": scores.ties(material.ties.get((village.pk, partner.pk), ()), on=material.day),
        "span": scores.span(
            partner.span,
            material.held[partner.pk],
            distance(village.host.affiliation, partner.host.seat or partner.host.affiliation),
        ),
    }


def states(round: Round) -> dict[Pair, str]:
    """What people have said about the pairs of a round: suggested, locked, forbidden."""
    rows = Candidate.within(_ALL).filter(round=round).exclude(state=Candidate.State.FREE)
    return {
        (village, partner): state
        for village, partner, state in rows.values_list(
            "village__branch", "partner__branch", "state"
        )
    }


def renew(round: Round, found: Iterable[Scored]) -> None:
    """Write the round's candidates anew; what people said about a pair (suggested, …) stays.

    To be called inside the command that solves the round.
    """
    rows = Candidate.within(_ALL).filter(round=round)
    said = {
        (row.village_id, row.partner_id): row for row in rows.exclude(state=Candidate.State.FREE)
    }
    rows.exclude(pk__in=[row.pk for row in said.values()]).delete()
    fresh = []
    for one in found:
        row = said.get((one.village.pk, one.partner.pk))
        reasons = {name: reason.as_json() for name, reason in one.reasons.items()}
        if row is None:
            row = Candidate(round=round, village=one.village, partner=one.partner)
            fresh.append(row)
        row.score, row.barred, row.reasons = one.score, one.barred, reasons
    keep(said.values(), fresh)


def keep(said: Iterable[Candidate], fresh: Iterable[Candidate]) -> None:
    """Write rows that were there, with what they score now, and new ones."""
    Candidate.within(_ALL).bulk_update(said, ["score", "barred", "reasons"], batch_size=500)
    Candidate.objects.bulk_create(fresh, batch_size=500)
