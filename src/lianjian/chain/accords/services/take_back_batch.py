"""What a file brought of joint bodies and accords goes again."""

from __future__ import annotations

from dataclasses import replace

from lianjian.chain.pairing import selectors as pairings
from lianjian.chain.pairing import services as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core import canonical, taking_back
from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.taking_back import Back

from .. import policy
from ..life import IN_FORCE
from ..models import Accord, AccordParty, BodyMember, GroupMember, JointBody, TextVersion


@command("accords.take_back_batch", policy=policy.may_take_back)
def take_back_batch(actor: Actor, *, back: Back) -> int:
    """Remove the joint bodies and the accords of a file that ``taking_back.weigh`` lets go, with
    their parts; pairings that an accord let begin are only agreed again. Gives how many rows went.

    An accord of before was signed on paper and never here, so nothing signed goes. A pairing that
    another accord stands behind by now stays live.
    """
    standing = (TextVersion.pairings.through, Accord.pairings.through)
    _lean_on_another(back)
    pairing.take_back_batch(system("the sheet of an accord is taken back"), back=back)
    return taking_back.remove(
        back, *standing, GroupMember, AccordParty, TextVersion, Accord, BodyMember, JointBody
    )


def _lean_on_another(back: Back) -> None:
    """Pairings that an accord of the file let begin, and that another stands behind since, are
    live because of that one."""
    label = Pairing._meta.label
    going = back.goes.get(Accord._meta.label, [])
    others = Accord.within(Scope.of_everything()).filter(IN_FORCE)
    others = others.exclude(pk__in=going).order_by("active_since", "pk")
    for change in [one for one in back.changes if one.model == label]:
        other = others.filter(pairings=change.key).first()
        if other is None or other.active_since is None:
            continue
        back.changes.remove(change)
        agreed = pairings.pairing(Scope.of_everything(), change.key).agreed_on
        was = {
            "backing": canonical.label(other),
            "live_since": max(agreed, other.active_since).isoformat(),
        }
        back.changes.append(replace(change, was=was))
