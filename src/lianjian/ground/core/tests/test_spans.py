"""A last day beside its first."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.ground.core.spans import must_not_precede
from lianjian.ground.core.verdicts import Invalid

FIRST = dt.date(2026, 11, 27)


@pytest.mark.parametrize("last", [FIRST, FIRST + dt.timedelta(days=1), None])
def test_a_last_day_on_or_after_the_first_passes(last: dt.date | None):
    must_not_precede(last, FIRST, "倒了", field="ends")
    must_not_precede(last, None, "倒了", field="ends")


def test_a_last_day_before_the_first_is_told_the_day_beside_its_field():
    with pytest.raises(Invalid, match="倒了") as caught:
        must_not_precede(FIRST - dt.timedelta(days=1), FIRST, "倒了", field="ends")
    assert str(caught.value.fields["ends"]) == "不能早于 2026-11-27"
