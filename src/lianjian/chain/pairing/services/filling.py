from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange import services as exchange
from lianjian.chain.registry.models import Branch
from lianjian.ground.core import canonical, clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Overtaken

from .. import span
from ..life import ProposalState
from ..models import ClosedBecause, Pairing, Proposal

_ALL = Scope.of_everything()


def lock_sides(village: int, partner: int) -> tuple[Branch, Branch, dict[int, Proposal]]:
    """Both branches and every open proposal of either, locked: the order that everyone keeps.

    Branches by key, then proposals by key. Whoever gives out a place goes through here, so the
    last place is given once, and two who give out places never wait for each other crosswise.
    """
    branches = span.lock([village, partner])
    rows = Proposal.within(_ALL).filter(
        Q(village=village) | Q(partner=partner), state=ProposalState.PROPOSED
    )
    open_ = {row.pk: row for row in rows.order_by("pk").select_for_update()}
    return branches[village], branches[partner], open_


def pair_up(
    village: Branch, partner: Branch, rivals: dict[int, Proposal], pairing: Pairing
) -> Pairing:
    """Write a pairing into the last room there is, or raise Overtaken with the reason.

    The two may read each other's postings from now on; a side that is full lets its other open
    proposals go, each with the reason. Call it with what ``lock_sides`` gave.
    """
    held = span.held([village.pk, partner.pk])
    for branch, full in (
        (village, ClosedBecause.VILLAGE_FULL),
        (partner, ClosedBecause.PARTNER_FULL),
    ):
        if held[branch.pk] >= branch.span:
            raise Overtaken(full.label)
    try:
        with transaction.atomic():
            pairing.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(_("These two are paired already.")) from None
    _share(pairing, village, partner)
    if held[village.pk] + 1 >= village.span:
        _overtake(
            [row for row in rivals.values() if row.village_id == village.pk],
            ClosedBecause.VILLAGE_FULL,
            pairing,
        )
    if held[partner.pk] + 1 >= partner.span:
        _overtake(
            [row for row in rivals.values() if row.partner_id == partner.pk],
            ClosedBecause.PARTNER_FULL,
            pairing,
        )
    return pairing


def _overtake(rivals: list[Proposal], because: ClosedBecause, pairing: Pairing) -> None:
    keys = [row.pk for row in rivals if row.pk != pairing.proposal_id]
    rows = Proposal.within(_ALL).filter(pk__in=keys, state=ProposalState.PROPOSED)
    rows.update(state=ProposalState.OVERTAKEN, closed_because=because, closed_at=clock.now())


def _share(pairing: Pairing, village: Branch, partner: Branch) -> None:
    cause, because = canonical.label(pairing), system("they are paired")
    exchange.share(because, branches=[village], cause=cause, organisation=partner.host)
    exchange.share(because, branches=[partner], cause=cause, organisation=village.host)
