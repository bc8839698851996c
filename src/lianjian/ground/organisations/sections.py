"""What rooms above show on an organisation's page: they register, ground imports none of them.

from lianjian.ground.organisations.sections import Section, register

@register
def branches(request, organisation): return Section(_("Branches"), "registry/section.html", {…})
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lianjian.ground.accounts.acting import Request
from lianjian.ground.core.verdicts import Text

from .models import Organisation


@dataclass(frozen=True, slots=True)
class Section:
    """A card on the page: its title, the template inside it, and what that template needs.

    ``flush`` is for tables and lists that reach to the card's edge.
    """

    title: Text
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    flush: bool = False


Provider = Callable[[Request, Organisation], Section | list[Section] | None]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let a room add a section (from its AppConfig.ready, or as a decorator)."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def sections(request: Request, organisation: Organisation) -> list[Section]:
    """What every room has to show about a body to this reader."""
    found: list[Section] = []
    for provider in _PROVIDERS:
        told = provider(request, organisation)
        found += told if isinstance(told, list) else [told] if told is not None else []
    return sorted(found, key=lambda one: one.order)
