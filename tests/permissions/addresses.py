"""Every address of the product, found by walking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS = ("GET", "POST")
VERBS = {
    "pairing:steer": ("abandon", "close", "solve", "stop_solving", "take_back"),
    "pairing:mark": ("forbid", "free", "lock", "suggest"),
    "exchange:turn_asset": ("begin", "fall_back", "finish", "remove", "restore"),
    "exchange:change_need": ("meet", "post", "reopen", "withdraw"),
    "exchange:change_offer": ("meet", "post", "reopen", "withdraw"),
}
"""Addresses with a verb of ours in a slot: each verb is a right of its own and asked for itself."""


@dataclass(frozen=True)
class Address:
    """A named address and its slots; ``verify+code`` where a name stands twice.

    An address with a ``verb`` stands once for each of them: ``pairing:steer+solve``.
    """

    name: str
    pattern: str
    slots: tuple[str, ...]
    verb: str = ""

    @property
    def room(self) -> str:
        """The room it belongs to: its name space, the site's own without one."""
        return self.name.partition(":")[0] if ":" in self.name else "site"

    def url(self, filled: dict[str, object]) -> str:
        name = self.name.partition("+")[0]
        said = {"verb": self.verb} if self.verb else {}
        return reverse(name, kwargs={slot: filled[slot] for slot in self.slots} | said)


def every_address() -> list[Address]:
    """In the order in which the product tries them."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver(), (), ""):
        name = address.name
        if name in found:
            name = "+".join([name, *address.slots])
        found[name] = replace(address, name=name)
    return [one for address in found.values() for one in _one_a_verb(address)]


def _one_a_verb(address: Address) -> list[Address]:
    if "verb" not in address.slots:
        return [address]
    slots = tuple(slot for slot in address.slots if slot != "verb")
    return [
        replace(address, name=f"{address.name}+{verb}", slots=slots, verb=verb)
        for verb in VERBS[address.name]
    ]


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inside, pattern)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or f"unnamed {pattern}"))
            yield Address(name, pattern, tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern)))
