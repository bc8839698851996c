"""Addresses of this room that stand at the root and need no sign-in: they are printed on paper."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views.verify import verify

urlpatterns: list[URLPattern] = [
    path("verify/", verify, name="verify"),
    path("verify/<str:code>", verify, name="verify"),
]
