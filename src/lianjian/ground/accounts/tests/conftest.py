"""Reasons are read in English here, whatever the catalogue says; pages are asked in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _reasons_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
