from __future__ import annotations

from lianjian.site.demo import invented


def test_the_same_seed_invents_the_same_county():
    assert invented.a_county() == invented.a_county()


def test_another_seed_invents_another():
    assert invented.a_county(1) != invented.a_county(2)


def test_it_has_twenty_villages_in_four_towns_and_thirty_bodies():
    county = invented.a_county()
    assert len(county.villages) == 20
    assert len({village.town for village in county.villages}) == 4
    assert len(county.bodies) == 30


def test_no_name_can_be_taken_for_a_real_body():
    assert all(body.name.startswith("示例") for body in invented.a_county().bodies)


def test_every_code_lies_in_a_province_that_does_not_exist():
    assert all(village.code.startswith("990101") for village in invented.a_county().villages)


def test_every_village_needs_something_and_every_body_offers_something():
    county = invented.a_county()
    assert all(village.needs for village in county.villages)
    assert all(body.offers for body in county.bodies)


def test_one_village_in_each_town_must_be_served():
    county = invented.a_county()
    assert len({village.town for village in county.villages if village.must_serve}) == 4
    assert sum(village.must_serve for village in county.villages) == 4


def test_everybody_that_knows_or_wishes_exists():
    county = invented.a_county()
    for known in county.known:
        assert known.village < 20
        assert known.body < 30
    assert {village for village, _body, _rank in county.wishes} < set(range(20))
    assert {body for body, _village, _rank in county.welcomes} < set(range(30))
