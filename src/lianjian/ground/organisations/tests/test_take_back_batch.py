"""What a file brought of bodies goes again, by this room's own rules."""

from __future__ import annotations

import pytest
from tests.cast import World
from tests.makers import an_organisation, keep

from lianjian.ground.core import taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Denied
from lianjian.ground.organisations import services
from lianjian.ground.organisations.models import DirectoryEntry, Organisation

pytestmark = pytest.mark.django_db


def brought(world: World, *names: str) -> Trace:
    """The trace of a file that brought these bodies into the county's directory."""
    trace = Trace()
    bodies = [an_organisation(name) for name in names]
    keep(bodies, by=world.county)
    trace.made(bodies)
    trace.made(DirectoryEntry.within(world.mei.scope).filter(organisation__in=bodies))
    return trace


def back_of(actor: Actor, trace: Trace) -> Back:
    return taking_back.weigh(actor, trace.sealed(), file="a file")


def test_bodies_and_their_places_in_the_directory_go(world: World):
    back = back_of(world.mei.actor, brought(world, "示例公司", "示例学院"))
    assert services.take_back_batch(world.mei.actor, back=back) == 4
    assert not Organisation.within(world.mei.scope).filter(name__startswith="示例").exists()


@pytest.mark.parametrize("who", ["lin", "wen", "xu"])
def test_only_who_takes_files_in_takes_them_back(world: World, who: str):
    back = back_of(world.mei.actor, brought(world, "示例公司"))
    with pytest.raises(Denied):
        services.take_back_batch(getattr(world, who).actor, back=back)


def test_the_next_county_s_coordinator_does_not_see_what_would_go(world: World):
    trace = brought(world, "示例公司")
    with pytest.raises(Denied):
        services.take_back_batch(world.hao.actor, back=back_of(world.mei.actor, trace))
    assert back_of(world.hao.actor, trace).goes == {}


def test_a_body_that_its_own_people_look_after_keeps_what_the_file_said(world: World):
    trace = Trace()
    body = Organisation.get_within(world.mei.scope, pk=world.university.pk)
    trace.will_change([body])
    services.amend(world.wen.actor, organisation=body, seat=world.county)
    back = back_of(world.mei.actor, trace)
    assert len(back.changes) == 1
    services.take_back_batch(world.mei.actor, back=back)
    assert (len(back.changes), [one.name for one in back.stays]) == (0, ["省农业大学"])
    body.refresh_from_db()
    assert body.seat == world.county


def test_where_something_stands_in_the_way_the_former_value_does_not_come_back(world: World):
    trace = brought(world)
    code = "91350100M000100Y43"
    body = an_organisation("示例公司", kept_by=world.county)
    [body] = Organisation.within(world.mei.scope).filter(pk=body.pk)
    services.amend(world.mei.actor, organisation=body, uscc=code)
    trace.will_change([body])
    services.amend(world.mei.actor, organisation=body, uscc="")
    back = back_of(world.mei.actor, trace)
    other = an_organisation("示例工厂", kept_by=world.county)
    [other] = Organisation.within(world.mei.scope).filter(pk=other.pk)
    services.amend(world.mei.actor, organisation=other, uscc=code)
    services.take_back_batch(world.mei.actor, back=back)
    assert [one.name for one in back.stays] == ["示例公司"]
