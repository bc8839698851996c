from __future__ import annotations

import pytest


@pytest.fixture
def demonstration(settings) -> None:
    """The style guide is shown."""
    settings.DEMO = True
