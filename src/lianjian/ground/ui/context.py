"""What every page needs to know about its reader."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lianjian.ground.core.actors import NOBODY, PUBLIC_ROLE

from . import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, the post they act through, their doors, and whether this is a demonstration."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "acting": getattr(request, "acting", None),
        "demo": settings.DEMO,
        "doors": SimpleLazyObject(lambda: navigation.doors(actor.role)),
        "tabs": SimpleLazyObject(lambda: navigation.tabs(actor.role)),
        "public_doors": SimpleLazyObject(lambda: navigation.doors(PUBLIC_ROLE)),
    }
