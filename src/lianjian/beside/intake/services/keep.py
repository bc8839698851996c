from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy, proposing, selectors
from ..life import SUBMISSION, FactState
from ..models import Fact, Submission
from ..understanding import Understood
from .look import look


@command("intake.keep", policy=policy.may_work_on, personal=["understood"])
def keep(actor: Actor, *, submission: Submission, understood: Understood) -> Submission:
    """Keep what was read in a text, with the records that rooms propose, each tried.

    What people confirmed, edited or left out before stays as they left it.
    """
    before = submission.marks
    SUBMISSION.move(
        submission,
        "read",
        scope=actor.scope,
        title=understood.title,
        raw=understood.raw,
        text=understood.clean,
        repairs=understood.repairs,
        marks=understood.marks,
        notes=understood.notes,
        said=understood.said,
        digest=understood.digest,
        outlet=understood.outlet,
        why="",
    )
    _propose(actor, submission, moved(before, understood.marks))
    return look(actor, submission=submission)


def moved(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Marks of the last reading by the number that the same words have in this one.

    The third of several equal ones is the third of them again; what is no longer read has none.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in now:
        places[one["kind"], one["text"]].append(one["number"])
    return {
        one["number"]: places[one["kind"], one["text"]].pop(0)
        for one in before
        if places[one["kind"], one["text"]]
    }


def _propose(actor: Actor, submission: Submission, numbers: Mapping[int, int]) -> None:
    selectors.facts(submission).filter(state__in=[FactState.PROPOSED, FactState.REFUSED]).delete()
    left = list(selectors.facts(submission))
    for one in left:
        one.marks = [numbers[mark] for mark in one.marks if mark in numbers]
    Fact.within(actor.scope).bulk_update(left, ["marks"])
    settled = [(one.kind, one.values) for one in left if not one.edited]
    highest = selectors.facts(submission).aggregate(Max("number"))["number__max"] or 0
    modality = {one["number"]: one["modality"] for one in submission.marks}
    found: list[Fact] = []
    for plain in proposing.in_every_language(actor, submission, modality):
        if (plain["kind"], plain["values"]) in settled or _was_edited(plain, left):
            continue
        state = FactState.REFUSED if plain["refused"] else FactState.PROPOSED
        number = highest + len(found) + 1
        found.append(Fact(submission=submission, number=number, state=state, **plain))
    Fact.within(actor.scope).bulk_create(found)


def _was_edited(plain: dict[str, Any], left: Sequence[Fact]) -> bool:
    """Whether a person has taken this very line in hand: the same kind from the same words."""
    return any(
        one.kind == plain["kind"] and one.edited and one.marks[:1] == plain["marks"][:1]
        for one in left
    )
