"""Inside the county or outside it: by affiliation, never by where the building stands (M2)."""

from __future__ import annotations

import pytest
from tests.makers import a_division

from lianjian.chain.pairing.geography import Counties, Distance, distance

pytestmark = pytest.mark.django_db


def test_it_is_inside_when_it_answers_to_the_county_or_a_place_in_it():
    village = a_division("990101001201")
    counties = Counties()
    for code in ("990101", "990101001", "990101001201", "990101002"):
        assert counties.share(village, a_division(code)), code


def test_it_is_outside_when_it_answers_to_another_county_or_above_all():
    village = a_division("990101001201")
    counties = Counties()
    for code in ("990102", "9901", "99", "990201001"):
        assert not counties.share(village, a_division(code)), code
    assert not counties.share(village, None)


def test_a_city_that_is_one_county_is_that_county():
    village = a_division("440201001201")
    county, city = a_division("440201"), a_division("4402")
    type(city).objects.filter(pk__in=[county.pk, city.pk]).update(core="嘉峪关")
    assert Counties().share(village, a_division("4402"))


def test_a_city_run_place_without_a_county_below_it_is_its_own_county():
    """东莞: towns hang directly below the city; its official county code ends in 00."""
    village = a_division("441900003201")
    assert Counties().share(village, a_division("441900003"))
    assert not Counties().share(village, a_division("440101"))


@pytest.mark.parametrize(
    ("seat", "away"),
    [
        ("990101", Distance.CITY),
        ("9901", Distance.CITY),
        ("990201", Distance.PROVINCE),
        ("99", Distance.PROVINCE),
        ("98", Distance.BEYOND),
    ],
)
def test_distance_is_what_the_codes_tell(seat: str, away: Distance):
    assert distance(a_division("990101001201"), a_division(seat)) == away


def test_an_unknown_seat_is_an_unknown_distance():
    assert distance(a_division("990101001201"), None) == Distance.UNKNOWN
