"""People of the demonstration: they sign in like everybody, only their secrets are no secrets.

The loader of the demonstration data (``site``) calls ``a_person_with_a_post``; the sign-in page
of a demonstration lists what ``accounts`` answers. Nothing here runs unless LIANJIAN_DEMO is on,
and that cannot be on in production.
"""

from __future__ import annotations

import base64
import datetime as dt
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.hashers import make_password

from lianjian.ground.core import actors, crypto
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division

from . import selectors
from .models import Person, Post
from .roles import WITH_SECOND_FACTOR, Role
from .second_factor import has_second_factor
from .services.appoint import appoint

DEMO_PASSWORD = "lianjian-shifan"  # noqa: S105 - shown on the sign-in page of a demonstration
_WHY = "the demonstration"


@dataclass(frozen=True, slots=True)
class Account:
    """One line on the sign-in page of a demonstration."""

    username: str
    name: str
    post: str
    second_factor: bool


def a_person_with_a_post(
    username: str,
    name: str,
    role: Role,
    *,
    division: Division | None = None,
    organisation: Organisation | None = None,
    area: Division | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Post:
    """A demonstration person (found again by user name) in a post; calling twice changes nothing.

    ``name`` is a role's name and never a real person's. They sign in with DEMO_PASSWORD; where
    the role asks for a second factor it is set up, and the page that asks for it shows the code.
    """
    person = a_person(username, name)
    held = next((post for post in selectors.my_posts(person) if post.role == role), None)
    if role in WITH_SECOND_FACTOR and not has_second_factor(person):
        _set_up_second_factor(person)
    if held is not None:
        return held
    return appoint(
        actors.system(_WHY),
        name=name,
        phone=person.phone or "",
        role=role,
        division=division,
        organisation=organisation,
        starts=starts,
        ends=ends,
        area=area,
    )


def a_person(username: str, name: str) -> Person:
    """A demonstration person without a post, who can sign in with DEMO_PASSWORD."""
    if username.isdecimal():
        raise ValueError("A user name of digits only would be taken for a phone number.")
    known = Person.objects.filter(username=username).first()
    if known is not None:
        return known
    person = Person(username=username, name=name, phone=_phone_of(username), is_demo=True)
    person.password = _hashed()
    person.save(force_insert=True)
    return person


@cache
def _hashed() -> str:
    """The one password that everybody knows, hashed once: seventy times took 24 of 36 seconds."""
    return make_password(DEMO_PASSWORD)


def _phone_of(username: str) -> str:
    """A number that no operator has given out (it begins with 10), the same for the same name."""
    digits = int.from_bytes(crypto.sm3(username.encode())[:8]) % 10**9
    return f"10{digits:09d}"


def _set_up_second_factor(person: Person) -> None:
    secret = base64.b32encode(crypto.sm3(f"demo {person.username}".encode())[:20]).decode()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)


def accounts() -> list[Account]:
    """Who may be tried in this demonstration: those with a name of their own, in the order in
    which they were made, then the numbered ones (village07)."""
    found = [
        Account(
            username=post.person.username,
            name=post.person.name,
            post=str(post),
            second_factor=post.role in WITH_SECOND_FACTOR,
        )
        for post in selectors.demonstration_posts()
    ]
    return sorted(found, key=lambda account: account.username[-1].isdigit())


def present_code(person: Any) -> str:
    """The code that a demonstration person's second factor shows now; empty for everybody else."""
    if not settings.DEMO or not isinstance(person, Person) or not person.is_demo:
        return ""
    held = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if held is None:
        return ""
    counter = int(time.time()) // mfa_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(held.data["secret"]), counter)))
