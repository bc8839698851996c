from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy, scores
from ..life import ROUND
from ..material import Material, Pair, gathered
from ..models import Candidate, Proposal, Round, Solution

_ALL = Scope.of_everything()
ANSWERS = 250_000
"""From here on an offer answers a need; a guessed work area alone does not, a said one does."""


@command("pairing.publish", policy=policy.may_steer)
def publish(actor: Actor, *, round: Round, version: int) -> Round:
    """Put the pairs of the newest version before both sides of each; silence will not be a yes.

    ``version`` is the one that the issuer has looked at. Raises Overtaken when there is a newer
    one or when the world has moved on since (a place was taken, a pair refused), and Invalid when
    the plan has no pair.
    """
    solution = Solution.within(actor.scope).filter(round=round).order_by("-version").first()
    if solution is None or solution.version != version:
        raise Overtaken(_("There is a newer draft of this round. Look at it before you publish."))
    pairs = {(village, partner) for village, partner in solution.pairs}
    if not pairs:
        raise Invalid(_("This draft proposes no pair: there is nothing to publish."))
    material = gathered(round, on=clock.today())
    _must_still_hold(material, pairs)
    reply_by = clock.today() + dt.timedelta(days=round.reply_days)
    ROUND.move(round, "publish", scope=actor.scope, reply_by=reply_by, published_at=clock.now())
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(_proposals(round, material, pairs, reply_by))
    except IntegrityError:
        raise Overtaken(_MOVED_ON) from None
    return round


_MOVED_ON = _("Something has changed since this draft was made. Solve the round again first.")


def _must_still_hold(material: Material, pairs: set[Pair]) -> None:
    if pairs & (material.paired | material.refused | material.proposed):
        raise Overtaken(_MOVED_ON)
    taken = Counter(branch for pair in pairs for branch in pair)
    spans = {row.branch_id: row.branch.span for row in (*material.villages, *material.partners)}
    for branch, more in taken.items():
        if branch not in spans or material.held[branch] + more > spans[branch]:
            raise Overtaken(_MOVED_ON)


def _proposals(
    round: Round, material: Material, pairs: set[Pair], reply_by: dt.date
) -> list[Proposal]:
    """One proposal a pair, with the reasons and the needs and offers as they stand today."""
    rows = Candidate.within(_ALL).filter(round=round).select_related("village", "partner")
    found = {(row.village.branch_id, row.partner.branch_id): row for row in rows}
    return [
        Proposal(
            round=round,
            village_id=pair[0],
            partner_id=pair[1],
            score=found[pair].score,
            reasons=found[pair].reasons,
            exchange=_exchange(material, pair),
            reply_by=reply_by,
        )
        for pair in sorted(pairs)
    ]


def _exchange(material: Material, pair: Pair) -> list[dict[str, object]]:
    """What the village needs, line by line, and what this partner can give for it."""
    needs = material.needs.get(pair[0], ())
    offers = material.offers.get(pair[1], ())
    return [
        {
            "need": match.need.title,
            "area": match.need.area,
            "offer": match.offer.title if match.offer and match.score >= ANSWERS else None,
        }
        for match in scores.matches(needs, offers)
    ]
