"""Reading rounds, proposals and pairings, always inside the reader's scope.

Nothing here is ordered by a score or a count of pairings: by name, place, date or what waits.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.core.verdicts import OutOfScope
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from . import policy
from .life import HOLDS_A_SLOT, PairingState, ProposalState, RoundState
from .models import Candidate, Interest, Pairing, Participant, Proposal, Round, RuleSet, Solution

_SIDES = (
    "village__host__affiliation__parent",
    "partner__host__affiliation",
)


def rounds(scope: Scope) -> ScopedQuerySet[Round]:
    """The rounds whose workings a scope may see: its issuer's."""
    return Round.within(scope).select_related("division", "organisation", "rules")


def round(scope: Scope, pk: int) -> Round:
    """One round with its issuer and rules; raises OutOfScope."""
    Round.get_within(scope, pk=pk)
    return rounds(scope).get(pk=pk)


def rules_of(
    scope: Scope, division: Division | None, organisation: Organisation | None
) -> RuleSet | None:
    """An issuer's newest rules, if it has written any."""
    rows = RuleSet.within(scope).filter(division=division, organisation=organisation)
    return rows.order_by("-version").first()


def participants(scope: Scope, round: Round) -> ScopedQuerySet[Participant]:
    """Who takes part, villages by place, then partners by name."""
    rows = Participant.within(scope).filter(round=round)
    rows = rows.select_related("branch__host__affiliation__parent")
    return rows.order_by("-side", "branch__host__affiliation__code", "branch__name")


def candidates(scope: Scope, round: Round) -> ScopedQuerySet[Candidate]:
    """The pairs of a round that were considered, barred ones included, by place and name."""
    rows = (
        Candidate.within(scope)
        .filter(round=round)
        .select_related(
            "round",
            "village__branch__host__affiliation__parent",
            "partner__branch__host__affiliation",
        )
    )
    return rows.order_by(
        "village__branch__host__affiliation__code", "village__branch__name", "partner__branch__name"
    )


def candidate(scope: Scope, round: Round, village: int, partner: int) -> Candidate:
    """The candidate of two branches in a round; raises OutOfScope."""
    rows = candidates(scope, round).filter(village__branch=village, partner__branch=partner)
    found = rows.first()
    if found is None:
        raise OutOfScope(Candidate.missing())
    return found


def solutions(scope: Scope, round: Round) -> ScopedQuerySet[Solution]:
    """The versions of a round, newest first; what is large in them is loaded by who asks."""
    rows = Solution.within(scope).filter(round=round).defer("candidates", "grid")
    return rows.order_by("-version")


def solution(scope: Scope, round: Round, version: int | None = None) -> Solution | None:
    """A version of a round, the newest when none is named; None before the first."""
    rows = solutions(scope, round)
    return (rows if version is None else rows.filter(version=version)).first()


def proposals(scope: Scope) -> ScopedQuerySet[Proposal]:
    """The proposals of either side and of the issuer."""
    return Proposal.within(scope).select_related("round__division", "round__organisation", *_SIDES)


def proposal(scope: Scope, pk: int) -> Proposal:
    """One proposal with its two sides; raises OutOfScope."""
    Proposal.get_within(scope, pk=pk)
    return proposals(scope).get(pk=pk)


def waiting_for(actor: Actor) -> list[Proposal]:
    """The proposals that wait for this actor's own reply, the most urgent first."""
    if actor.organisation is None:
        return []
    mine = Q(village__host=actor.organisation, village_accepted_at=None)
    mine |= Q(partner__host=actor.organisation, partner_accepted_at=None)
    rows = proposals(actor.scope).listed()
    rows = rows.filter(mine, state=ProposalState.PROPOSED, reply_by__gte=clock.today())
    return [row for row in rows.order_by("reply_by", "pk") if policy.side_of(actor, row)]


def steered_by(actor: Actor) -> list[Round]:
    """The rounds under way that this actor steers."""
    under_way = (RoundState.DRAFT, RoundState.REVIEW, RoundState.PUBLISHED)
    rows = rounds(actor.scope).listed().filter(state__in=under_way).order_by("made_at")
    return [row for row in rows if policy.may_steer(actor, round=row)]


def pairings(scope: Scope) -> ScopedQuerySet[Pairing]:
    """The pairings of either side and of the issuer, ended ones included."""
    return Pairing.within(scope).select_related("proposal__round", *_SIDES)


def shown(rule: Q) -> ScopedQuerySet[Pairing]:
    """The pairings of a rule with their sides, for a reader to whom another row has shown them."""
    rows = Pairing.within(Scope.of_everything()).filter(rule)
    return rows.select_related(*_SIDES).order_by("pk")


def pairing(scope: Scope, pk: int) -> Pairing:
    """One pairing with its two sides; raises OutOfScope."""
    Pairing.get_within(scope, pk=pk)
    return pairings(scope).get(pk=pk)


def standing_pairings(scope: Scope, *, branch: Branch | None = None) -> ScopedQuerySet[Pairing]:
    """Agreed and live pairings, of one branch or all: what accords and bodies are made of."""
    rows = pairings(scope).filter(state__in=HOLDS_A_SLOT)
    if branch is not None:
        rows = rows.filter(Q(village=branch) | Q(partner=branch))
    return rows


def wishes(scope: Scope, branch: Branch) -> ScopedQuerySet[Interest]:
    """What a branch has wished, in its order; expired ones included."""
    rows = Interest.within(scope).filter(branch=branch).select_related("towards")
    return rows.order_by("rank", "pk")


def wish(scope: Scope, pk: int) -> Interest:
    """One wish; raises OutOfScope."""
    return Interest.get_within(scope, pk=pk)


def known_to(scope: Scope, branch: Branch) -> ScopedQuerySet[Branch]:
    """The branches of the other side whose name a reader has met already, and may so wish for.

    Those in their directory, and those of the ties, proposals and pairings that they can read.
    """
    other = registry.partners if branch.is_village else registry.villages
    met: set[int] = set(other(scope).values_list("pk", flat=True))
    for rows in (registry.live_ties(scope), proposals(scope), pairings(scope)):
        of_branch = rows.filter(Q(village=branch) | Q(partner=branch))
        met.update(key for pair in of_branch.values_list("village", "partner") for key in pair)
    return registry.shown(Q(pk__in=met - {branch.pk})).order_by("name")


def branches_in_reach(scope: Scope) -> ScopedQuerySet[Branch]:
    """The branches that a reader may name: those they see, and their partners in pairings."""
    paired = Pairing.within(scope)
    return registry.shown(
        Q(pk__in=registry.branches(scope).values("pk"))
        | Q(pk__in=paired.values("partner"))
        | Q(pk__in=paired.values("village"))
    )


TURNS = {
    "none": _("no partner"),
    "agreed": _("agreed, not live yet"),
    "live": _("a live pairing"),
}
"""How far a village has come (M32)."""


def villages_in_care(scope: Scope) -> ScopedQuerySet[Branch]:
    """The village branches of a reader's own area or own organisation, not of a directory alone:
    whether others have partners is not for whoever knows their name."""
    return registry.villages(scope).listed().filter(Branch.own_rule(scope))


def holding_alone(scope: Scope) -> ScopedQuerySet[Pairing]:
    """The pairings in one's own area whose partner is the only one that their village has.

    Whoever has a village in their care sees all its pairings, so none is overlooked.
    """
    others = Pairing.within(Scope.of_everything()).filter(
        village=OuterRef("village"), state__in=HOLDS_A_SLOT
    )
    others = others.exclude(partner=OuterRef("partner"))
    rows = standing_pairings(scope).listed().filter(Branch.own_rule(scope, "village__"))
    return rows.exclude(Exists(others)).order_by(
        "partner__name", "village__host__affiliation__code", "pk"
    )


def with_turn(rows: ScopedQuerySet[Branch], turn: str) -> ScopedQuerySet[Branch]:
    """Of these village branches those that have come so far (``TURNS``)."""
    every = Pairing.within(Scope.of_everything()).filter(village=OuterRef("pk"))
    live, agreed = every.filter(state=PairingState.LIVE), every.filter(state=PairingState.AGREED)
    if turn == "live":
        return rows.filter(Exists(live))
    if turn == "agreed":
        return rows.filter(Exists(agreed)).exclude(Exists(live))
    return rows.exclude(Exists(live)).exclude(Exists(agreed))
