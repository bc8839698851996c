"""A village on no list is a natural village of one's own area, and goes again with its report."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World, a_world
from tests.reports.said import a_report, lines, proposals, taken, weighed

from lianjian.ground.core import taking_back
from lianjian.ground.core.receives import Standing
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places import services
from lianjian.ground.places.models import Division
from lianjian.ground.places.receiving import HAMLETS

pytestmark = pytest.mark.django_db

TEXT = "今年，示例县石桥镇的蔡家沟接待游客3万人次，石桥村接待游客1万人次。"


@pytest.fixture
def world() -> World:
    return a_world()


def hamlets(world: World):
    mei = world.mei.actor
    return lines(HAMLETS, proposals(HAMLETS, mei, a_report(TEXT, by=mei)))


def test_a_village_on_no_list_lies_in_the_township_named_before_it(world: World):
    [line] = hamlets(world)
    assert (line.text("name"), line.text("parent")) == ("蔡家沟", "石桥镇")


def test_it_is_added_and_goes_again(world: World):
    mei = world.mei.actor
    batch = taken(HAMLETS, mei, hamlets(world))
    assert Division.objects.get(name="蔡家沟").parent == world.town
    assert proposals(HAMLETS, mei, a_report(TEXT, by=mei)) == []
    back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
    with pytest.raises(Denied):
        services.take_hamlets_back(world.hao.actor, back=back)
    assert services.take_hamlets_back(mei, back=back) == 1
    assert not Division.objects.filter(name="蔡家沟").exists()


def test_it_stays_where_somebody_entered_its_organisation_since(world: World):
    mei = world.mei.actor
    batch = taken(HAMLETS, mei, hamlets(world))
    hamlet = Division.objects.get(name="蔡家沟")
    makers.an_organisation("蔡家沟", kind=Kind.VILLAGE, affiliation=hamlet)
    back = taking_back.weigh(mei, batch.trace.sealed(), file="report.txt")
    assert [one.name for one in back.stays] == ["蔡家沟"]
    assert services.take_hamlets_back(mei, back=back) == 0


def test_the_same_again_changes_nothing_and_the_next_county_may_not(world: World):
    several = hamlets(world)
    taken(HAMLETS, world.mei.actor, several)
    assert weighed(HAMLETS, world.mei.actor, several)[0].standing == Standing.UNCHANGED
    assert weighed(HAMLETS, world.hao.actor, several)[0].standing == Standing.WRONG
