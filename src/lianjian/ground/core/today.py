"""What waits for somebody today: rooms tell core, the page *today* asks core.

One line a matter, one touch to do it. Nothing is counted, scored or compared here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from .actors import Actor
from .verdicts import Text

Mark = Literal["plan", "going", "done", "late", "none"]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that waits: what it is, where it is done, what the touch is called, by when."""

    text: Text
    url: str
    touch: Text
    mark: Mark = "plan"
    due: dt.date | None = None


Provider = Callable[[Actor], Iterable[Matter]]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let a room say what waits for an actor (from its AppConfig.ready, or as a decorator)."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def waiting_for(actor: Actor) -> list[Matter]:
    """Everything that waits for an actor: what is due first comes first, the undated last."""
    found = [matter for provider in _PROVIDERS for matter in provider(actor)]
    return sorted(found, key=lambda matter: (matter.due is None, matter.due or dt.date.max))
