"""Every address of the product, found by walking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Address:
    """A named address and its slots; ``verify+code`` where a name stands twice."""

    name: str
    pattern: str
    slots: tuple[str, ...]

    def url(self, filled: dict[str, object]) -> str:
        name = self.name.partition("+")[0]
        return reverse(name, kwargs={slot: filled[slot] for slot in self.slots})


def every_address() -> list[Address]:
    """In the order in which the product tries them."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver(), (), ""):
        name = address.name
        if name in found:
            name = "+".join([name, *address.slots])
        found[name] = replace(address, name=name)
    return list(found.values())


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inside, pattern)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or f"unnamed {pattern}"))
            yield Address(name, pattern, tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern)))
