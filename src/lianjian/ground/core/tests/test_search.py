"""Search finds what people type, on both databases alike, and nothing outside a scope."""

from __future__ import annotations

import pytest
from django.db import connection
from tests import makers
from tests.cast import World

from lianjian.ground.core import search
from lianjian.ground.core.models import SearchEntry
from lianjian.ground.core.scope import Scope
from lianjian.ground.organisations.models import Organisation

KIND = "organisations.organisation"
ALL = Scope.of_everything()


@pytest.fixture
def bodies(db: None) -> dict[str, Organisation]:
    names = [
        "石桥村张洋果蔬合作社",
        "省农业大学",
        "省农业科学院茶叶研究所",
        "张村小学",
        "洋张村民小组",
        "5G基站（A级）运维公司",
        "GB 18401 检验中心 91350300MA2XYZ",
        "农 业",
    ]
    made = {name: makers.an_organisation(name) for name in names}
    for name, body in made.items():
        search.index(KIND, body.pk, name)
    return made


def found(query: str, scope: Scope = ALL) -> set[str]:
    return {body.name for body in search.find(Organisation, scope, query)}


FINDS = {
    "张": {"石桥村张洋果蔬合作社", "张村小学", "洋张村民小组"},
    "张洋": {"石桥村张洋果蔬合作社"},
    "洋张": {"洋张村民小组"},
    "农业": {"省农业大学", "省农业科学院茶叶研究所"},
    "农业大学": {"省农业大学"},
    "业 农": {"省农业大学", "省农业科学院茶叶研究所", "农 业"},
    "茶叶 省": {"省农业科学院茶叶研究所"},
    "张村": {"张村小学", "洋张村民小组"},
    "石村": set(),
    "nydx": {"省农业大学"},
    "NYDX": {"省农业大学"},
    "sny": {"省农业大学", "省农业科学院茶叶研究所"},
    "zygs": {"石桥村张洋果蔬合作社"},
    "5g": {"5G基站（A级）运维公司"},
    "５Ｇ基站": {"5G基站（A级）运维公司"},
    "a级": {"5G基站（A级）运维公司"},
    "b级": set(),
    "91350300": {"GB 18401 检验中心 91350300MA2XYZ"},
    "gb18401": set(),
    "gb 18401": {"GB 18401 检验中心 91350300MA2XYZ"},
    "gb 检验": {"GB 18401 检验中心 91350300MA2XYZ"},
    "（）": set(),
    "'": set(),
    '张" OR "农': set(),
    "张' | '农": set(),
    # A star is no wildcard: it is looked for in the text like any other mark.
    "张*": set(),
    "不存在": set(),
}


@pytest.mark.parametrize("query", FINDS)
def test_it_finds_what_a_reader_would_find_by_eye(bodies, query: str):
    assert found(query) == FINDS[query]


def test_an_empty_query_narrows_nothing(bodies):
    assert found("  ") == set(bodies)


def test_it_counts_as_a_reader_would_on_either_database(bodies):
    """The figures above hold on both: this says that the test really ran on the one in use."""
    assert connection.vendor in {"sqlite", "postgresql"}
    assert search.find(Organisation, ALL, "农业").count() == 2


def test_nothing_outside_the_scope_is_found_or_counted(world: World):
    search.index(KIND, world.stone.pk, "石桥村")
    assert search.find(Organisation, world.mei.scope, "石桥").count() == 1
    assert search.find(Organisation, world.hao.scope, "石桥").count() == 0
    assert search.find(Organisation, Scope.of_nothing(), "石").count() == 0


def test_it_answers_inside_one_kind_only(world: World):
    search.index("accords.accord", world.stone.pk, "协议金桥")
    assert not search.find(Organisation, ALL, "金桥").exists()


def test_a_changed_text_is_found_by_its_new_words_alone(bodies):
    body = bodies["省农业大学"]
    search.index(KIND, body.pk, "省林业大学")
    assert body in search.find(Organisation, ALL, "林业")
    assert body not in search.find(Organisation, ALL, "农业")
    assert SearchEntry.objects.filter(kind=KIND, key=body.pk).count() == 1


def test_many_are_indexed_at_once(bodies):
    pks = [body.pk for body in bodies.values()]
    search.index_many(KIND, dict.fromkeys(pks, "竹编"))
    assert search.find(Organisation, ALL, "竹编").count() == len(pks)
    assert not search.find(Organisation, ALL, "农业").exists()


def test_what_is_forgotten_is_found_no_more(bodies):
    search.forget(KIND, [bodies["张村小学"].pk])
    assert found("小学") == set()


def test_a_long_text_is_found_to_its_end(bodies):
    body = bodies["张村小学"]
    search.index(KIND, body.pk, "甲乙丙丁" * 2000 + "蔡家沟")
    assert found("蔡家沟") == {"张村小学"}
