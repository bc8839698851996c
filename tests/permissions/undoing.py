"""Asking without consequences: each question finds the world as the one before it did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

from django.core.cache import cache
from django.db import transaction
from django.test import Client


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What happens inside did not happen, neither to the database nor to this browser."""
    cookies: SimpleCookie = SimpleCookie()
    cookies.update(client.cookies)
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined] # a command may be outermost in it
    with block:
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
    cache.clear()
