from __future__ import annotations

from collections.abc import Iterator

import pytest

from .makers import verbs_forgotten


@pytest.fixture(autouse=True)
def _verbs_of_a_test_end_with_it() -> Iterator[None]:
    with verbs_forgotten():
        yield
