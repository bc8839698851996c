"""A leading group is there since a day, and something shows it (M11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.models import Accord
from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Invalid, Overtaken

from . import makers
from .side_makers import a_group, set_up


@pytest.fixture
def accord(world: World) -> Accord:
    return makers.an_accord(makers.three_parties(world))


def test_it_is_set_up_once(world: World, accord: Accord):
    group = a_group(world.lin, accord)
    stale = selectors.leading_group(world.lin.scope, group.pk)
    set_up(world.lin, group)
    with pytest.raises(Overtaken):
        services.set_up_group(world.lin.actor, group=stale, on=clock.today(), number="再次")


def test_setting_up_says_who_heads_it_since_when_and_what_shows_it(world: World, accord: Accord):
    headless = a_group(world.lin, accord, head="")
    with pytest.raises(Invalid):
        set_up(world.lin, headless)
    services.revise_group(world.lin.actor, group=headless, head="村党支部书记")
    changes: dict[str, Any]
    for changes in (
        {"number": ""},
        {"on": clock.today() + dt.timedelta(days=1)},
        {"scan": b"not a scan"},
    ):
        with pytest.raises(Invalid):
            set_up(world.lin, headless, **changes)
    group = set_up(world.lin, headless, number="", evidence="村民代表会议记录")
    assert group.grade == 1


def test_a_scan_is_kept_as_its_evidence(world: World, accord: Accord):
    group = set_up(world.lin, a_group(world.lin, accord), number="", scan=b"%PDF-1.7 a paper")
    assert group.document is not None
    assert group.grade == 2
