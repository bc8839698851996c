"""Who acts: a person through one of their posts, or the system with a stated reason."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from dataclasses import dataclass, field

from .scope import Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting through one post. Rights come from the post, never from the person.

    ``role`` is a value of ``accounts.roles.Role`` (a plain string here, so that core knows no
    room above it); ``division`` is the primary key of the post's division and ``organisation``
    that of its organisation. ``confirmed_at`` is when the person last showed who they are.
    ``deputy`` says that the post stands in for another; ``may_sign`` is False for a deputy to
    whom signing was not given.
    """

    scope: Scope
    role: str
    person: int | None = None
    post: int | None = None
    division: int | None = None
    division_code: int | None = None
    organisation: int | None = None
    confirmed_at: dt.datetime | None = None
    reason: str = ""
    deputy: bool = False
    may_sign: bool = True

    @property
    def is_system(self) -> bool:
        return self.role == SYSTEM_ROLE

    def speaks_for(self, organisation: int | None) -> bool:
        """Whether the acting post is of this organisation."""
        return self.is_system or (organisation is not None and organisation == self.organisation)

    def confirmed_within(self, now: dt.datetime, minutes: int) -> bool:
        """Whether the person has shown who they are in the last ``minutes``."""
        if self.is_system:
            return True
        if self.confirmed_at is None:
            return False
        return now - self.confirmed_at <= dt.timedelta(minutes=minutes)


SYSTEM_ROLE = "system"
PUBLIC_ROLE = "public"

NOBODY = Actor(scope=Scope.of_nothing(), role=PUBLIC_ROLE)
"""Anyone who has not signed in."""


def system(reason: str) -> Actor:
    """The system itself: an import, a job, the demonstration. ``reason`` goes into the journal."""
    return Actor(scope=Scope.of_everything(), role=SYSTEM_ROLE, reason=reason)


@dataclass(slots=True)
class Running:
    """The command that is running now: its actor, and the entries it will leave in the journal."""

    actor: Actor
    entries: list[object] = field(default_factory=list)


running: ContextVar[Running | None] = ContextVar("lianjian_running_command", default=None)
