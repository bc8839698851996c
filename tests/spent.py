"""A pytest plugin that tells what tests cost: seconds of the processor, folder by folder.

``python -m pytest -p tests.spent tests/permissions tests/idor``, in one process. Programs that a
test has started and waited for are counted; a server of databases is not.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator
from typing import Any

import pytest

_spent: defaultdict[str, float] = defaultdict(float)


def _now() -> float:
    """Seconds of the processor until now: of this process and of those it waited for."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: Any) -> Generator[None, Any, Any]:
    began = _now()
    done = yield
    _spent[item.nodeid.partition("::")[0].rpartition("/")[0]] += _now() - began
    return done


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for folder, seconds in sorted(_spent.items(), key=lambda one: -one[1]):
        terminalreporter.write_line(f"{seconds:8.1f} s  {folder}")
