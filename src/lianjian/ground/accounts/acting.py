"""Through which post the signed-in person acts, and what that post may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse

from lianjian.ground.core import clock
from lianjian.ground.core.actors import NOBODY, Actor
from lianjian.ground.core.scope import CodeRange, Scope
from lianjian.ground.places import selectors as places

from .models import Person, Post

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SESSION_POST = "acting_post"


class Request(HttpRequest):
    """A request as views see it: with its actor, and the post behind the actor (if any)."""

    actor: Actor
    acting: Post | None
    session: SessionBase


def posts_of(person: Person) -> list[Post]:
    """The posts that a person holds today, deputies' posts only while their principal's holds."""
    day = clock.today()
    own = Scope(person=person.pk)
    held = Post.within(own).filter(person=person).select_related(
        "division", "organisation", "deputy_of"
    )
    return [
        post
        for post in held
        if post.holds_on(day) and (post.deputy_of is None or post.deputy_of.holds_on(day))
    ]


def actor_for(post: Post, *, confirmed_at: dt.datetime | None = None) -> Actor:
    """The actor that a post makes of its holder: its place and what it may see."""
    ranges: tuple[CodeRange, ...] = places.ranges(post.division) if post.division else ()
    organisations = frozenset({post.organisation_id} if post.organisation_id else set())
    return Actor(
        scope=Scope(ranges=ranges, organisations=organisations, person=post.person_id),
        role=post.role,
        person=post.person_id,
        post=post.pk,
        division=post.division_id,
        division_code=post.division.code if post.division else None,
        organisation=post.organisation_id,
        confirmed_at=confirmed_at,
    )


def person_only(person: Person, *, confirmed_at: dt.datetime | None = None) -> Actor:
    """Somebody who is signed in and holds no post today: sees their own account, nothing else."""
    return Actor(
        scope=Scope(person=person.pk),
        role=NOBODY.role,
        person=person.pk,
        confirmed_at=confirmed_at,
    )


class Acting:
    """Gives every request its actor. A post that ended a second ago gives nothing any more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("Request", request)
        asked.actor, asked.acting = _actor_of(asked)
        return self.get_response(request)


def _actor_of(request: Request) -> tuple[Actor, Post | None]:
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY, None
    confirmed_at = _confirmed_at(request)
    posts = posts_of(person)
    if not posts:
        return person_only(person, confirmed_at=confirmed_at), None
    chosen = request.session.get(SESSION_POST)
    post = next((post for post in posts if post.pk == chosen), posts[0])
    return actor_for(post, confirmed_at=confirmed_at), post


def _confirmed_at(request: Request) -> dt.datetime | None:
    """When the person last showed who they are: allauth keeps it with the session."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    moments = [method["at"] for method in methods if "at" in method]
    return dt.datetime.fromtimestamp(max(moments), tz=dt.UTC) if moments else None
