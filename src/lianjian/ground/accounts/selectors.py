"""Every read of this room, inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places

from .models import Device, Person, Post, Slip
from .roles import NEVER_EMPTY, Role

MOST_TOWNS = 80
"""More townships than these are no choice any more."""


def posts(scope: Scope, *, ended: bool = False) -> ScopedQuerySet[Post]:
    """The posts in a scope that hold today or will; with ``ended``, those that no longer do."""
    today = clock.today()
    over = Q(ended_at__isnull=False) | Q(ends__lt=today) | Q(deputy_of__ended_at__isnull=False)
    rows = Post.within(scope).select_related("person", "division", "organisation", "deputy_of")
    rows = rows.filter(over) if ended else rows.exclude(over)
    return rows.order_by("division__code", "organisation__name", "role", "pk")


def post(scope: Scope, pk: int) -> Post:
    """One post, or OutOfScope."""
    return Post.get_within(scope, pk=pk)


def acting_post(actor: Actor) -> Post:
    """The post through which an actor acts, or OutOfScope for the system."""
    return Post.get_within(actor.scope, pk=actor.post)


def my_post(actor: Actor, pk: int) -> Post:
    """One of one's own posts, or OutOfScope."""
    return Post.get_within(Scope(person=actor.person), pk=pk, person=actor.person)


def towns(scope: Scope) -> list[tuple[str, str]]:
    """The townships of a scope as choices, by code; none where there are too many to choose."""
    listed = [(str(place.pk), place.name) for place in places.towns(scope)[: MOST_TOWNS + 1]]
    return listed if len(listed) <= MOST_TOWNS else []


def today() -> dt.date:
    return clock.today()


def my_posts(person: Person) -> list[Post]:
    """The posts that a person holds today or will, in the order in which they began."""
    day = clock.today()
    rows = Post.within(Scope(person=person.pk)).filter(person=person, ended_at=None)
    rows = rows.select_related("division", "organisation", "deputy_of").order_by("starts", "pk")
    return [one for one in rows if one.ends is None or one.ends >= day]


def somebody_speaks_for(body: Organisation) -> bool:
    """Whether anybody holds a post in a body today, whoever may see that post."""
    held = Post.within(Scope.of_everything()).filter(organisation=body, ended_at=None)
    return any(post.holds_on(clock.today()) for post in held)


def deputies_of(scope: Scope, held: Post) -> list[Post]:
    """Who stands in for the holder of a post today or will."""
    day = clock.today()
    rows = Post.within(scope).filter(deputy_of=held, ended_at=None).select_related("person")
    return [one for one in rows if one.ends is None or one.ends >= day]


def line_of(scope: Scope, held: Post) -> list[Post]:
    """A post and those before it in the same chair, the latest first."""
    chain, seen = [held], {held.pk}
    while (before := chain[-1].follows_id) and before not in seen:
        earlier = Post.within(scope).filter(pk=before).select_related("person").first()
        if earlier is None:
            break
        chain.append(earlier)
        seen.add(earlier.pk)
    return chain


def in_the_chair(posts: Collection[int]) -> dict[int, Post]:
    """Who holds each of these posts today: the post itself, or the one to which it was handed over.

    A post that nobody holds any more is left out. Whoever has to do with a place may know who
    answers there, so scope does not enter: only for records that name the post to their readers.
    """
    found: dict[int, Post] = {}
    heads = {pk: pk for pk in posts}
    seen: set[int] = set()
    everybody = Post.within(Scope.of_everything()).select_related("person", "organisation")
    while heads:
        rows = list(everybody.filter(pk__in=heads))
        found |= {heads[one.pk]: one for one in rows if one.holds_on(clock.today())}
        seen |= set(heads)
        rest = {pk: first for pk, first in heads.items() if first not in found}
        after = everybody.filter(follows__in=rest).exclude(pk__in=seen)
        heads = {one.pk: rest[one.follows_id] for one in after if one.follows_id is not None}
    return found


def ending_soon(scope: Scope, within: dt.timedelta) -> list[Post]:
    """Posts in a scope whose last day is near and which nobody follows yet."""
    today = clock.today()
    rows = Post.within(scope).listed().filter(ended_at=None, ends__range=(today, today + within))
    followed = Post.within(scope).listed().filter(follows__isnull=False).values("follows_id")
    rows = rows.exclude(pk__in=followed).select_related("person", "division", "organisation")
    return list(rows.order_by("ends", "pk"))


def unused_slips(scope: Scope) -> ScopedQuerySet[Slip]:
    """Slips that lie somewhere and still open a door, those that end first in front."""
    now = clock.now()
    rows = Slip.within(scope).listed().filter(used_at=None, replaced_at=None, expires_at__gt=now)
    return rows.select_related("post__person", "post__division", "post__organisation").order_by(
        "expires_at", "pk"
    )


def latest_slips(scope: Scope, of: list[Post]) -> dict[int, Slip]:
    """The latest slip of each post's person, by the person's key."""
    people = [post.person_id for post in of]
    rows = Slip.within(scope).filter(post__person__in=people).select_related("post")
    return {slip.post.person_id: slip for slip in rows.order_by("made_at", "pk")}


def without_access(rows: list[Post]) -> list[Post]:
    """Of these posts, those whose holder has set no password yet."""
    return [one for one in rows if not one.person.has_usable_password()]


def slip_with(code: str) -> Slip | None:
    """The slip with this code, whoever asks: to know the code is the right to it."""
    from .services.make_slips import digest_of

    rows = Slip.within(Scope.of_everything()).filter(digest=digest_of(code))
    return rows.select_related(
        "post__person", "post__division", "post__organisation", "printed_by__division"
    ).first()


def devices_of(person: Person) -> list[Device]:
    """Where a person is signed in, the latest first."""
    return list(Device.objects.filter(person=person))


def device(person: Person, pk: int) -> Device | None:
    return Device.objects.filter(person=person, pk=pk).first()


def demonstration_posts() -> list[Post]:
    """The posts of demonstration people, for the sign-in page of a demonstration."""
    rows = Post.within(Scope.of_everything()).filter(
        person__is_demo=True, person__is_active=True, ended_at=None, deputy_of=None
    )
    day = clock.today()
    listed = rows.select_related("person", "division", "organisation").order_by("pk")
    return [one for one in listed if one.holds_on(day) and one.person.has_usable_password()]


def is_last(scope: Scope, held: Post) -> bool:
    """Whether a post is the last of its kind in its place, which is handed over and not ended."""
    if held.role not in NEVER_EMPTY or held.is_deputy:
        return False
    day = clock.today()
    rows = Post.within(scope).filter(
        role=Role(held.role),
        division=held.division_id,
        organisation=held.organisation_id,
        deputy_of=None,
    )
    return not any(one.pk != held.pk and one.holds_on(day) for one in rows)


def person_called(username: str) -> Person | None:
    """Who signs in by this name, for a command at the machine itself; None for nobody."""
    return Person.objects.filter(username=username).first()
