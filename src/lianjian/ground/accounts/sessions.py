"""How long a stay lasts: by everything its person may do, not only by what they do now.

| who holds | idle | at most |
|---|---|---|
| a coordinator's or administrator's post | 30 minutes | 12 hours |
| any other post, or none | 2 hours | 12 hours |
| village, liaison, body secretary's posts and no other, on a device kept | 30 days | 30 days |

All posts count, not the acting one: else a coordinator could sleep in their village post. A kept
device is asked again before signing, exporting and deleting (``confirming``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Text

from . import devices
from .acting import Request, posts_of
from .models import Device, Person
from .roles import WITH_DEVICE_MEMORY, WITH_SECOND_FACTOR


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a stay may be idle, and how long it may last at all."""

    idle: dt.timedelta
    absolute: dt.timedelta

    def passed(self, device: Device, now: dt.datetime) -> bool:
        return now - device.seen_at > self.idle or now - device.started_at > self.absolute


STRICT = Limits(dt.timedelta(minutes=30), dt.timedelta(hours=12))
USUAL = Limits(dt.timedelta(hours=2), dt.timedelta(hours=12))
KEPT = Limits(dt.timedelta(days=30), dt.timedelta(days=30))


def limits_for(roles: Iterable[str], *, remembered: bool) -> Limits:
    """The limits of a stay by the roles its person holds today."""
    held = set(roles)
    if held & WITH_SECOND_FACTOR:
        return STRICT
    if remembered and held and held <= WITH_DEVICE_MEMORY:
        return KEPT
    return USUAL


class Sessions:
    """Ends a stay that was ended elsewhere, or was idle or open for longer than its posts allow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("Request", request)
        asked.posts = []
        if isinstance(asked.user, Person):
            self._look(asked, asked.user)
        response = self.get_response(request)
        person = getattr(request, "just_signed_in", None)
        if person is not None:
            devices.make_known(request, response, person)
        return response

    def _look(self, request: Request, person: Person) -> None:
        now = clock.now()
        device = devices.of_session(request.session, person)
        request.posts = posts_of(person)
        if device is None:
            _leave(request, _("You were signed out. Sign in again."))
            return
        roles = (post.role for post in request.posts)
        if limits_for(roles, remembered=device.remembered).passed(device, now):
            Device.objects.filter(pk=device.pk).delete()
            _leave(request, _("You were away for a while. Sign in again to go on."))
            return
        devices.saw(device, now)


def _leave(request: Request, why: Text) -> None:
    logout(request)
    request.posts = []
    messages.info(request, str(why))
