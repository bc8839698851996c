"""The same value, always the same characters."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import World

from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import canonical, crypto


@dataclass
class Reply:
    side: str
    on: dt.date


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("石桥", "石桥"),
        (0.1, "0.1"),
        (Role.LIAISON, "liaison"),
        (dt.date(2026, 7, 1), "2026-07-01"),
        (dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC), "2026-07-01T08:00:00+00:00"),
        (b"abc", f"sm3:{crypto.sm3(b'abc').hex()}"),
        ({"b": [1, (2, 3)], 4: None}, {"b": [1, [2, 3]], "4": None}),
        ({3, 1, 2}, [1, 2, 3]),
        (Reply("village", dt.date(2026, 7, 1)), {"side": "village", "on": "2026-07-01"}),
    ],
)
def test_it_writes_each_kind_of_value_in_one_way(value: object, written: object):
    assert canonical.plain(value) == written


def test_a_row_is_written_as_its_label(world: World):
    label = f"organisations.organisation:{world.stone.pk}"
    assert canonical.plain(world.stone) == label
    assert canonical.plain([world.stone]) == [label]


@pytest.mark.parametrize(
    "value",
    [object(), Decimal("0.1"), 1 + 2j, (n for n in (1, 2)), map(str, (1, 2)), _("village")],
    ids=["object", "decimal", "complex", "generator", "map", "text in whichever language"],
)
def test_it_refuses_what_it_could_not_write_twice_alike(value: object):
    with pytest.raises(TypeError, match="cannot write"):
        canonical.plain(value)


def test_a_set_of_texts_is_written_alike_by_every_process():
    """Each process orders a set of texts by its own secret; the journal must not."""
    program = "from lianjian.ground.core.canonical import plain; print(plain({*'abcdefgh'}))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert said == {b"['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']\n"}


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.once
@given(_PLAIN)
def test_plain_values_stay_as_they_are(value: object):
    assert canonical.plain(value) == value
    assert json.loads(json.dumps(canonical.plain(value))) == value


@pytest.mark.once
@given(st.dictionaries(st.text(), _PLAIN))
def test_a_digest_does_not_depend_on_the_order_in_which_it_was_said(value: dict[str, object]):
    other = dict(reversed(list(value.items())))
    assert canonical.digest(value) == canonical.digest(other)


def test_a_personal_value_can_be_compared_but_not_read():
    one = canonical.personal("13800001234")
    assert one == canonical.personal("13800001234")
    assert one != canonical.personal("13800001235")
    assert "1380" not in one
    # Without the key it cannot be found by trying every telephone number.
    assert crypto.sm3(b'"13800001234"').hex() not in one
