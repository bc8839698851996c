"""Asking without consequences: each question finds the world as the one before it did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

from django.core.cache import cache
from django.test import Client

from tests.taking_back import taken_back


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What happens inside did not happen, neither to the database nor to this browser."""
    cookies: SimpleCookie = SimpleCookie()
    cookies.update(client.cookies)
    with taken_back():
        yield
    client.cookies = cookies
    cache.clear()
