"""Small verbs that make what this room's tests begin with."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from tests import makers
from tests.cast import Character
from tests.makers import PASSWORD

from lianjian.ground.accounts.acting import person_only
from lianjian.ground.accounts.models import Person, Post, Slip
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.make_slips import make_slips
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scoped import scope_lifted

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Base 32, as an authenticator app holds it."""


def with_second_factor(person: Person) -> Person:
    """A person whose authenticator app holds SECRET."""
    TOTP.activate(person, SECRET)
    return person


def code_now(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator app shows now (or ``steps`` times 30 seconds later)."""
    counter = int(clock.now().timestamp()) // 30 + steps
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, person: Person, *, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form as a browser does."""
    return client.post("/account/login/", {"login": person.username, "password": password, **more})


def sign_in_wholly(client: Client, person: Person, **more: Any) -> Any:
    """Sign in with password and, where there is one, second factor."""
    answer = sign_in(client, person, **more)
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        answer = client.post("/account/second-factor/show/", {"code": code_now()})
    return answer


def a_slip(by: Character, post: Post) -> tuple[Slip, str]:
    """A printed slip and its code."""
    [printed] = make_slips(by.actor, posts=[post])
    return printed.slip, printed.code


def a_newcomer(role: Role, *, name: str = "新来的人", phone: str = "", **where: Any) -> Post:
    """A post whose holder has never come in."""
    person = makers.a_person(phone=phone or None)
    Person.objects.filter(pk=person.pk).update(name=name, password="!")
    person.refresh_from_db()
    return makers.a_post(role, person=person, **where)


def as_seen(post: Post) -> Post:
    """The post as the database has it now."""
    with scope_lifted("a test looks behind"):
        found: Post = Post.objects.select_related("person", "division", "organisation").get(
            pk=post.pk
        )
    return found


def oneself(person: Person) -> Actor:
    """Somebody acting for themselves, who has just shown who they are."""
    return person_only(person, confirmed_at=clock.now())


def a_session_of(post: Post) -> Client:
    """A browser in which a person signed in without the second factor's page."""
    return Character(post).client()


def codes_on(page: str) -> list[str]:
    """The slip codes that a printed page shows."""
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page)


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def request_through(client: Client) -> Any:
    """A request as the middlewares of a browser's session made it: ``actor``, ``acting``."""
    return client.get("/account/").wsgi_request
