"""Article A: a county guides a village's branch into a pairing with an outside one (M1–M5).

The village, 蔡家沟, is in no national list, so a person adds it. The partner is one inner unit of
a provincial department: department, unit and branch are three things. The article gives neither
number nor date of the joint body's approval: both are samples and say so.
"""

from __future__ import annotations

import datetime as dt

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.models import JointBody
from lianjian.chain.outcomes import selectors as figures
from lianjian.chain.outcomes import services as outcomes
from lianjian.chain.outcomes.contents import About, Told
from lianjian.chain.outcomes.models import Modality
from lianjian.chain.pairing import services as pairing
from lianjian.chain.projects import services as projects
from lianjian.chain.projects.contents import Contents
from lianjian.chain.projects.models import Project
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch, Source
from lianjian.ground.accounts.demonstration import a_person_with_a_post
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import canonical
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.services import add_hamlet

from . import hands

COUNTY, PROVINCE = "370782", "37"
HAMLET = "蔡家沟"
DEPARTMENT, UNIT = "山东省文旅厅", "对外交流与合作处"
COMMITTEE = "中共诸城市委组织部（示例）"
HEADLINE, OUTLET = "潍坊诸城：跨区域党建联建 扩大乡村振兴“朋友圈”", "大众新闻"
APPROVAL, APPROVED_ON = "示例〔2023〕1号", dt.date(2023, 7, 1)


def tell() -> None:
    """Who is there; the joint general branch; the pairing that existed before, live by it."""
    county = hands.division(COUNTY)
    coordinator = a_person_with_a_post(
        "zhucheng", "诸城市统筹员", Role.COUNTY_COORDINATOR, division=county
    )
    source = registry.enter_source(
        hands.acting(coordinator),
        title=HEADLINE,
        outlet=OUTLET,
        byline="记者、通讯员",
        is_demo=True,
    )
    village = _the_village(coordinator)
    partner = _the_partner()
    body = _the_joint_body(coordinator, village, partner)
    pairing.record_existing(
        hands.acting(coordinator),
        village=village,
        partner=partner,
        agreed_on=APPROVED_ON,
        live_since=APPROVED_ON,
        backing=canonical.label(body),
    )
    project = _what_it_names(coordinator, body, village, partner)
    _what_it_says(coordinator, source, project)


def _the_village(coordinator: Post) -> Branch:
    hamlet = add_hamlet(hands.acting(coordinator), parent=hands.division(COUNTY), name=HAMLET)
    body = hands.body(HAMLET, Kind.VILLAGE, affiliation=hamlet)
    a_person_with_a_post(
        "caijiagou",
        f"{HAMLET}党支部书记",
        Role.VILLAGE_SECRETARY,
        division=hamlet,
        organisation=body,
    )
    return hands.branch_of(body, span=2)


def _the_partner() -> Branch:
    department = hands.body(
        DEPARTMENT,
        Kind.GOVERNMENT,
        affiliation=hands.division(PROVINCE),
        kept_by=(hands.division(COUNTY),),
    )
    a_person_with_a_post("wenlu", f"{UNIT}党支部联络员", Role.LIAISON, organisation=department)
    return hands.branch_of(department, unit=UNIT, span=3)


def _the_joint_body(coordinator: Post, village: Branch, partner: Branch) -> JointBody:
    actor = hands.acting(coordinator)
    body = accords.propose_body(
        actor,
        name=f"{HAMLET}跨县域联建党总支（示例）",
        kind=JointBody.Kind.GENERAL_BRANCH,
        division=hands.division(COUNTY),
        members=[village, partner],
        is_demo=True,
    )
    accords.approve_body(
        actor, body=body, committee=COMMITTEE, number=APPROVAL, approved_on=APPROVED_ON
    )
    return accords.set_to_work(actor, body=body)


CLUSTERS = ("农旅融合", "特色养殖", "农产品加工")
BRANDS = ("桃林绿茶", "得利斯肉制品")
"""What the article names of "five clusters" and "a number of brands": the others are not ours to
invent."""


def _what_it_names(coordinator: Post, body: JointBody, village: Branch, partner: Branch) -> Project:
    """Three clusters, two brands, one project: named things are records."""
    actor, county = hands.acting(coordinator), hands.division(COUNTY)
    first, *_others = [
        projects.name_cluster(
            actor, division=county, name=name, evidence=f"{OUTLET}：{HEADLINE}", is_demo=True
        )
        for name in CLUSTERS
    ]
    for name in BRANDS:
        projects.name_brand(
            actor,
            division=county,
            name=name,
            attribution="联建打造出的特色品牌（报道原话）",
            is_demo=True,
        )
    return projects.record_existing(
        actor,
        issuer=county,
        contents=Contents(
            name=f"{HAMLET}“农文旅”融合发展项目",
            area="industry",
            kind="tourism",
            division=village.host.affiliation or county,
            parties=(village, partner),
            body=body,
            cluster=first,
        ),
        listed_on=APPROVED_ON,
        launched_on=APPROVED_ON,
        is_demo=True,
    )


STATED = (
    ("joint_bodies", "12个", "今年以来，全市共成立跨县域联建党总支12个", Modality.DONE),
    ("projects_new", "16个", "帮助新上项目16个", Modality.DONE),
    ("projects_listed", "18个", "目前，诸城市共确立联建项目18个", Modality.DONE),
    ("clusters", "5类", "涵盖……等5大类产业集群", Modality.DONE),
    ("talent_introduced", "10名", "泰山领军人才、博士后等10名科技人才", Modality.DONE),
    ("grants_key_rd", "4个", "承担着4个国家重点研发计划项目", Modality.ONGOING),
    ("grants_nsfc", "多个", "承担着……多个国家自然科学基金项目", Modality.ONGOING),
)
SAID = (
    ("visits", "20万余人次", "年接待游客20万余人次"),
    ("collective_income_increase", "50余万元", "带动集体增收50余万元"),
)
INFERRED = "报道未写年份，2023 年为示例"


def _what_it_says(coordinator: Post, source: Source, project: Project) -> None:
    """Of the whole: stated figures. Of the project that it names: figures that are its word."""
    actor, county = hands.acting(coordinator), hands.division(COUNTY)
    first, last = dt.date(APPROVED_ON.year, 1, 1), APPROVED_ON

    def told(number: str, words: str, modality: Modality = Modality.DONE) -> Told:
        return Told(
            number,
            modality=modality,
            period_from=first,
            period_to=last,
            source=source,
            words=words,
            inferred=INFERRED,
        )

    for code, number, words, modality in STATED:
        outcomes.state(
            actor,
            whole=county,
            indicator=figures.indicator(actor.scope, code),
            told=told(number, words, modality),
            is_demo=True,
        )
    for code, number, words in SAID:
        figure = outcomes.report(
            actor,
            indicator=figures.indicator(actor.scope, code),
            about=About(division=project.division, project=project),
            told=told(number, words),
            is_demo=True,
        )
        outcomes.attribute(
            actor,
            observation=figure,
            to=project,
            words="这得益于与山东省文旅厅对外交流与合作处党支部的联建共建",
            said_by=OUTLET,
        )
