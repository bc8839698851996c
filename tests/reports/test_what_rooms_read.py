"""Both articles through every room, in places that have none of their records yet.

The raw page is repaired first: it repeats its body, and twelve stays twelve. What the rooms propose
is a table here; it is taken in the rooms' order, and then taken back until nothing is left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from lianjian.chain.accords.models import Accord
from lianjian.chain.outcomes.models import Observation, StatedFigure
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.projects import selectors as projects
from lianjian.chain.projects.models import Project
from lianjian.chain.registry.models import Honour
from lianjian.engine.text import repair
from lianjian.files.lexicon import lexicon
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import receives, taking_back
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Receiver, Standing
from lianjian.ground.core.reports import Proposed
from lianjian.ground.organisations.models import Kind as OrganisationKind
from tests import makers
from tests.cast import Character

from .said import a_report, lines, proposals, taken, weighed, what_is_there

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_msgids")]
GOLD = os.environ.get("LIANJIAN_GOLD", "")


@pytest.fixture
def _msgids() -> Iterator[None]:
    with translation.override("en"):
        yield


def repaired(name: str) -> str:
    """The clean text of a raw page; the test says so where the pages are not at hand."""
    if not GOLD:
        pytest.skip("LIANJIAN_GOLD is not set: the two articles are not here.")
    raw = next(Path(GOLD, "../seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    return repair(raw, lexicon=lexicon()).clean


def somebody(role: Role, **held: Any) -> Actor:
    return Character(makers.a_post(role, **held)).actor


def coordinator_of(named: dict[str | int, str]) -> Actor:
    """Of the county, the third of these places."""
    return somebody(Role.COUNTY_COORDINATOR, division=makers.divisions(named)[2])


def zhucheng() -> Actor:
    return coordinator_of({"37": "山东省", "3707": "潍坊市", "370782": "诸城市"})


def hanjiang() -> Actor:
    return coordinator_of(
        {
            "35": "福建省",
            "3503": "莆田市",
            "350303": "涵江区",
            "350303108": "示例镇",
            "350303108203": "张洋村",
        }
    )


DAY = "2023-07-01"
ANSWERS = {
    "agreed_on": DAY,
    "listed_on": DAY,
    "period_to": DAY,
    "baseline": "上年同期",
}
"""What a person adds where the text says nothing."""

COUNTY: list[tuple[str, dict[str, str], set[str]]] = [
    ("hamlets", {"name": "蔡家沟", "parent": "诸城市"}, set()),
    ("branches", {"name": "蔡家沟", "kind": "village"}, set()),
    (
        "branches",
        {
            "name": "山东省文旅厅",
            "unit": "对外交流与合作处",
            "branch": "山东省文旅厅对外交流与合作处党支部",
            "kind": "government",
            "place": "370000000000",
        },
        set(),
    ),
    (
        "pairings",
        {"village": "蔡家沟", "partner": "山东省文旅厅对外交流与合作处党支部"},
        {"agreed_on"},
    ),
    *(("clusters", {"name": name}, set()) for name in ("农旅融合", "特色养殖", "农产品加工")),
    *(("brands", {"name": name}, set()) for name in ("桃林绿茶", "得利斯肉制品")),
    (
        "projects",
        {
            "name": "蔡家沟“农文旅”融合发展项目",
            "place": "蔡家沟",
            "parties": "蔡家沟、山东省文旅厅对外交流与合作处党支部",
        },
        {"listed_on"},
    ),
    *(
        ("stated", {"place": "诸城市", "indicator": code, "number": number}, {"period_to"})
        for code, number in (
            ("joint_bodies", "12个"),
            ("projects_new", "16个"),
            ("projects_listed", "18个"),
            ("clusters", "5大类"),
            ("talent_introduced", "10名"),
            ("grants_key_rd", "4个"),
            ("grants_nsfc", "多个"),
        )
    ),
    ("figures", {"place": "蔡家沟", "indicator": "visits", "number": "20万余人次"}, {"period_to"}),
    (
        "figures",
        {"place": "蔡家沟", "indicator": "collective_income_increase", "number": "50余万元"},
        {"period_to", "baseline"},
    ),
]
SOCIETY: list[tuple[str, dict[str, str], set[str]]] = [
    (
        "branches",
        {"name": "福建省美丽乡村发展促进会", "kind": "society", "place": "350000000000"},
        set(),
    ),
    ("branches", {"name": "福建省启承三农文化发展中心", "kind": "society"}, set()),
    (
        "accords",
        {
            "title": "共联共建协议",
            "parties": "福建省美丽乡村发展促进会党支部、福建省启承三农文化发展中心党支部",
            "active_since": DAY,
        },
        {"parties"},
    ),
    *(
        (
            "honours",
            {"holder": "福建省启承三农文化发展中心党支部", "title": title, "level": "province"},
            {"issuer", "year"},
        )
        for title in ("党建示范点", "先进党支部", "先进基层党组织")
    ),
    (
        "honours",
        {
            "holder": "福建省启承三农文化发展中心",
            "title": "5A级社会服务机构",
            "issuer": "福建省民政厅",
        },
        {"year"},
    ),
]


def read(actor: Actor, name: str, outlet: str = "") -> dict[Receiver, list[Proposed]]:
    """What each room proposes, in the order in which it is taken."""
    report = a_report(repaired(name), by=actor, outlet=outlet)
    return {one: proposals(one, actor, report) for one in receives.readers()}


def table(found: dict[Receiver, list[Proposed]]) -> list[tuple[str, dict[str, str], set[str]]]:
    return [
        (receiver.key, dict(one.values), set(one.asks))
        for receiver, several in found.items()
        for one in several
        if not one.refused
    ]


def must_be(
    found: dict[Receiver, list[Proposed]], told: list[tuple[str, dict[str, str], set[str]]]
) -> None:
    """These lines and no others, each with at least these values and exactly these questions."""
    said = table(found)
    assert [one[0] for one in said] == [one[0] for one in told], said
    for (key, values, asks), (_key, least, open_) in zip(said, told, strict=True):
        assert {name: values.get(name) for name in least} == least, key
        assert asks == open_, (key, values)


def all_taken(
    actor: Actor, found: dict[Receiver, list[Proposed]], answers: Mapping[str, str]
) -> list[tuple[Receiver, Batch]]:
    """Room after room; a person has answered what the text leaves open."""
    batches = []
    for receiver, several in found.items():
        said = [
            replace(one, values={**one.values, **{name: answers[name] for name in one.asks}})
            for one in several
            if not one.refused
        ]
        batches.append((receiver, taken(receiver, actor, lines(receiver, said))))
    return batches


def all_taken_back(actor: Actor, batches: list[tuple[Receiver, Batch]]) -> None:
    for receiver, batch in reversed(batches):
        back = taking_back.weigh(actor, batch.trace.sealed(), file="report.txt")
        assert back.stays == []
        receiver.take_back(actor, back)


def nothing_is_new(actor: Actor, name: str, outlet: str = "") -> None:
    """The same text read once more asks nothing that was answered, and changes nothing; but for
    the period of a number, which is the same number of the same source."""
    for receiver, several in read(actor, name, outlet).items():
        open_ = {name for one in several if not one.refused for name in one.asks}
        assert open_ <= {"period_to", "baseline"}, receiver.key
        standing = {one.standing for one in weighed(receiver, actor, lines(receiver, several))}
        assert standing <= {Standing.UNCHANGED}, receiver.key


def test_the_county_s_article_comes_to_these_lines_and_no_others():
    must_be(read(zhucheng(), "000", "大众新闻"), COUNTY)


def test_the_raw_page_says_everything_twice():
    """The control: what is repaired was there."""
    if not GOLD:
        pytest.skip("LIANJIAN_GOLD is not set: the two articles are not here.")
    raw = next(Path(GOLD, "../seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    assert (repaired("000").count("16个"), raw.count("16个")) == (1, 2)


def test_a_body_that_comes_twice_all_the_same_is_read_once():
    actor, clean = zhucheng(), repaired("000")
    twice = a_report(f"{clean}\n{clean}", by=actor, title=clean[:24], outlet="大众新闻")
    must_be({one: proposals(one, actor, twice) for one in receives.readers()}, COUNTY)


def test_it_becomes_records_and_goes_again_without_a_trace():
    actor = zhucheng()
    before = what_is_there()
    batches = all_taken(actor, read(actor, "000", "大众新闻"), ANSWERS)
    stated = {one.indicator.code: one for one in StatedFigure.within(actor.scope)}
    assert {code: one.value for code, one in stated.items()} == {
        "joint_bodies": 12,
        "projects_new": 16,
        "projects_listed": 18,
        "clusters": 5,
        "talent_introduced": 10,
        "grants_key_rd": 4,
        "grants_nsfc": None,
    }
    [project] = Project.within(actor.scope)
    [pairing] = Pairing.within(actor.scope)
    assert projects.pairings_of(project) == [pairing]
    assert pairing.partner.host.name == "山东省文旅厅"
    figures = {one.definition.indicator.code: one for one in Observation.within(actor.scope)}
    visits, income = figures["visits"], figures["collective_income_increase"]
    assert (visits.value, visits.comparator, visits.project) == (200_000, "at_least", project)
    assert (income.value, income.comparator, income.baseline) == (
        50_000_000,
        "at_least",
        "上年同期",
    )
    again = {
        one.standing
        for receiver, batch in batches
        for one in weighed(receiver, actor, [each.line for each in batch.weighed])
    }
    assert again == {Standing.UNCHANGED}
    nothing_is_new(actor, "000", "大众新闻")
    all_taken_back(actor, batches)
    assert what_is_there() == before


def test_a_share_and_the_reach_in_media_are_refused_in_words():
    found = read(hanjiang(), "004")
    refused = {
        one.values["number"]: str(one.refused)
        for several in found.values()
        for one in several
        if one.refused
    }
    assert set(refused) == {"5400余条（篇）", "达45%"}
    assert "denominator" in refused["达45%"]


def test_the_society_s_article_comes_to_these_lines_and_no_others():
    must_be(read(hanjiang(), "004"), SOCIETY)


def test_the_society_s_own_people_state_how_many_villages_it_is_joined_with():
    hanjiang()
    [province] = makers.divisions({"35": "福建省"})
    society = makers.an_organisation(
        "福建省美丽乡村发展促进会", kind=OrganisationKind.SOCIETY, affiliation=province
    )
    actor = somebody(Role.CAMPAIGN_ISSUER, organisation=society)
    stated = [values for key, values, _asks in table(read(actor, "004")) if key == "stated"]
    assert [(one["organisation"], one["indicator"], one["number"]) for one in stated] == [
        ("福建省美丽乡村发展促进会", "villages_paired", "30余个")
    ]


def test_accord_and_honours_are_taken_and_go_again():
    actor = hanjiang()
    before = what_is_there()
    parties = "福建省美丽乡村发展促进会党支部、福建省启承三农文化发展中心党支部"
    answers = {"parties": parties, "issuer": "省级社会组织党委（示例）", "year": "2023"}
    batches = all_taken(actor, read(actor, "004"), answers)
    assert Honour.within(actor.scope).count() == 4
    nothing_is_new(actor, "004")
    [accord] = Accord.within(actor.scope)
    assert (accord.title, str(accord.active_since)) == ("共联共建协议", DAY)
    all_taken_back(actor, batches)
    assert what_is_there() == before
