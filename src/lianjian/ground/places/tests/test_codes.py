"""Division codes: where a hamlet lies."""

from __future__ import annotations

from lianjian.ground.places import codes


def test_a_hamlet_lies_in_its_village_or_stands_for_one():
    assert codes.village_code(990101001201003) == 990101001201000
    assert codes.village_code(990101001201000) == 990101001201000
    assert codes.village_code(990101001000003) == 990101001000003
    assert codes.village_code(990101000000003) == 990101000000003
