"""Renders a piece of template as a room would write it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def a_request(path: str = "/", **query: str) -> HttpRequest:
    """A request of nobody's, with a session and messages."""
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get(path, query)
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    template = engines["django"].from_string(CottonCompiler().process(source))
    return " ".join(str(template.render(context, request or a_request())).split())
