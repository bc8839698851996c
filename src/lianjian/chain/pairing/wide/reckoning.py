"""A wide round solved: everybody as columns, candidates city by city, plan and proof among them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from lianjian.engine import pairing as engine
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope

from .. import fairness, instance
from ..groups import Member, caps_of
from ..material import Pair
from ..models import Round, RuleSet, Solution
from ..progress import (
    PROVING,
    READING,
    SOLVING,
    SORTING,
    TELLING,
    Progress,
)
from . import counties, finding, people, posted, recorded, rows

_ALL = Scope.of_everything()


@dataclass(frozen=True)
class Found:
    """A solved round that is not written yet. ``rooms`` are those that have changed since they were
    written, by the keys of participants."""

    posed: instance.Instance
    problem: engine.Problem
    plan: engine.Plan
    certificate: engine.Certificate
    rooms: dict[int, int]
    rows: rows.Waiting
    fairness: dict[str, Any]
    version: int

    def write(self, round: Round) -> Solution:
        """Keep it: rooms, the rows of single pairs, and the solution as the next version."""
        rows.measured(round, self.rooms)
        rows.renew(round, self.rows)
        solution = Solution(
            round=round,
            version=self.version,
            pairs=in_board_order(self.problem, self.plan),
            prices=instance.prices_of(self.problem, self.plan),
            cap_prices=instance.cap_prices_of(self.problem, self.plan),
            certificate=self.certificate.as_json(),
            fairness=self.fairness,
            **instance.kept(self.posed),
        )
        solution.save()
        return solution


def reckon(round: Round, progress: Progress) -> Found:
    """Candidates, plan and proof of a wide round as things stand; writes nothing. ``progress`` may
    raise to stop it, between two cities too."""
    on, rules = clock.today(), round.rules
    progress.at(READING, _("Who takes part and what is recorded between them is read."))
    before = Solution.within(_ALL).filter(round=round).only("version", "pairs")
    last = before.order_by("-version").first()
    villages, partners = people.read(round)
    known = recorded.read(round, last, on)
    field = finding.field_of(rules, villages, partners, known, counties.inside(villages, partners))
    field = finding.with_offers(field, posted.counted(round, field.partners))
    with tempfile.TemporaryDirectory(prefix="lianjian-round-") as folder:
        progress.at(SORTING, _("Needs and offers are sorted by region."))
        without = posted.sort_out(round, field.ground, field.villages, field.partners, Path(folder))
        found = finding.found_in(field, Path(folder), progress.cities)
    posed = _posed(rules, field, known, found, without)
    problem = instance.problem_of(posed)
    # What a village that must be served is worth; the page of the proof tells it from points.
    posed["found"]["bonus"] = problem.bonus
    progress.at(SOLVING, _("The plan is made."))
    plan = engine.solve(problem, watch=progress.watch)
    progress.at(PROVING, _("The plan is proven and checked."))
    certificate = engine.certify(problem, plan)
    if certificate.gap:
        raise RuntimeError(f"The solver's plan has a gap of {certificate.gap}.")
    if not (report := engine.verify(problem, plan, certificate)).ok:
        raise RuntimeError(f"The checker does not accept the solver's plan: {report.faults}")
    progress.at(TELLING, _("Sentences and figures are written."))
    return Found(
        posed,
        problem,
        plan,
        certificate,
        _changed_rooms(field),
        rows.Waiting(_rows(round, posed, known, in_board_order(problem, plan), progress)),
        fairness.of(problem, plan),
        version=last.version + 1 if last else 1,
    )


def _posed(
    rules: RuleSet,
    field: finding.Field,
    known: recorded.Recorded,
    found: finding.Found,
    without_meaning: int,
) -> instance.Instance:
    villages, partners, table = field.villages, field.partners, found.table
    posed = {
        "villages": {
            "id": villages.branch.tolist(),
            "capacity": villages.room.tolist(),
            "must_serve": villages.must_serve.tolist(),
        },
        "partners": {
            "id": partners.branch.tolist(),
            "kind": [people.KINDS[kind] for kind in partners.kind.tolist()],
            "capacity": partners.room.tolist(),
        },
        "candidates": table,
        **instance.by_rules(rules),
    }
    return {
        **posed,
        "caps": caps_of(
            rules,
            _members(villages, villages.town),
            _members(partners, partners.host),
            instance.locked_in(posed),
        ),
        "considered": len(table),
        "without_meaning": without_meaning,
        "found": {"cities": found.cities, "looked_at": found.looked_at},
    }


def _members(side: people.Side, group: engine.Ints) -> list[Member]:
    columns = (side.branch, group, side.held, side.room)
    return [
        Member(branch, None if of < 0 else of, held, room)
        for branch, of, held, room in zip(*(one.tolist() for one in columns), strict=True)
    ]


def _changed_rooms(field: finding.Field) -> dict[int, int]:
    found: dict[int, int] = {}
    for side in (field.villages, field.partners):
        changed = side.capacity != side.room
        keys, rooms = side.participant[changed].tolist(), side.room[changed].tolist()
        found.update(zip(keys, rooms, strict=True))
    return found


def in_board_order(problem: engine.Problem, plan: engine.Plan) -> list[list[int]]:
    """The plan as pairs of branches by the village's division code, as the board lists them: a
    page of it is read without anybody else. (The villages of a wide problem stand in that order.)
    """
    order = np.lexsort((problem.partner[plan.pairs], problem.village[plan.pairs]))
    chosen = plan.pairs[order]
    villages, partners = problem.village[chosen].tolist(), problem.partner[chosen].tolist()
    return [
        [problem.village_id[i], problem.partner_id[j]]
        for i, j in zip(villages, partners, strict=True)
    ]


def _rows(
    round: Round,
    posed: instance.Instance,
    known: recorded.Recorded,
    plan: list[list[int]],
    progress: Progress,
) -> Iterator[rows.Asked]:
    """The plan's pairs, then those that somebody has spoken of and that are not among them."""
    on, pairs = clock.today(), [(village, partner) for village, partner in plan]
    others: list[Pair] = sorted(known.said.keys() - set(pairs))
    for done, row in enumerate(rows.chosen(round, round.rules, pairs, on)):
        progress.rows(done, len(pairs))
        yield row
    yield from rows.asked(round, round.rules, others, instance.locked_in(posed), on)
