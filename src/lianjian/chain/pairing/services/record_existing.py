from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.registry.models import Branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..geography import Counties
from ..life import PairingState
from ..models import Pairing
from .filling import lock_sides, pair_up


@command("pairing.record_existing", policy=policy.may_record_existing)
def record_existing(
    actor: Actor,
    *,
    village: Branch,
    partner: Branch,
    agreed_on: dt.date,
    live_since: dt.date | None = None,
    backing: str = "",
) -> Pairing:
    """Record a pairing that existed before the system; it holds its places from now on.

    ``live_since`` is the day from which a joint body or an accord stood behind it, if one did.
    Raises Invalid when the two cannot be a pairing or a day lies in the future, Overtaken when
    they are paired already or a side is full (raise its span of management first).
    """
    if not village.is_village or partner.is_village:
        raise Invalid(_("A pairing joins a village's branch and an outside branch."))
    home = village.host.affiliation
    if home is not None and Counties().share(home, partner.host.affiliation):
        raise Invalid(_("They answer to the same county: partners come from outside the county."))
    if agreed_on > clock.today() or (live_since or agreed_on) > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"agreed_on": _("in the future")})
    must_not_precede(
        live_since, agreed_on, _("It cannot be live before it was agreed."), field="live_since"
    )
    locked_village, locked_partner, rivals = lock_sides(village.pk, partner.pk)
    pairing = Pairing(
        village=locked_village,
        partner=locked_partner,
        origin=Pairing.Origin.BEFORE,
        state=PairingState.LIVE if live_since else PairingState.AGREED,
        agreed_on=agreed_on,
        live_since=live_since,
        backing=backing,
    )
    return pair_up(locked_village, locked_partner, rivals, pairing)
