from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing import selectors as pairing_selectors
from lianjian.chain.pairing import services as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core import canonical, clock, crypto
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..contents import Contents
from ..life import AccordState
from ..models import Accord, TextVersion
from . import writing
from .completeness import FEWEST_PARTIES


@command("accords.record_existing", policy=policy.may_draft)
def record_existing(
    actor: Actor,
    *,
    issuer: Division | Organisation,
    contents: Contents,
    active_since: dt.date,
) -> Accord:
    """Record an accord that was signed on paper before the system; it is in force.

    It has no PDF of ours and no signatures in the system, and rules that came later do not bind
    it; its scan follows by ``keep_scan``. The standing pairings between its parties have it
    behind them from now on. Raises OutOfScope for a party that the actor may not see, Invalid
    with fewer than two parties or for a day that has not come.
    """
    writing.must_be_within_reach(actor, contents)
    writing.must_make_sense(contents)
    if len(contents.parties) < FEWEST_PARTIES:
        raise Invalid(_("An accord has at least two parties."), fields={"parties": _("two")})
    if active_since > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"active_since": _("in the future")})
    accord = Accord(
        title=contents.title.strip(),
        number=contents.number.strip(),
        code=crypto.readable_code(),
        division=issuer if isinstance(issuer, Division) else None,
        organisation=issuer if isinstance(issuer, Organisation) else None,
        body=contents.body,
        state=AccordState.ACTIVE,
        active_since=active_since,
    )
    accord.save()
    version = TextVersion(
        accord=accord,
        number=1,
        of_before=True,
        sent_at=clock.now(),
        in_force_from=active_since,
    )
    writing.put(version, contents)
    version.save()
    writing.write(version, contents)
    _stand_behind(actor, version, contents, active_since)
    writing.make_known(accord)
    return accord


def _stand_behind(actor: Actor, version: TextVersion, contents: Contents, since: dt.date) -> None:
    """The pairings between its parties: those that were only agreed begin."""
    named = {branch.pk for branch in contents.branches()}
    hosts = {party.organisation.pk for party in contents.parties if party.organisation}

    def is_in(pair: Pairing) -> bool:
        sides = (pair.village, pair.partner)
        return all(side.pk in named or side.host_id in hosts for side in sides)

    rows = pairing_selectors.standing_pairings(actor.scope)
    found = [one for one in rows.filter(village__in=named) if is_in(one)]
    writing.set_pairings(version, [one.pk for one in found])
    because = system("an accord of before stands behind it")
    for one in found:
        if one.state == PairingState.AGREED:
            first = max(since, one.agreed_on)
            pairing.begin(
                because, pairing=one, backing=canonical.label(version.accord), since=first
            )
