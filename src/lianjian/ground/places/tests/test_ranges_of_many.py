"""The codes of many divisions at once are those of each by itself."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import makers
from tests.cast import World

from lianjian.ground.core import clock
from lianjian.ground.places import selectors
from lianjian.ground.places.models import Division, Succession


def renumbered(old: Division, digits: str) -> Division:
    Division.objects.filter(pk=old.pk).update(valid_to=clock.today())
    new = makers.a_division(digits, old.name)
    Succession.objects.create(
        new=new,
        old=old,
        new_code=new.code,
        old_code=old.code,
        old_level=old.level,
        day=clock.today(),
    )
    return new


def test_a_county_that_was_renumbered_twice_has_all_of_its_codes(world: World):
    first = makers.a_division("990105", "改县")
    second = renumbered(first, "990106")
    third = renumbered(second, "990107")
    village = makers.a_division("990108001201", "并村")
    beside = renumbered(village, "990109001201")
    several = [third, beside, world.county]
    found = selectors.ranges_of(several)
    assert found == {one.pk: selectors.ranges(one) for one in several}
    assert len(found[third.pk]) == 1
    assert found[third.pk][0][0] == first.code


def test_it_asks_no_more_for_many_than_for_one(world: World):
    many = makers.divisions({f"9901{number}": f"县{number}" for number in range(10, 40)})
    with CaptureQueriesContext(connection) as asked:
        assert len(selectors.ranges_of(many)) == len(many)
    assert len(asked) == 1


def test_of_none_there_are_none():
    assert selectors.ranges_of([]) == {}


def test_a_code_went_on_as_another(world: World):
    old = makers.a_division("990105", "改县")
    new = renumbered(old, "990106")
    assert selectors.went_on({old.code, world.county.code}) == {old.code: new.code}
