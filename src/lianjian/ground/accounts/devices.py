"""Where a person is signed in, and the mark by which a browser is known again.

A session lives as long as its ``Device`` row: remove the row, and the next request through that
session finds itself signed out. That is how "sign out everywhere", a new password, a disabled
person and a used slip end sessions at once, whichever worker answers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from lianjian.ground.core import clock, crypto

from .models import Device, Person

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SESSION_DEVICE = "device"
SESSION_REMEMBER = "remember_device"
KNOWN_COOKIE = "lianjian_known"
_KNOWN_AGE = 400 * 24 * 3600
_MOST_KNOWN = 6


def start(request: HttpRequest, person: Person) -> Device:
    """Begin a stay: a new row, whose key the session carries from now on."""
    now = clock.now()
    remembered = bool(request.session.pop(SESSION_REMEMBER, False))
    device = Device.objects.create(
        person=person,
        agent=request.headers.get("User-Agent", "")[:200],
        remembered=remembered,
        started_at=now,
        seen_at=now,
    )
    request.session[SESSION_DEVICE] = device.pk
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if remembered else 0)
    request.just_signed_in = person  # type: ignore[attr-defined]
    return device


def of_session(session: SessionBase, person: Person) -> Device | None:
    """The row behind a session, None when the stay was ended."""
    key = session.get(SESSION_DEVICE)
    return Device.objects.filter(pk=key, person=person).first() if key else None


def end_all(person: Person, *, but: int | None = None) -> int:
    """End a person's stays everywhere, except at the device ``but``; how many there were."""
    rows = Device.objects.filter(person=person)
    if but is not None:
        rows = rows.exclude(pk=but)
    return rows.delete()[0]


def saw(device: Device, now: dt.datetime) -> None:
    """Note that the device was used; once a minute is enough to measure thirty."""
    if now - device.seen_at >= dt.timedelta(minutes=1):
        Device.objects.filter(pk=device.pk).update(seen_at=now)


def known_mark(request: HttpRequest, person: Person | None) -> str:
    """The mark of this browser for a person who has signed in here before, else empty."""
    return _known(request).get(str(person.pk), "") if person is not None else ""


def make_known(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Give the browser a mark by which it is known when this person signs in again."""
    known: dict[str, str] = _known(request)
    known.pop(str(person.pk), None)
    newest = {**known, str(person.pk): crypto.token()}
    kept = dict(list(newest.items())[-_MOST_KNOWN:])
    response.set_cookie(
        KNOWN_COOKIE,
        signing.dumps(kept, salt=KNOWN_COOKIE),
        max_age=_KNOWN_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        found = signing.loads(
            request.COOKIES.get(KNOWN_COOKIE, ""), salt=KNOWN_COOKIE, max_age=_KNOWN_AGE
        )
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
