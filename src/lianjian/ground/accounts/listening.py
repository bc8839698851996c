"""What happens in Django's and allauth's own steps, tied to our devices and sessions."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from . import devices
from .models import Device, Person


def listen() -> None:
    """Connect the receivers below: called once when the product starts."""
    user_logged_in.connect(_begin_a_stay, dispatch_uid="lianjian.accounts")
    user_logged_out.connect(_end_the_stay, dispatch_uid="lianjian.accounts")
    authentication_step_completed.connect(_new_key, dispatch_uid="lianjian.accounts")
    password_changed.connect(_only_here, dispatch_uid="lianjian.accounts")
    password_set.connect(_only_here, dispatch_uid="lianjian.accounts")


def _begin_a_stay(request: HttpRequest, user: Person, **_more: Any) -> None:
    devices.start(request, user)


def _end_the_stay(request: HttpRequest, **_more: Any) -> None:
    key = request.session.get(devices.SESSION_DEVICE)
    if key is not None:
        Device.objects.filter(pk=key).delete()


def _new_key(request: HttpRequest, **_more: Any) -> None:
    """A session that has shown more than before gets another key (fixation, T15)."""
    if request.user.is_authenticated:
        request.session.cycle_key()


def _only_here(request: HttpRequest, user: Person, **_more: Any) -> None:
    """A new password ends every other stay."""
    devices.end_all(user, but=request.session.get(devices.SESSION_DEVICE))
