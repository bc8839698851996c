"""Close a person's access, or open it again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Denied

from .. import policy
from ..models import Device, Person
from .people import living_posts


@command("accounts.disable_person", policy=policy.may_disable)
def disable_person(actor: Actor, *, person: Person) -> Person:
    """Close a person's access at once, everywhere: all their sessions end with this."""
    _all_theirs(actor, person)
    return _set(person, active=False)


@command("accounts.enable_person", policy=policy.may_disable)
def enable_person(actor: Actor, *, person: Person) -> Person:
    """Open a person's access again; they sign in anew."""
    _all_theirs(actor, person)
    return _set(person, active=True)


def _all_theirs(actor: Actor, person: Person) -> None:
    """Only who could have given *all* of somebody's posts decides about the whole person."""
    posts = living_posts(person)
    if actor.is_system or (posts and all(policy.steers(actor, post) for post in posts)):
        return
    raise Denied(
        _("This person also holds posts that are not yours to give. End the post here instead.")
    )


def _set(person: Person, *, active: bool) -> Person:
    Person.objects.filter(pk=person.pk).update(is_active=active)
    Device.objects.filter(person=person).delete()
    person.is_active = active
    return person
