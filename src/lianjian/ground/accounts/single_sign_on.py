"""Single sign-on by OpenID Connect: only for people that the product already knows."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity from outside opens an existing account; it never makes one."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        return False
