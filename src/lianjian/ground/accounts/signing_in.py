"""Signing in by phone number or user name; nobody opens an account for themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from .models import Person


class PhoneOrUserName(ModelBackend):
    """Takes what was typed as a phone number or as a user name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> Person | None:
        if not username or password is None:
            return None
        typed = username.strip()
        person = (
            Person.objects.filter(username=typed).first()
            or Person.objects.filter(phone=typed).first()
        )
        if person is None:
            # As long as for a known name, so that time does not tell who has an account.
            Person().set_password(password)
            return None
        if person.check_password(password) and person.is_active:
            return person
        return None


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """People come in by a slip that a coordinator made, never by signing up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
