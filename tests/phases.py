"""Every phase of ``./check`` that is not a test, as a test of the last run.

So pytest's closing line, the last that a reader sees, is red whenever the check is. Collected
only by ``./check``, which names this file and hands in what happened in ``LIANJIAN_PHASES``.
"""

from __future__ import annotations

import json
import os

import pytest

PHASES: dict[str, str] = json.loads(os.environ.get("LIANJIAN_PHASES", "{}"))


@pytest.mark.phase
@pytest.mark.parametrize("phase", PHASES)
def test_earlier_phase(phase: str) -> None:
    if PHASES[phase] != "ok":
        pytest.fail(f"{phase}: {PHASES[phase]} (its output stands above)", pytrace=False)
