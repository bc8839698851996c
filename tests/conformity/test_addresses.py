"""Every address that changes something takes POST and nothing else."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from lianjian.ground.core.commands import COMMANDS

from . import everything_is_imported, ratchet

ALLOWED_METHODS = ("require_POST", "require_http_methods")


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Our own views by their address's name."""

    def walk(found: list[Any], space: str) -> Iterator[tuple[str, Callable[..., Any]]]:
        for one in found:
            if isinstance(one, URLResolver):
                inner = f"{space}{one.namespace}:" if one.namespace else space
                yield from walk(one.url_patterns, inner)
            elif isinstance(one, URLPattern) and one.callback.__module__.startswith("lianjian."):
                yield f"{space}{one.name or one.pattern}", one.callback

    yield from walk(get_resolver().url_patterns, "")


def services() -> set[str]:
    everything_is_imported()
    return {known.service.__name__ for known in COMMANDS.values()}


def calls(view: Callable[..., Any]) -> tuple[set[str], str]:
    """Names that a view calls, and its whole source with its decorators."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(getattr(view, "view_class", view))))
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
    }
    return called, source


def changes_on_get(view: Callable[..., Any], known: set[str]) -> bool:
    called, source = calls(view)
    guarded = any(name in source for name in ALLOWED_METHODS) or "request.method" in source
    return bool(called & known) and not guarded


def test_there_are_addresses():
    assert len(list(views())) > 20


def test_what_changes_something_takes_post_only():
    known = services()
    ratchet({name for name, view in views() if changes_on_get(view, known)})


def test_it_sees_a_view_that_changes_on_get():
    def view(request: Any) -> None:
        sign(request.actor)  # type: ignore[name-defined]  # noqa: F821 - only read

    assert changes_on_get(view, {"sign"})


def test_every_address_has_a_name():
    ratchet({name for name, _view in views() if not name.rpartition(":")[2].isidentifier()})
