"""Who may give, end, hand over and lend a post, print a slip, disable a person.

Pure functions over what they are given; what only the database knows (who else holds what) is
guarded in the services. The table of who appoints whom is ``roles.GIVES``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict

from .models import Person, Post
from .roles import GIVES, PRINTS_SLIPS_FOR, Role

if TYPE_CHECKING:
    from lianjian.ground.organisations.models import Organisation
    from lianjian.ground.places.models import Division


def gives(actor: Actor) -> frozenset[Role]:
    """The roles that an actor may give to others."""
    if actor.is_system:
        return frozenset(Role)
    return GIVES.get(Role(actor.role), frozenset()) if actor.post else frozenset()


def prints_for(actor: Actor) -> frozenset[Role]:
    """The roles for whose holders an actor may print slips."""
    if actor.is_system:
        return frozenset(Role)
    return PRINTS_SLIPS_FOR.get(Role(actor.role), frozenset()) if actor.post else frozenset()


def reaches(
    actor: Actor,
    division: Division | None,
    organisation: Organisation | None,
    area: Division | None = None,
) -> bool:
    """Whether a place lies in the actor's subtree, or is the organisation they speak for."""
    codes = [place.code for place in (division, area) if place is not None]
    if organisation is not None:
        if actor.speaks_for(organisation.pk):
            return True
        if organisation.affiliation is not None:
            codes.append(organisation.affiliation.code)
    return any(actor.scope.covers(code) for code in codes)


def steers(actor: Actor, post: Post) -> bool:
    """Whether the actor could have given this post."""
    return Role(post.role) in gives(actor) and reaches(
        actor, post.division, post.organisation, post.area
    )


def may_appoint(
    actor: Actor,
    *,
    name: str,
    phone: str,
    role: Role,
    division: Division | None,
    organisation: Organisation | None,
    starts: dt.date | None,
    ends: dt.date | None,
    area: Division | None,
) -> Verdict:
    if role not in gives(actor):
        return Denied(
            _("Your post cannot give the role “%(role)s”. Ask the level that gives it.")
            % {"role": Role(role).label}
        )
    if division is not None and not reaches(actor, division, None):
        return Denied(_("%(place)s lies outside the area of your post.") % {"place": division})
    return Allowed()


def may_import(actor: Actor, *, text: str) -> Verdict:
    if not gives(actor):
        return Denied(_("Your post gives no posts to others. A county coordinator imports lists."))
    return Allowed()


def may_end(actor: Actor, *, post: Post) -> Verdict:
    own = post.pk == actor.post or post.person_id == actor.person
    lent = post.deputy_of_id is not None and post.deputy_of_id == actor.post and not actor.deputy
    if actor.is_system or own or lent or steers(actor, post):
        return Allowed()
    return Denied(_("Only its holder, or whoever gives such posts here, may end a post."))


def may_hand_over(
    actor: Actor, *, post: Post, name: str, phone: str, starts: dt.date | None
) -> Verdict:
    if post.is_deputy:
        return Denied(_("A deputy's post is not handed over: its holder names another deputy."))
    if actor.is_system or post.pk == actor.post or steers(actor, post):
        return Allowed()
    return Denied(
        _("Only its holder, acting through it, or whoever gives such posts here may hand it over.")
    )


def may_name_deputy(
    actor: Actor, *, post: Post, name: str, phone: str, ends: dt.date, may_sign: bool
) -> Verdict:
    if post.is_deputy:
        return Denied(_("A deputy cannot name a deputy. Ask the holder of the post."))
    if post.pk != actor.post and not actor.is_system:
        return Denied(_("Only the holder of a post names its deputy. Switch to that post first."))
    return Allowed()


def may_switch(actor: Actor, *, post: Post) -> Verdict:
    if post.person_id != actor.person:
        return Denied(_("This post is not yours."))
    return Allowed()


def may_print_slips(actor: Actor, *, posts: Sequence[Post]) -> Verdict:
    for post in posts:
        fits = Role(post.role) in prints_for(actor)
        if not (fits and reaches(actor, post.division, post.organisation, post.area)):
            return Denied(
                _("You cannot print a slip for “%(post)s”. Whoever gives that post can.")
                % {"post": post}
            )
    return Allowed()


def may_disable(actor: Actor, *, person: Person) -> Verdict:
    if person.pk == actor.person:
        return Denied(_("You cannot close your own access. Hand your post over instead."))
    if actor.is_system or gives(actor):
        return Allowed()
    return Denied(_("Only whoever gives a person their posts may close or open their access."))


def oneself(actor: Actor) -> Person:
    """The person who acts. ``is_oneself`` has let nobody else through."""
    return Person.objects.get(pk=actor.person or 0)


def is_oneself(actor: Actor, **_given: Any) -> Verdict:
    """What everybody may do with their own account."""
    if actor.person is None:
        return Denied(_("Sign in first."))
    return Allowed()
