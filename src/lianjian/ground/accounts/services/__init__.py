"""The verbs of this room, one a file."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def every_verb() -> None:
    """Import every service, so that the list of commands is whole from the start."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
