"""All that a round's scores are made of, read at once.

The round reads what both sides have said, posted and recorded, also what its issuer may not look
up: of all this only the sentence of each pair leaves the computation, to the issuer in the round
and to the two sides in their proposal.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.registry import selectors as registry
from lianjian.ground.core.scope import Scope

from . import span
from .life import HOLDS_A_SLOT, ProposalState
from .models import DeclineReason, Interest, Pairing, Participant, Proposal, Round
from .scores import Known, Listed, Wish

_ALL = Scope.of_everything()
Pair = tuple[int, int]
"""Primary keys of a village's branch and a partner's."""


@dataclass
class Material:
    """What is known of a round's participants on one day; keys are branches' primary keys."""

    day: dt.date
    villages: list[Participant]
    partners: list[Participant]
    held: Counter[int] = field(default_factory=Counter)
    paired: set[Pair] = field(default_factory=set)
    refused: set[Pair] = field(default_factory=set)
    proposed: set[Pair] = field(default_factory=set)
    wishes: dict[tuple[int, int | None], Wish] = field(default_factory=dict)
    ties: dict[Pair, list[Known]] = field(default_factory=dict)
    needs: dict[int, list[Listed]] = field(default_factory=dict)
    offers: dict[int, list[Listed]] = field(default_factory=dict)

    def room(self, participant: Participant) -> int:
        """What a participant's span, or the issuer's limit, leaves on this day; not on the day
        on which it was enrolled."""
        left = max(0, participant.branch.span - self.held[participant.branch_id])
        return left if participant.most is None else min(left, participant.most)

    def wish_of(self, branch: int, towards: int) -> Wish | None:
        """What a branch said by name, else what it said towards anybody."""
        return self.wishes.get((branch, towards)) or self.wishes.get((branch, None))

    def without_meaning(self) -> int:
        """How many needs and offers have no sentence vector yet: the worker is on its way."""
        listed = (*self.needs.values(), *self.offers.values())
        return sum(not one.meaning for several in listed for one in several)

    def both_asked(self, village: int, partner: int) -> bool:
        """Whether each side has asked for the other by name: what may be locked."""
        words = (self.wishes.get((village, partner)), self.wishes.get((partner, village)))
        return all(wish is not None and wish.wants for wish in words)


def gathered(round: Round, *, on: dt.date, only: Collection[int] | None = None) -> Material:
    """Everything about a round's participants, in a dozen queries whatever their number; or about
    the ``only`` branches that are named."""
    rows = Participant.within(_ALL).filter(round=round)
    if only is not None:
        rows = rows.filter(branch__in=only)
    rows = rows.select_related("branch__host__affiliation__parent", "branch__host__seat")
    everyone = sorted(rows, key=lambda row: row.pk)
    villages = [row for row in everyone if row.side == Participant.Side.VILLAGE]
    partners = [row for row in everyone if row.side == Participant.Side.PARTNER]
    keys = everybody(round) if only is None else [row.branch_id for row in everyone]
    proposed = proposed_among(keys)
    held = span.held(keys)
    if round.follows_id is not None:
        # What still waits for a reply keeps its place: the rest is solved around it.
        held.update(branch for pair in proposed for branch in pair)
    return Material(
        day=on,
        villages=villages,
        partners=partners,
        held=held,
        paired=paired_among(keys),
        refused=refused_among(keys, round),
        proposed=proposed,
        wishes=wishes_of(keys, on),
        ties=ties_among(keys, on),
        needs=_listed(exchange.open_needs_of(_ALL, [row.branch for row in villages])),
        offers=_listed(exchange.open_offers_of(_ALL, [row.branch for row in partners])),
    )


Keys = Collection[int] | QuerySet[Any, Any]
"""Branches by their keys, or a query that names them: a database joins a query, and chokes on ten
thousand keys."""


def everybody(round: Round) -> QuerySet[Any, Any]:
    """The branches that take part in a round."""
    return Participant.within(_ALL).filter(round=round).order_by().values("branch")


def _between(keys: Keys) -> Q:
    return Q(village__in=keys, partner__in=keys)


def paired_among(keys: Keys) -> set[Pair]:
    """Who is paired with whom, agreed or live."""
    rows = Pairing.within(_ALL).filter(_between(keys), state__in=HOLDS_A_SLOT)
    return set(rows.values_list("village", "partner"))


def refused_among(keys: Keys, round: Round) -> set[Pair]:
    """Declined "never", by either side, and not taken back; or for any reason in the round that
    this one goes on from: "not now" means this round."""
    declined = Proposal.within(_ALL).filter(_between(keys), state=ProposalState.DECLINED)
    never = Q(decline_reason=DeclineReason.NEVER, refusal_lifted_at=None)
    rows = declined.filter(never | Q(round__in=_before(round)))
    return set(rows.values_list("village", "partner"))


def _before(round: Round) -> list[int]:
    """The rounds that this one goes on from, the nearest first."""
    found: list[int] = []
    above = round.follows_id
    while above is not None and above not in found:
        found.append(above)
        above = Round.within(_ALL).values_list("follows", flat=True).get(pk=above)
    return found


def proposed_among(keys: Keys) -> set[Pair]:
    """Who is proposed to each other and asked to reply."""
    rows = Proposal.within(_ALL).filter(_between(keys), state=ProposalState.PROPOSED)
    return set(rows.values_list("village", "partner"))


def wishes_of(keys: Keys, on: dt.date) -> dict[tuple[int, int | None], Wish]:
    """What each has said that still holds, by name or (None) towards anybody."""
    rows = Interest.within(_ALL).filter(branch__in=keys, until__gte=on).order_by()
    told = rows.values_list("branch", "towards", "wish", "said_on", "rank")
    return {
        (branch, towards): Wish(wants, said_on, towards is not None, rank)
        for branch, towards, wants, said_on, rank in told.iterator()
    }


def ties_among(keys: Keys, on: dt.date) -> dict[Pair, list[Known]]:
    """The ties that hold on a day, by pair."""
    found: dict[Pair, list[Known]] = defaultdict(list)
    rows = registry.live_ties(_ALL, on=on).filter(_between(keys))
    told = rows.values_list(
        "village", "partner", "ground", "evidence", "strength", "grade", "since"
    )
    for village, partner, ground, evidence, strength, grade, since in told.iterator():
        known = Known(ground, evidence, strength, grade, since)
        found[village, partner].append(known)
    return found


_LISTED = ("branch", "title", "area", "detail", "grade", "area_guessed", "industry", "text_key")


def _listed(rows: QuerySet[Any, Any]) -> dict[int, list[Listed]]:
    """Needs or offers by their branches."""
    several = list(rows.values_list(*_LISTED))
    vectors = exchange.meanings(row[-1] for row in several)
    found: dict[int, list[Listed]] = defaultdict(list)
    for branch, title, area, detail, grade, guessed, industry, key in several:
        found[branch].append(
            Listed(
                title,
                area,
                detail,
                grade,
                settled=not guessed,
                industry=industry,
                meaning=vectors.get(key, b""),
            )
        )
    return found
