"""Signing in by phone number or user name; nobody opens an account for themselves."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock

from . import attempts, devices
from .acting import person_only
from .models import Person


def person_called(typed: str) -> Person | None:
    """The person with this user name or phone number."""
    name = unicodedata.normalize("NFKC", typed).strip()
    # User names are never all digits, so at most one of the two can match.
    field = "phone" if name.isdecimal() else "username"
    return Person.objects.filter(**{field: name}).first()


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
        person = person_called(username)
        if person is None:
            # As long as for a known name, so that time does not tell who has an account.
            Person().set_password(password)
            return None
        if person.check_password(password) and person.is_active:
            return person
        return None


class SignInForm(LoginForm):  # type: ignore[misc]
    """Phone number or user name, password, and whether to keep this device for 30 days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Phone number or user name")
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["remember"].label = _("Keep me signed in on this device for 30 days")
        self.fields["remember"].help_text = _(
            "For village and liaison posts, on a device that only you use."
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; the session remembers the choice until the stay begins (``devices.start``)."""
        request.session[devices.SESSION_REMEMBER] = bool(self.cleaned_data.get("remember"))
        answer: HttpResponse = super().login(request, redirect_url=redirect_url)
        return answer


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """People come in by a slip that a coordinator made, never by signing up.

    Tries are counted in ``attempts``, not in allauth's cache: one count for all workers.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Phone number, user name or password is not right. If you forgot your password, ask "
            "your township or coordinator for a new slip."
        ),
        "incorrect_password": _("This password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; try the next."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour."),
        "rate_limited": _("Too many tries. Wait a quarter of an hour."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        typed = str(credentials.get("username", "")).strip()
        person = person_called(typed)
        self._try = attempts.begin(
            account=str(person.pk) if person else f"unknown:{typed}",
            address=self.get_client_ip(request),
            known=devices.known_mark(request, person),
        )
        if self._try.wait:
            raise forms.ValidationError(str(self._try.wait), code="too_many_tries")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            self._try.forget()
        return person

    def login(self, request: HttpRequest, user: Person) -> None:
        from .services.sign_in import sign_in

        super().login(request, user)
        sign_in(person_only(user, confirmed_at=clock.now()))

    def set_password(self, user: Person, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])
