"""Looking up, walking down, adding a natural village: in the browser, with and without a script."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict
from tests import makers
from tests.cast import Character, World

from lianjian.ground.accounts.roles import Role
from lianjian.ground.places.fields import DivisionField
from lianjian.ground.places.models import Division

from .makers import HANJIANG, ZHUCHENG, a_listed_county, a_place, the


@pytest.fixture
def mei(world: World):
    return world.mei.client()


def body(answer) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_finds_a_village_and_says_where_it_lies(mei):
    a_listed_county(HANJIANG)
    text = body(mei.get("/places/", {"q": "涵江区张洋村"}))
    assert "350303108203" in text
    assert "福建省 莆田市 涵江区 新县镇" in text


def test_it_says_plainly_that_a_name_is_not_on_the_list_and_offers_to_add_it(mei):
    zhucheng = a_listed_county(ZHUCHENG)
    coordinator = Character(makers.a_post(Role.COUNTY_COORDINATOR, division=zhucheng)).client()
    text = body(coordinator.get("/places/", {"q": "诸城市蔡家沟"}))
    assert "“蔡家沟”" in text
    assert f"/places/{zhucheng.pk}/hamlet?name=%E8%94%A1" in text
    elsewhere = body(mei.get("/places/", {"q": "诸城市蔡家沟"}))
    assert "/hamlet?" not in elsewhere
    assert "诸城市 不在您的管辖范围内" in elsewhere


def test_it_says_that_nothing_is_found(mei):
    assert "/hamlet" not in body(mei.get("/places/", {"q": "没有这样的地方"}))


def test_without_a_search_it_shows_the_provinces(mei, world: World):
    assert "示例省" in body(mei.get("/places/"))


def test_a_division_shows_the_way_down_to_it_and_what_lies_in_it(mei, world: World):
    text = body(mei.get(f"/places/{world.town.pk}"))
    for name in ("示例省", "示例县", "石桥村"):
        assert name in text


def test_there_is_no_page_of_no_division(mei):
    assert mei.get("/places/999999999").status_code == 404


def test_the_coordinator_adds_a_natural_village(mei, world: World):
    address = f"/places/{world.county.pk}/hamlet"
    assert 'value="蔡家沟"' in body(mei.get(address, {"name": "蔡家沟"}))
    answer = mei.post(address, {"name": "蔡家沟"})
    made = Division.objects.get(name="蔡家沟")
    assert answer["Location"] == f"/places/{made.pk}"
    assert made.code == world.county.code + 1
    assert "石桥镇" not in body(mei.get(f"/places/{made.pk}"))


def test_a_bad_name_comes_back_with_its_reason(mei, world: World):
    answer = mei.post(f"/places/{world.county.pk}/hamlet", {"name": "湾"})
    assert answer.status_code == 422
    assert not Division.objects.filter(level="hamlet").exists()


def test_the_next_county_adds_none_here(world: World):
    hao = world.hao.client()
    assert hao.get(f"/places/{world.county.pk}/hamlet").status_code == 403
    assert hao.post(f"/places/{world.county.pk}/hamlet", {"name": "上湾"}).status_code == 403


# -- suggestions --


def test_places_are_offered_while_a_person_types(mei):
    county = a_listed_county(HANJIANG)
    asked = {"field": "village", "village": "张", "inside": county.pk, "level": "village"}
    text = body(mei.get("/places/suggest", asked, headers={"HX-Request": "true"}))
    assert "张洋村委会" in text
    assert f'value="{the("350303108203").pk}"' in text
    assert 'name="village_id"' in text


def test_without_htmx_it_is_the_search_page(mei):
    answer = mei.get("/places/suggest", {"field": "village", "village": "张洋"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/places/?q=")


@pytest.mark.parametrize("field", ["", '"><script>', "a b"])
def test_a_field_name_that_is_none_is_not_drawn(mei, field: str):
    asked = {"field": field, field: "张"}
    answer = mei.get("/places/suggest", asked, headers={"HX-Request": "true"})
    assert answer.status_code == 302


# -- the field --


class AForm(forms.Form):
    place = DivisionField(label="place", required=True)
    other = DivisionField(label="other", required=False)


def sent(**data: object) -> AForm:
    query = QueryDict(mutable=True)
    query.update({key: str(value) for key, value in data.items()})
    return AForm(query)


def test_a_text_that_means_one_place_is_that_place(world: World):
    form = sent(place="邻县")
    assert form.is_valid()
    assert form.cleaned_data == {"place": world.next_county, "other": None}


def test_the_place_that_was_chosen_is_the_one(world: World):
    form = sent(place="县", place_id=world.county.pk, place_for="县")
    assert form.is_valid()
    assert form.cleaned_data["place"] == world.county


def test_a_choice_for_another_text_does_not_count(world: World):
    form = sent(place="邻县", place_id=world.county.pk, place_for="示例县")
    assert form.is_valid()
    assert form.cleaned_data["place"] == world.next_county


def test_several_places_come_back_to_choose_from(world: World):
    first, second = (a_place(f"99010{n}002", "新桥镇", core="新桥") for n in (1, 2))
    form = sent(place="新桥镇")
    assert not form.is_valid()
    html = form.as_p()
    for one in (first, second):
        assert f'value="{one.pk}"' in html


def test_a_name_below_its_own_county_is_never_taken_from_another(world: World):
    a_place("990102001201", "蔡家沟村", core="蔡家沟")
    a_place("990101", "示例县", core="示例")
    form = sent(place="示例县蔡家沟")
    assert not form.is_valid()
    assert "示例县" in str(form.errors["place"])


def test_it_takes_no_place_outside_what_it_was_told(world: World):
    class Narrow(forms.Form):
        place = DivisionField(inside=world.county, level="town")

    assert Narrow({"place": "石桥镇"}).is_valid()
    for place in (world.next_county, world.county, the("990101001201")):
        said = {"place": "x", "place_id": place.pk, "place_for": "x"}
        assert not Narrow(said).is_valid()


def test_a_place_that_is_needed_must_be_said(world: World):
    assert not sent(place=" ").is_valid()


def test_it_shows_the_place_it_begins_with(world: World):
    html = AForm(initial={"place": world.county}).as_p()
    assert 'value="示例县"' in html
    assert f'value="{world.county.pk}" checked' in html


def test_a_place_left_as_it_was_has_not_changed(world: World):
    form = AForm(
        {"place": "示例县", "place_id": world.county.pk, "place_for": "示例县"},
        initial={"place": world.county},
    )
    assert form.is_valid()
    assert form.changed_data == []
