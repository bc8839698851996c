from __future__ import annotations

import pytest
from tests.cast import World
from tests.makers import a_division

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Line, Standing, Weighed, in_silence
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.organisations.models import DirectoryEntry, Organisation
from lianjian.ground.organisations.receiving import weigh
from lianjian.ground.organisations.services import take_organisations
from lianjian.ground.organisations.services.take_organisations import write_identities
from lianjian.ground.places.models import Division

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.of_everything()


def weighed(actor: Actor, *lines: dict[str, str]) -> list[Weighed]:
    return weigh(actor, [Line(n, one) for n, one in enumerate(lines, start=2)], in_silence)


def test_a_body_from_outside_enters_the_directory_of_who_takes_it(world: World):
    found = weighed(world.mei.actor, {"name": "示例公司", "kind": "enterprise", "place": "示例省"})
    assert take_organisations(world.mei.actor, batch=Batch("a", found)) == 1
    made = Organisation.within(world.mei.scope).get(name="示例公司")
    assert made.affiliation is not None
    assert made not in Organisation.within(world.hao.scope)


def test_a_body_that_others_have_entered_comes_into_the_directory(world: World):
    """The society is there for Mei; for Hao it is somebody else's until he takes it in."""
    line = {"name": "省乡村共建促进会", "kind": "society", "place": "示例省"}
    [found] = weighed(world.hao.actor, line)
    assert found.standing == Standing.CHANGED
    take_organisations(world.hao.actor, batch=Batch("a", [found]))
    assert world.society in Organisation.within(world.hao.scope)
    assert Organisation.within(EVERYTHING).filter(name="省乡村共建促进会").count() == 1
    [again] = weighed(world.hao.actor, line)
    assert again.standing == Standing.UNCHANGED


def test_a_missing_detail_is_completed_and_an_empty_cell_takes_nothing_away(world: World):
    line = {"name": "省农业大学", "seat": "示例县"}
    [found] = weighed(world.mei.actor, line)
    assert found.standing == Standing.WRONG, "it has people of its own: they say where it sits"
    body = {"name": "示例公司", "kind": "enterprise", "place": "示例省"}
    take_organisations(world.mei.actor, batch=Batch("a", weighed(world.mei.actor, body)))
    take_organisations(
        world.mei.actor, batch=Batch("a", weighed(world.mei.actor, {**body, "seat": "示例县"}))
    )
    assert Organisation.within(EVERYTHING).get(name="示例公司").seat == world.county
    [found] = weighed(world.mei.actor, {"name": "示例公司"})
    assert found.standing == Standing.UNCHANGED


def test_a_village_is_entered_by_its_own_county_alone(world: World):
    a_division(f"{str(world.town.code)[:9]}777", "示例空村")
    line = {"name": "示例空村", "kind": "village"}
    [mine] = weighed(world.mei.actor, line)
    [not_his] = weighed(world.hao.actor, line)
    assert (mine.standing, not_his.standing) == (Standing.NEW, Standing.WRONG)
    with pytest.raises(Denied):
        take_organisations(world.hao.actor, batch=Batch("a", [mine]))
    assert take_organisations(world.mei.actor, batch=Batch("a", [mine])) == 1


def test_a_village_of_the_same_name_elsewhere_is_never_meant(world: World):
    """蔡家沟 exists in fourteen places, and not on the list of the county that means it."""
    a_division("980101001201", "示例蔡家沟村")
    [found] = weighed(world.mei.actor, {"name": "示例蔡家沟村", "kind": "village"})
    assert found.standing == Standing.WRONG


def test_two_villages_of_one_name_are_told_apart_by_their_township(world: World):
    a_division(f"{str(world.county.code)[:6]}002201", "石桥村")
    Division.objects.filter(code=int(f"{str(world.county.code)[:6]}002000000")).update(name="东镇")
    alone = {"name": "石桥村", "kind": "village"}
    [unsure] = weighed(world.mei.actor, alone)
    [told] = weighed(world.mei.actor, {**alone, "town": "东镇"})
    assert (unsure.standing, told.standing) == (Standing.WRONG, Standing.NEW)


def test_a_body_without_an_affiliation_is_asked_for_one(world: World):
    [found] = weighed(world.mei.actor, {"name": "示例公司", "kind": "enterprise"})
    assert list(found.wrong) == ["name"] or list(found.wrong) == ["place"]


def test_identities_are_written_by_the_system_alone(world: World):
    found = weighed(world.mei.actor, {"name": "示例公司", "kind": "other", "place": "中央"})
    with pytest.raises(Denied):
        write_identities(world.mei.actor, batch=Batch("a", found))
    assert not DirectoryEntry.within(EVERYTHING).filter(organisation__name="示例公司").exists()


def test_who_keeps_no_directory_for_others_takes_nothing(world: World):
    found = weighed(world.mei.actor, {"name": "示例公司", "kind": "other", "place": "中央"})
    reader = Actor(scope=world.mei.scope, role="evaluator", person=1, post=1)
    with pytest.raises(Denied):
        take_organisations(reader, batch=Batch("a", found))
