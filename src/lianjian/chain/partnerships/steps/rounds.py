from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.pairing import selectors as pairing
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor

from ..partnership import Partnership
from ..trace import Stage, Step


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """The rounds that proposed the pairings, each once. A reader of a pairing may know its name;
    its workings are its issuer's."""
    rounds = {
        one.proposal.round.pk: one.proposal.round
        for one in partnership.pairings
        if one.proposal is not None
    }
    seen = set(pairing.rounds(actor.scope).filter(pk__in=rounds).values_list("pk", flat=True))
    for key, row in rounds.items():
        issuer = row.organisation or row.division
        yield Step(
            Stage.ROUND,
            row.name,
            sub=_("published by %(issuer)s; both sides were free to say no") % {"issuer": issuer},
            day=clock.day_of(row.published_at) if row.published_at else None,
            mark="done",
            grade=1,
            url=reverse("pairing:round", args=[key]) if key in seen else "",
        )
