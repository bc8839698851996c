"""Coming in and going out, as the journal keeps it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import OutOfScope

from .. import devices, policy
from ..models import Device, Person


@command("accounts.sign_in", policy=policy.is_oneself)
def sign_in(actor: Actor) -> Person:
    """Note in the journal that a person came in. The session is the caller's (allauth's)."""
    return policy.oneself(actor)


@command("accounts.sign_out_device", policy=policy.is_oneself)
def sign_out_device(actor: Actor, *, device: Device) -> None:
    """End one of one's own stays: the session there finds itself signed out at its next step."""
    if device.person_id != actor.person:
        raise OutOfScope(_("There is no such device of yours."))
    device.delete()


@command("accounts.sign_out_everywhere", policy=policy.is_oneself)
def sign_out_everywhere(actor: Actor, *, but: int | None = None) -> Person:
    """End all one's stays, except at the device ``but``."""
    person = policy.oneself(actor)
    devices.end_all(person, but=but)
    return person
