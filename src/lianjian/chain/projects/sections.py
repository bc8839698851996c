"""What later rooms show on a project's page: they register, this room asks."""

from __future__ import annotations

from collections.abc import Callable

from lianjian.chain.registry.sections import Section
from lianjian.ground.core.actors import Actor

from .models import Project

Provider = Callable[[Actor, Project], Section | None]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a section to every project's page (from AppConfig.ready).

    The provider answers None where it has nothing to say to this actor about this project.
    """
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def sections_for(actor: Actor, project: Project) -> list[Section]:
    """The sections of a project's page, in the order in which their rooms registered."""
    found = (provider(actor, project) for provider in _PROVIDERS)
    return [section for section in found if section is not None]
