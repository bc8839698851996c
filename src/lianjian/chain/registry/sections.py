"""What later rooms show on a branch's page: they register, this room asks.

The registry stands first in the flow and imports nothing behind it, so news of needs, pairings
and accords comes to its page by this hook.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text

from .models import Branch


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a branch's page: its heading, the template of its inside, and what that reads.

    The template finds ``context`` as ``section.context``, and ``branch`` and ``actor`` beside it.
    """

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    flush: bool = True


Provider = Callable[[Actor, Branch], Section | None]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a section to every branch's page (from AppConfig.ready, or as a decorator).

    The provider answers None where it has nothing to say to this actor about this branch.
    """
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def sections_for(actor: Actor, branch: Branch) -> list[Section]:
    """The sections of a branch's page, in the order in which their rooms registered."""
    found = (provider(actor, branch) for provider in _PROVIDERS)
    return [section for section in found if section is not None]
