"""Places as sheets name them: one's own area first, and a national name never decides."""

from __future__ import annotations

import pytest
from tests.makers import divisions

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division
from lianjian.ground.places.names import core_of
from lianjian.ground.places.resolving import Places

pytestmark = pytest.mark.django_db

NAMES: dict[str | int, str] = {
    "35": "福建省",
    "3503": "莆田市",
    "350303": "涵江区",
    "350303101": "涵东街道",
    "350303108": "新县镇",
    "350303109": "涵江镇",
    "350303108203": "张洋村委会",
    "350303109203": "张洋村民委员会",
    "350303108204": "福建村委会",
    "350304": "荔城区",
    "350304101204": "蔡家沟村委会",
    "37": "山东省",
    "3701": "济南市",
    "31": "上海市",
    "3101": "上海市",
}


@pytest.fixture
def places() -> Places:
    for one in divisions(NAMES):
        one.core = core_of(one.name, one.level)
        one.save(update_fields=["core"])
    home = Division.objects.get(code=350303 * 10**9)
    return Places(Scope(ranges=(home.range,)), home)


@pytest.mark.parametrize(
    ("text", "town", "code"),
    [
        ("张洋村", "新县镇", 350303108203),
        ("张洋", "新县", 350303108203),
        ("张洋村委会", "", 350303108203),
        ("张洋村民委员会", "", 350303109203),
        ("新县镇张洋村", "", 350303108203),
        ("福建省莆田市涵江区新县镇张洋村", "", 350303108203),
        ("莆田市涵江区新县镇 张洋村", "", 350303108203),
        ("350303108203", "", 350303108203),
        ("３５０３０３１０８２０３", "", 350303108203),
        ("福建村", "", 350303108204),
        ("涵东街道", "", 350303101000),
        ("涵江镇", "", 350303109000),
        ("涵江区", "", 350303000000),
        ("福建省莆田市涵江区", "", 350303000000),
    ],
)
def test_inside_its_own_area(places: Places, text: str, town: str, code: int):
    assert places.inside(text, town=town).code == code * 1000


@pytest.mark.parametrize(
    "text", ["蔡家沟", "蔡家沟村", "荔城区", "350304", "福建省", "济南市", "999", "没有的村"]
)
def test_nothing_of_elsewhere_and_nothing_unknown(places: Places, text: str):
    with pytest.raises(Invalid):
        places.inside(text)


def test_two_of_one_name_are_told_of(places: Places):
    with pytest.raises(Invalid) as refused:
        places.inside("张洋村")
    assert "新县镇" in str(refused.value)
    assert "涵江镇" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("福建省", 35 * 10**10),
        ("莆田市", 3503 * 10**8),
        ("山东省", 37 * 10**10),
        ("山东", 37 * 10**10),
        ("济南市", 3701 * 10**8),
        ("山东省济南市", 3701 * 10**8),
        ("3701", 3701 * 10**8),
        ("上海市", 31 * 10**10),
        ("新县镇", 350303108000),
        ("福建省莆田市荔城区", 350304 * 10**6),
    ],
)
def test_bodies_from_outside_answer_to_places_anywhere(places: Places, text: str, code: int):
    assert places.anywhere(text).code == code * 1000


@pytest.mark.parametrize("text", ["蔡家沟村", "蔡家沟"])
def test_a_village_elsewhere_needs_its_path_or_its_code(places: Places, text: str):
    with pytest.raises(Invalid):
        places.anywhere(text)
    assert places.anywhere("350304101204").name == "蔡家沟村委会"
