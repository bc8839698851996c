"""Article A: a county guides a village's branch into a pairing with an outside one (M1–M5).

The village, 蔡家沟, is in no national list, so a person adds it. The partner is one inner unit of
a provincial department: department, unit and branch are three things. The article gives neither
number nor date of the joint body's approval: both are samples and say so.
"""

from __future__ import annotations

import datetime as dt

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.models import JointBody
from lianjian.chain.pairing import services as pairing
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch
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
    registry.enter_source(
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
