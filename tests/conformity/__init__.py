"""What must hold of every model, command, address, life, form and file: loops over registries.

Each list of exceptions must shrink: an entry that is no longer needed fails the test (``ratchet``).
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from django.db import models

HOUSE = Path(__file__).resolve().parent.parent.parent
SOURCE = HOUSE / "src" / "lianjian"


def ratchet(found: Collection[str], exempt: Mapping[str, str] | Collection[str] = ()) -> None:
    """Nothing was found but what is exempt, and nothing is exempt that was not found."""
    new = sorted(set(found) - set(exempt))
    done = sorted(set(exempt) - set(found))
    assert not new, "not as the house wants it:\n  " + "\n  ".join(new)
    assert not done, "no longer needs its exception, take it off the list:\n  " + "\n  ".join(done)


def our_models() -> list[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.startswith("lianjian.")]


@cache
def everything_is_imported() -> None:
    """Commands and lives register when their module is imported: so import them all."""
    for name, _path in modules():
        if name not in NOT_TO_BE_IMPORTED:
            dotted = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            importlib.import_module(f"lianjian.{dotted}" if dotted != "__init__" else "lianjian")


NOT_TO_BE_IMPORTED = {"site/wsgi.py"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(*, tests: bool = False) -> Iterator[tuple[str, Path]]:
    """Every Python file of the product by its path under src/lianjian; migrations never."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield "/".join(parts), path


def own_docstring(thing: type) -> str:
    """A class's own docstring, not Django's list of fields nor its parent's."""
    said = thing.__dict__.get("__doc__") or ""
    return "" if said.startswith(f"{thing.__name__}(") else inspect.cleandoc(said)
