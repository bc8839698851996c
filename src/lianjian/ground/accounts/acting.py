"""Through which post the signed-in person acts, and what that post may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse

from lianjian.ground.core import clock
from lianjian.ground.core.actors import NOBODY, Actor
from lianjian.ground.core.scope import CodeRange, Scope
from lianjian.ground.places import selectors as places

from .models import Person, Post
from .roles import WITH_SECOND_FACTOR

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SESSION_POST = "acting_post"


class Request(HttpRequest):
    """A request as views see it: with its actor, and the post behind the actor (if any).

    ``posts`` are all that the person holds today; ``needs_second_factor`` is True while one of
    them asks for a second factor that this session has not shown.
    """

    actor: Actor
    acting: Post | None
    posts: list[Post]
    needs_second_factor: bool
    session: SessionBase


def posts_of(person: Person) -> list[Post]:
    """The posts that a person holds today, deputies' posts only while their principal's holds."""
    day = clock.today()
    own = Scope(person=person.pk)
    held = (
        Post.within(own)
        .filter(person=person, ended_at=None)
        .select_related("division", "organisation", "deputy_of")
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
        deputy=post.is_deputy,
        may_sign=post.may_sign,
    )


def person_only(person: Person, *, confirmed_at: dt.datetime | None = None) -> Actor:
    """Somebody who is signed in and holds no post today: sees their own account, nothing else."""
    return Actor(
        scope=Scope(person=person.pk),
        role=NOBODY.role,
        person=person.pk,
        confirmed_at=confirmed_at,
    )


def act_through(request: Request, post: Post) -> None:
    """Act through ``post`` from the next request on, under a new session key."""
    request.session[SESSION_POST] = post.pk
    request.session.cycle_key()


class Acting:
    """Gives every request its actor. A post that ended a second ago gives nothing any more.

    A coordinator's or administrator's post gives nothing either before the second factor was
    shown: until then its holder is a person without a post (``second_factor.SecondFactor`` sends
    them to it).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("Request", request)
        asked.needs_second_factor = False
        asked.actor, asked.acting = _actor_of(asked)
        return self.get_response(request)


def _actor_of(request: Request) -> tuple[Actor, Post | None]:
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY, None
    confirmed_at = _confirmed_at(request)
    posts = request.posts
    guarded = any(post.role in WITH_SECOND_FACTOR for post in posts)
    request.needs_second_factor = guarded and not showed_second_factor(request)
    if not posts or request.needs_second_factor:
        return person_only(person, confirmed_at=confirmed_at), None
    chosen = request.session.get(SESSION_POST)
    post = next((post for post in posts if post.pk == chosen), posts[0])
    return actor_for(post, confirmed_at=confirmed_at), post


def showings(request: HttpRequest) -> list[dict[str, Any]]:
    """How and when the person showed in this session who they are: allauth keeps it there."""
    from allauth.account.internal.flows.login import (
        _AUTHENTICATION_METHODS_USER_SESSION_KEY as OWNER,
    )
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS

    if request.session.get(OWNER, str(request.user.pk)) != str(request.user.pk):
        return []
    methods = request.session.get(METHODS, [])
    return [method for method in methods if "at" in method]


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor was shown in this session."""
    return any(method.get("method") == "mfa" for method in showings(request))


def _confirmed_at(request: Request) -> dt.datetime | None:
    """When the person last showed who they are."""
    moments = [method["at"] for method in showings(request)]
    return dt.datetime.fromtimestamp(max(moments), tz=dt.UTC) if moments else None
