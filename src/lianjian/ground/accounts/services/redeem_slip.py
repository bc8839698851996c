"""Come in with a slip: set a password, see and correct one's own name and number."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Allowed, Denied, Invalid, Verdict

from ..models import Device, Person, Slip
from .correct_person import write_person


def _may_redeem(actor: Actor, *, slip: Slip, **_given: Any) -> Verdict:
    if slip.post.person_id != actor.person:
        return Denied(_("This slip is somebody else's."))
    return Allowed()


@command("accounts.redeem_slip", policy=_may_redeem, personal=("encoded", "name", "phone"))
def redeem_slip(actor: Actor, *, slip: Slip, encoded: str, name: str, phone: str) -> Person:
    """Use up a slip and give its person a password (``encoded`` by Django's hasher).

    Ends every session the person has elsewhere. Raises Invalid when the slip was used, replaced
    or is too old; of two uses at the same time one wins.
    """
    now = clock.now()
    won = (
        Slip.within(actor.scope)
        .filter(pk=slip.pk, used_at=None, replaced_at=None, expires_at__gt=now)
        .update(used_at=now)
    )
    if not won:
        raise Invalid(_("This slip is no longer valid. Ask for a new one."))
    person = write_person(slip.post.person_id, name=name, phone=phone, password=encoded)
    Device.objects.filter(person=person).delete()
    return person
