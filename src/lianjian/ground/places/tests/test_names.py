"""What people call a place, and what they type for it."""

from __future__ import annotations

import pytest

from lianjian.ground.places.codes import Level
from lianjian.ground.places.names import core_of, initials_of, tidy


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("张洋村委会", "张洋"),
        ("张洋村民委员会", "张洋"),
        ("张洋村村民委员会", "张洋"),
        ("张洋村村委会", "张洋"),
        ("张洋村", "张洋"),
        ("张洋", "张洋"),
        ("新村村委会", "新村"),
        ("新村委会", "新村"),
        ("牧业新村村委会", "牧业新村"),
        ("光明新村委会", "光明新村"),
        ("江村委会", "江村"),
        ("下村村民委员会", "下村"),
        ("锦安社区居委会", "锦安"),
        ("育才路社区居民委员会", "育才路"),
        ("伊河苑社区村民委员会", "伊河苑"),
        ("常山社区", "常山"),
        ("马寨居民委员会", "马寨"),
        ("玛尔兹嘎查", "玛尔兹"),
        ("玛尔兹嘎查村委会", "玛尔兹"),
        ("八连生活区", "八连生活区"),
        ("蔡家沟", "蔡家沟"),
        ("村委会", "村委会"),
    ],
)
def test_a_village_has_one_core_however_the_list_writes_it(listed: str, said: str):
    assert core_of(listed, Level.VILLAGE) == said


@pytest.mark.parametrize(
    ("listed", "level", "said"),
    [
        ("涵江区", Level.COUNTY, "涵江"),
        ("诸城市", Level.COUNTY, "诸城"),
        ("东区", Level.COUNTY, "东区"),
        ("沙县", Level.COUNTY, "沙县"),
        ("滨海新区", Level.COUNTY, "滨海新区"),
        ("神农架林区", Level.COUNTY, "神农架"),
        ("白沙黎族自治县", Level.COUNTY, "白沙"),
        ("保亭黎族苗族自治县", Level.COUNTY, "保亭"),
        ("木垒哈萨克自治县", Level.COUNTY, "木垒"),
        ("巴音郭楞蒙古自治州", Level.CITY, "巴音郭楞"),
        ("内蒙古自治区", Level.PROVINCE, "内蒙古"),
        ("新疆维吾尔自治区", Level.PROVINCE, "新疆"),
        ("广西壮族自治区", Level.PROVINCE, "广西"),
        ("福建省", Level.PROVINCE, "福建"),
        ("新县镇", Level.TOWN, "新县"),
        ("水部街道", Level.TOWN, "水部"),
        ("船房傈僳族傣族乡", Level.TOWN, "船房"),
        ("前哨农场", Level.TOWN, "前哨农场"),
    ],
)
def test_a_division_above_has_a_core_too(listed: str, level: Level, said: str):
    assert core_of(listed, level) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("张洋", "zy"),
        ("蔡家沟", "cjg"),
        ("重庆", "cq"),
        ("厦门", "xm"),
        ("六安", "la"),
        ("涡阳", "gy"),
        ("洪洞", "ht"),
        ("荥经", "yj"),
        ("荥阳", "xy"),
        ("乐亭", "lt"),
        ("长垣", "cy"),
        ("长子县", "zzx"),
        ("朝阳", "cy"),
        ("单县", "sx"),
        ("单家庄", "sjz"),
        ("解家庄", "xjz"),
        ("漯河", "lh"),
        ("番禺", "py"),
        ("七星·甲", "qxj"),
        ("２号井", "2hj"),
    ],
)
def test_initials_are_those_of_the_place_and_not_of_the_common_word(name: str, letters: str):
    assert initials_of(name) == letters


def test_it_compares_names_without_blanks_and_full_width_letters():
    assert tidy(" 张 洋\u3000村 ") == "张洋村"
    assert tidy("３５０３０３") == "350303"
