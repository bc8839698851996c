"""A draft on its way to both sides of every pair: what each proposal says, made a few at a time.

What a province's plan says of its forty thousand pairs takes a while to put together. That is done
without a transaction; what is checked in the one that writes is whether the plan still holds.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.jobs import selectors as jobs
from lianjian.ground.jobs.models import JobRun

from . import material, scores, span
from .material import Pair, gathered
from .models import Candidate, Participant, Proposal, Round, Solution
from .names import in_parts
from .progress import Tell, nobody_asks

_ALL = Scope.of_everything()
ANSWERS = 250_000
"""From here on an offer answers a need; a guessed work area alone does not, a said one does."""
AT_ONCE, TOGETHER = 500, 24
"""Pairs that are read about at a time, and those whose needs and offers are looked at together."""
INLINE_PAIRS = 2_000
"""Up to so many pairs a person waits until all are asked; beyond it a job does."""
MOVED_ON = gettext_lazy(
    "Something has changed since this draft was made. Solve the round again first."
)

Drawn = list[bytes]
"""What the proposals of a plan say, some hundred at a time, packed."""

drawn: ContextVar[Drawn | None] = ContextVar("lianjian_drawn_proposals", default=None)
"""What the job hands to the command that writes it."""


@dataclass(frozen=True)
class Told:
    """What the proposal of one pair of branches says."""

    village: int
    partner: int
    score: int
    reasons: dict[str, Any]
    exchange: list[dict[str, Any]]


def newest(scope: Scope, round: Round, version: int) -> Solution:
    """The newest draft of a round, if it is the one that was looked at. Raises Overtaken when there
    is a newer one, and Invalid when it has no pair."""
    rows = Solution.within(scope).filter(round=round).only("version", "pairs")
    solution = rows.order_by("-version").first()
    if solution is None or solution.version != version:
        raise Overtaken(_("There is a newer draft of this round. Look at it before you publish."))
    if not solution.pairs:
        raise Invalid(_("This draft proposes no pair: there is nothing to publish."))
    return solution


def must_still_hold(round: Round, pairs: Collection[Pair]) -> None:
    """Raises Overtaken when the world has moved on: a place was taken, a pair refused."""
    keys = material.everybody(round)
    proposed = material.proposed_among(keys)
    apart = material.paired_among(keys) | material.refused_among(keys, round) | proposed
    if not apart.isdisjoint(pairs):
        raise Overtaken(MOVED_ON)
    held = span.held(keys)
    if round.follows_id is not None:
        held.update(branch for pair in proposed for branch in pair)
    rows = Participant.within(_ALL).filter(round=round).order_by()
    spans = dict(rows.values_list("branch", "branch__span"))
    for branch, more in Counter(branch for pair in pairs for branch in pair).items():
        if branch not in spans or held[branch] + more > spans[branch]:
            raise Overtaken(MOVED_ON)


def draw(round: Round, pairs: Collection[Pair], tell: Tell = nobody_asks) -> Drawn:
    """What each proposal says, with the needs and offers as they stand today; writes nothing.
    ``tell`` is told how far it is, and may raise to stop it."""
    found: Drawn = []
    for done, some in enumerate(in_parts(sorted(pairs), AT_ONCE)):
        said = _("Proposals are put together: %(done)s of %(whole)s.")
        tell(
            1000 * done * AT_ONCE // len(pairs),
            said % {"done": done * AT_ONCE, "whole": len(pairs)},
        )
        told = [vars(one) for one in _told(round, some)]
        found.append(zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1))
    return found


def _told(round: Round, pairs: list[Pair]) -> Iterator[Told]:
    keys = {key for pair in pairs for key in pair}
    known = gathered(round, on=clock.today(), only=keys)
    sides = Q(village__branch__in={a for a, _b in pairs}, partner__branch__in=keys)
    rows = Candidate.within(_ALL).filter(sides, round=round).select_related("village", "partner")
    found = {(row.village.branch_id, row.partner.branch_id): row for row in rows}
    if not found.keys() >= set(pairs):
        raise Overtaken(MOVED_ON)
    for few in in_parts(pairs, TOGETHER):
        every = scores.matches_of(few, known.needs, known.offers)
        for pair, matches in zip(few, every, strict=True):
            row = found[pair]
            said = [_exchange(match) for match in matches]
            yield Told(pair[0], pair[1], row.score, row.reasons, said)


def _exchange(match: scores.Match) -> dict[str, Any]:
    """A need of the village, and what this partner can give for it."""
    answered = match.offer is not None and match.score >= ANSWERS
    return {
        "need": match.need.title,
        "area": match.need.area,
        "offer": match.offer.title if match.offer and answered else None,
    }


def proposals(round: Round, told: Drawn, reply_by: dt.date) -> Iterator[list[Proposal]]:
    """The proposals that were put together, some hundred at a time."""
    for part in told:
        yield [
            Proposal(
                round=round,
                village_id=one.village,
                partner_id=one.partner,
                score=one.score,
                reasons=one.reasons,
                exchange=one.exchange,
                reply_by=reply_by,
            )
            for one in (Told(**row) for row in json.loads(zlib.decompress(part)))
        ]


def under_way(round: Round, version: int) -> JobRun | None:
    """How far the worker is with the proposals of a draft, while it waits or runs."""
    found = jobs.going_on("pairing.publish", {"round": round.pk, "version": version}).first()
    return found.run if found else None
