"""A simple limit on what anybody may ask without signing in."""

from __future__ import annotations

from django.core.cache import cache

PER_MINUTE = 30
"""Codes and files that one address may verify in a minute: a whole office behind one NAT may."""


def allows(what: str, address: str, *, most: int = PER_MINUTE) -> bool:
    """Count one more try of ``what`` from an address; False once there were too many."""
    key = f"accords:{what}:{address}"
    cache.add(key, 0, timeout=60)
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # The minute ended between the two calls.
        return True
