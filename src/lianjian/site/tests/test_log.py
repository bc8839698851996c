"""The log holds events, never people."""

from __future__ import annotations

import pytest

from lianjian.site.log import nothing_personal


@pytest.mark.parametrize("secret", ["13800138000", "11010519491231002X", "somebody@example.cn"])
def test_it_masks_what_names_a_person_wherever_it_stands(secret):
    event = nothing_personal(None, "info", {"event": f"failed for {secret} today"})
    assert secret not in event["event"]
    assert event["event"].startswith("failed for ")


def test_it_drops_the_value_of_a_personal_key():
    assert nothing_personal(None, "info", {"event": "x", "phone": "1", "name": "林"}) == {
        "event": "x",
        "phone": "…",
        "name": "…",
    }


def test_it_leaves_codes_and_digests_alone():
    event = {"event": "imported 350303108203000", "seq": 13800138000}
    assert nothing_personal(None, "info", dict(event)) == event
