"""The pairs of a wide round that become rows: the plan's, and those somebody has spoken of.

Each has its four scores and sentences. They are made a few hundred at a time, from what is read
about those few alone, and wait packed until they are written.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lianjian.ground.core.scope import Scope

from .. import candidates, instance
from ..grid import answers_of, grid_of
from ..material import Material, Pair, gathered
from ..models import Candidate, Participant, Round, RuleSet
from ..names import in_parts
from ..scores import PRINCIPLES, Reason

_ALL = Scope.of_everything()
AT_ONCE = 500
"""Pairs whose participants, needs and offers are in memory at a time."""
TOGETHER = 24
"""Pairs whose needs and offers are held against each other at once: a table is cheaper than as many
single looks, as long as it is small."""


@dataclass(frozen=True)
class Asked:
    """A pair of participants (``village`` and ``partner`` are their keys) as it scores today."""

    village: int
    partner: int
    score: int
    barred: str
    reasons: Mapping[str, Any]


def asked(
    round: Round, rules: RuleSet, pairs: Collection[Pair], locked: Collection[Pair], on: dt.date
) -> Iterator[Asked]:
    """Any pairs of branches, scored exactly as a small round scores them and looked at by the same
    hard filter; who takes no part is left out. For a few pairs: of all sides a table is made."""
    for some in in_parts(pairs, 40):
        material = gathered(round, on=on, only={key for pair in some for key in pair})
        grid = grid_of(material, rules)
        field = candidates.Field.by(grid, grid.weighted(rules), rules.floor, locked=locked)
        rows, columns = instance.Places(grid.villages), instance.Places(grid.partners)
        for village, partner in some:
            row, column = int(rows.of([village])[0]), int(columns.of([partner])[0])
            if row < 0 or column < 0:
                continue
            reasons = candidates.reasons_for(
                material, material.villages[row].branch, material.partners[column].branch
            )
            yield Asked(
                material.villages[row].pk,
                material.partners[column].pk,
                int(field.score[row, column]),
                candidates.barred_at(field, row, column),
                _as_json(reasons),
            )


def chosen(round: Round, rules: RuleSet, plan: Iterable[Pair], on: dt.date) -> Iterator[Asked]:
    """The pairs of a plan, which nothing bars."""
    weights = {name: int(getattr(rules, name)) for name in PRINCIPLES}
    for some in in_parts(plan, AT_ONCE):
        material = gathered(round, on=on, only={key for pair in some for key in pair})
        people = {row.branch_id: row for row in (*material.villages, *material.partners)}
        for few in in_parts(some, TOGETHER):
            yield from _chosen(material, people, few, weights)


def _chosen(
    material: Material,
    people: Mapping[int, Participant],
    pairs: list[Pair],
    weights: Mapping[str, int],
) -> Iterator[Asked]:
    sides = [list(dict.fromkeys(keys)) for keys in zip(*pairs, strict=True)]
    places = [{key: row for row, key in enumerate(side)} for side in sides]
    answers = answers_of(material, *sides)
    for village, partner in pairs:
        one, other = people[village], people[partner]
        at = places[0][village], places[1][partner]
        reasons = candidates.reasons_by(material, one.branch, other.branch, answers, *at)
        score = sum(reasons[name].score * weight for name, weight in weights.items()) // 100
        yield Asked(one.pk, other.pk, score, "", _as_json(reasons))


def _as_json(reasons: Mapping[str, Reason]) -> dict[str, Any]:
    return {name: reason.as_json() for name, reason in reasons.items()}


class Waiting:
    """Rows that were made and are not written yet, packed: a nation's would fill the memory."""

    def __init__(self, rows: Iterable[Asked]) -> None:
        self._parts = [
            zlib.compress(json.dumps([vars(row) for row in some], ensure_ascii=False).encode(), 1)
            for some in in_parts(rows, AT_ONCE)
        ]

    def parts(self) -> Iterator[list[Asked]]:
        for part in self._parts:
            yield [Asked(**row) for row in json.loads(zlib.decompress(part))]


def renew(round: Round, waiting: Waiting) -> None:
    """Write the round's candidates anew; what people said about a pair (suggested, …) stays.

    To be called inside the command that solves the round.
    """
    rows = Candidate.within(_ALL).filter(round=round)
    rows.filter(state=Candidate.State.FREE).delete()
    spoken_of = {(row.village_id, row.partner_id): row for row in rows}
    for some in waiting.parts():
        fresh, said = [], []
        for one in some:
            row = spoken_of.get((one.village, one.partner))
            if row is None:
                row = Candidate(round=round, village_id=one.village, partner_id=one.partner)
                fresh.append(row)
            else:
                said.append(row)
            row.score, row.barred, row.reasons = one.score, one.barred, one.reasons
        candidates.keep(said, fresh)


def measured(round: Round, rooms: Mapping[int, int]) -> None:
    """Write the rooms of participants (by their keys) where they have changed."""
    by_room: dict[int, list[int]] = {}
    for key, room in rooms.items():
        by_room.setdefault(room, []).append(key)
    for room, keys in by_room.items():
        for some in in_parts(keys, AT_ONCE):
            Participant.within(_ALL).filter(Q(pk__in=some), round=round).update(capacity=room)
