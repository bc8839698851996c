"""On whose annual list a project will stand: it follows from what stands behind it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import policy as accords
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from .contents import Contents


def issuer_for(actor: Actor, contents: Contents) -> Division | Organisation:
    """The actor's own division or society where they issue lists; else the issuer of the accord,
    the division that approved the body, or the village's county. Raises Invalid when nothing
    says it."""
    own = accords.issuer_of(actor)
    if own is not None:
        return own
    if contents.accord is not None:
        found = contents.accord.division or contents.accord.organisation
        if found is not None:
            return found
    if contents.body is not None and contents.body.division is not None:
        return contents.body.division
    for pairing in contents.pairings:
        if (place := pairing.village.host.affiliation) is not None:
            return places.county_around(place)
    raise Invalid(
        _("Nothing says on whose annual list it will stand. Name the accord behind it."),
        fields={"accord": _("or a joint body, or a pairing")},
    )
