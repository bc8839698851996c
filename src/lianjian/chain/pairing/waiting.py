"""What waits for an actor in this room: a reply, a round to look through, replies still open."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Matter

from . import policy, selectors
from .life import RoundState
from .models import Round, Side

MOST = 8
"""More rounds than this (those of a province's counties) become one line that leads to the list."""


def what_waits(actor: Actor) -> Iterator[Matter]:
    """One line a matter; nothing is counted or compared."""
    for proposal in selectors.waiting_for(actor):
        own = policy.side_of(actor, proposal)
        other = proposal.partner if own == Side.VILLAGE else proposal.village
        yield Matter(
            _("%(branch)s is recommended to you; your reply is awaited") % {"branch": other.name},
            reverse("pairing:proposal", args=[proposal.pk]),
            _("Reply"),
            due=proposal.reply_by,
        )
    rounds = selectors.steered_by(actor)
    if len(rounds) > MOST:
        yield Matter(_("Several rounds are under way"), reverse("pairing:rounds"), _("See which"))
        return
    for round in rounds:
        yield _of_round(round)


def _of_round(round: Round) -> Matter:
    there = reverse("pairing:round", args=[round.pk])
    if round.state == RoundState.DRAFT:
        return Matter(
            _("%(round)s: choose who takes part, then solve it") % {"round": round.name},
            there,
            _("Go on"),
        )
    if round.state == RoundState.REVIEW:
        return Matter(
            _("%(round)s is solved and waits to be looked through") % {"round": round.name},
            there,
            _("Look"),
            mark="going",
        )
    return Matter(
        _("%(round)s: replies are open") % {"round": round.name},
        there,
        _("Look"),
        mark="going",
        due=round.reply_by,
    )
