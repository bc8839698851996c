"""What every page needs to know about its reader."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, the post they act through, and whether this is a demonstration."""
    return {
        "actor": getattr(request, "actor", None),
        "acting": getattr(request, "acting", None),
        "demo": settings.DEMO,
    }
