from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.ui.days import day_and_year

from ..partnership import Partnership
from ..trace import NotYet, Stage, Step

_MARKS: dict[str, Mark] = {
    PairingState.AGREED: "going",
    PairingState.LIVE: "done",
    PairingState.ENDED: "none",
}


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """Every pairing: when both agreed, and how that is known."""
    keys = [one.pk for one in partnership.pairings]
    seen = set(pairing.pairings(actor.scope).filter(pk__in=keys).values_list("pk", flat=True))
    for one in partnership.pairings:
        yield Step(
            Stage.PAIRING,
            f"{one.village.name} – {one.partner.name}",
            sub=_how(one),
            day=one.agreed_on,
            mark=_MARKS[one.state],
            grade=3 if one.origin == Pairing.Origin.ROUND else 2,
            url=reverse("pairing:pairing", args=[one.pk]) if one.pk in seen else "",
            say=_("%(village)s and %(partner)s agreed on %(day)s to be partners.")
            % {
                "village": one.village.name,
                "partner": one.partner.name,
                "day": day_and_year(one.agreed_on),
            },
            not_yet=_not_yet(one),
        )


def _how(one: Pairing) -> str:
    if one.origin == Pairing.Origin.ROUND:
        return _("both sides answered yes")
    if one.origin == Pairing.Origin.CAMPAIGN:
        return _("both sides answered a campaign")
    return _("existed before the system and was recorded")


def _not_yet(one: Pairing) -> tuple[NotYet, ...]:
    if one.state != PairingState.AGREED:
        return ()
    return (
        NotYet(
            _("“%(village)s and %(partner)s build together”")
            % {"village": one.village.name, "partner": one.partner.name},
            _("They have agreed; no joint body and no accord in force stands behind it yet."),
        ),
    )
