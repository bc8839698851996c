"""Refusals are compared in English, the language of the msgids; pages stay Chinese first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _msgids() -> Iterator[None]:
    with translation.override("en"):
        yield
