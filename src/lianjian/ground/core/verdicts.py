"""Answers to "may I?", and the one family of errors that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.functional import Promise

Text = str | Promise


class Allowed:
    """The policy has nothing against it."""

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "Allowed()"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Something a person asked for will not be done; ``reason`` says why and what to do instead.

    One middleware turns every refusal into a page (or an htmx message) with ``status``.
    """

    status = 400

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Denied(Refused):
    """The verb is not this actor's. Also the falsy half of a verdict."""

    status = 403

    def __bool__(self) -> bool:
        return False


class AskAgain(Denied):
    """The verb is this actor's, but they must first show again that it is them."""


class Busy(Refused):
    """The embedded database has one writer, and somebody else has been writing for too long."""

    status = 503


class Overtaken(Refused):
    """Someone else was a moment faster; nothing was changed.

    ``now`` maps a field's name to what it says now, as a form sends it: the reader is told so.
    """

    status = 409

    def __init__(self, reason: Text, *, now: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.now = dict(now or {})


class OutOfScope(Refused):
    """There is no such thing for this reader. Never tells whether it exists for another."""

    status = 404


class Invalid(Refused):
    """The input cannot be taken; ``fields`` maps a field's name to what is wrong with it."""

    status = 422

    def __init__(self, reason: Text, *, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(reason)
        self.fields = dict(fields or {})


Verdict = Allowed | Denied


class ScopeMissing(Exception):  # noqa: N818 - names the state that the programmer left open
    """A query was about to run without a scope, or a write outside a command: a programmer's error.

    Not a ``Refused``: no person can act on it, so it must surface as a fault and never as a page.
    """


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the answer will be swapped into a page by htmx."""
    return request.headers.get("HX-Request") == "true"
