"""Correct one's own name and phone number."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid

from .. import policy
from ..models import Person
from .people import full_name, phone_number


@command(
    "accounts.correct_person", policy=policy.is_oneself, fresh=True, personal=("name", "phone")
)
def correct_person(actor: Actor, *, name: str, phone: str) -> Person:
    """Write one's own name and phone number; Invalid when the number is somebody else's."""
    return write_person(policy.oneself(actor).pk, name=name, phone=phone)


def write_person(pk: int, *, name: str, phone: str, password: str | None = None) -> Person:
    """The change itself, shared with the slip."""
    person = Person.objects.get(pk=pk)
    person.name, person.phone = full_name(name), phone_number(phone)
    changed = ["name", "phone"]
    if password is not None:
        person.password = password
        changed.append("password")
    try:
        with transaction.atomic():
            person.save(update_fields=changed)
    except IntegrityError:
        reason = _("This phone number is in use by somebody else. Check the digits.")
        raise Invalid(reason, fields={"phone": reason}) from None
    return person
