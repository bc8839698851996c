"""Outside the county (M2): computed from whom a body answers to, never typed, never its seat."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.core.actors import system
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations import selectors
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division
from lianjian.ground.places.services import import_divisions, renumber


def the(digits: str) -> Division:
    return Division.objects.get(code=int(digits.ljust(15, "0")), valid_to=None)


def listed(*codes: str) -> None:
    import_divisions(system("a test"), codes=codes)


def is_outside(body: Organisation, county: Division) -> bool:
    """Asked of one body and asked of the table: the answers must be the same."""
    asked = (
        Organisation.within(Scope.of_everything())
        .filter(selectors.outside_rule(county), pk=body.pk)
        .exists()
    )
    assert asked == selectors.outside(body, county)
    return asked


def test_a_provincial_department_seated_in_a_district_is_outside_every_county(world: World):
    body = makers.an_organisation(affiliation=makers.a_division("99"), seat=world.county)
    assert is_outside(body, world.county)
    assert is_outside(body, world.next_county)


def test_a_central_body_is_outside_every_county(world: World):
    assert is_outside(makers.an_organisation(affiliation=None, seat=world.county), world.county)


def test_a_village_is_inside_its_own_county_and_outside_the_next(world: World):
    assert not is_outside(world.stone, world.county)
    assert is_outside(world.stone, world.next_county)


def test_a_body_of_the_city_is_outside_its_counties(world: World):
    city = makers.a_division("9901")
    assert is_outside(makers.an_organisation(affiliation=city), world.county)


@pytest.mark.parametrize(
    ("county", "town"),
    [("441900", "441900119"), ("442000", "442000105"), ("460400", "460400100")],
)
@pytest.mark.django_db
def test_a_body_of_dongguan_zhongshan_danzhou_is_inside_it(county: str, town: str):
    listed(county)
    own = makers.an_organisation(affiliation=the(county))
    below = makers.an_organisation(affiliation=the(town))
    assert not is_outside(own, the(county))
    assert not is_outside(below, the(county))


@pytest.mark.django_db
def test_a_body_of_jiayuguan_city_is_inside_its_only_county():
    listed("620201")
    assert not is_outside(makers.an_organisation(affiliation=the("6202")), the("620201"))
    assert is_outside(makers.an_organisation(affiliation=the("62")), the("620201"))


@pytest.mark.django_db
def test_a_county_level_city_is_a_county_of_its_own():
    listed("370782", "429004")
    zhucheng, xiantao = the("370782"), the("429004")
    body = makers.an_organisation(affiliation=zhucheng)
    assert not is_outside(body, zhucheng)
    assert is_outside(body, xiantao)
    assert is_outside(makers.an_organisation(affiliation=the("3707")), zhucheng)
    assert not is_outside(makers.an_organisation(affiliation=xiantao), xiantao)


def test_a_renumbered_county_keeps_its_own_inside(world: World):
    new = renumber(
        system("a test"),
        division=world.county,
        code=990181 * 10**9,
        day=makers.LONG_AGO,
    )
    assert not is_outside(world.stone, new)
    assert is_outside(world.stone, world.next_county)


def test_the_control_the_seat_would_say_otherwise(world: World):
    body = makers.an_organisation(affiliation=makers.a_division("99"), seat=world.county)
    first, behind = world.county.range
    assert body.seat is not None
    assert first <= body.seat.code < behind
    assert is_outside(body, world.county)
