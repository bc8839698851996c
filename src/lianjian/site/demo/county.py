"""The invented county: 20 villages, 30 bodies outside it, and a round that waits to be solved."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lianjian.chain.accords import services as accords
from lianjian.chain.accords.contents import ClauseDraft, Contents, MemberDraft, PartyDraft
from lianjian.chain.accords.models import JointBody
from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import services as pairing
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch, BusinessEntity
from lianjian.ground.accounts.demonstration import a_person_with_a_post
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.money import fen_from
from lianjian.ground.organisations.models import Kind
from lianjian.ground.places.models import Division

from . import hands, invented, records, sides

NAMED = {
    ("town", 1): "shiqiaozhen",
    ("village", 1): "shiqiao",
    ("village", 2): "qingxing",
    ("village", 3): "shuangjing",
    ("partner", 1): "nongda",
}
"""Who is worth trying first has a name of their own; all others are numbered."""

NEEDED = 2
"""Of the four villages in the group, as many as must sign."""


@dataclass(frozen=True, slots=True)
class Member:
    """A branch of the county's story, and the post that speaks for it."""

    branch: Branch
    post: Post


@dataclass(frozen=True, slots=True)
class Story:
    """Everybody in it."""

    county: Division
    coordinator: Post
    villages: Sequence[Member]
    bodies: Sequence[Member]


def tell() -> None:
    """Places, bodies, needs, offers, ties and wishes of the invented county; then its round."""
    plan = invented.a_county()
    county = _draw_the_county()
    coordinator = a_person_with_a_post(
        "county", "示例县统筹员", Role.COUNTY_COORDINATOR, division=county
    )
    for place, (name, code) in enumerate(invented.town_codes().items(), start=1):
        a_person_with_a_post(
            _username("town", place),
            f"{name}核对员",
            Role.TOWNSHIP_CHECKER,
            division=hands.division(code),
        )
    story = Story(
        county,
        coordinator,
        [_a_village(place, one) for place, one in enumerate(plan.villages, start=1)],
        [_a_body(place, one, county) for place, one in enumerate(plan.bodies, start=1)],
    )
    _put_out(story, plan)
    _enter_assets(story)
    entities = _enter_entities(story)
    records.tell(
        coordinator,
        [(one.branch, one.post) for one in story.villages],
        [one.branch for one in story.bodies],
        entities,
    )
    _record_ties(story, plan)
    _say_wishes(story, plan)
    _a_round_to_solve(story)
    _an_accord_in_force(story)


def _draw_the_county() -> Division:
    """Province 99 down to the villages: in no list, so drawn by hand."""
    _draw("99", "示例省")
    _draw(invented.CITY, "示例市")
    _draw(invented.NEXT_CITY, "邻示例市")
    county = _draw(invented.COUNTY, "示例县")
    for name, code in invented.town_codes().items():
        _draw(code, name)
    for village in invented.a_county().villages:
        _draw(village.code, village.name)
    return county


def _draw(digits: str, name: str) -> Division:
    return hands.draw(hands.SYSTEM, digits=digits, name=name)


def _username(kind: str, place: int) -> str:
    return NAMED.get((kind, place), f"{kind}{place:02d}")


def _a_village(place: int, one: invented.Village) -> Member:
    division = hands.division(one.code)
    body = hands.body(one.name, Kind.VILLAGE, affiliation=division)
    post = a_person_with_a_post(
        _username("village", place),
        f"{one.name}党支部书记",
        Role.VILLAGE_SECRETARY,
        division=division,
        organisation=body,
    )
    branch = hands.branch_of(body, span=one.span, must_serve=one.must_serve)
    return Member(branch, post)


def _a_body(place: int, one: invented.Body, county: Division) -> Member:
    body = hands.body(
        one.name, one.kind, affiliation=hands.division(one.affiliation), kept_by=(county,)
    )
    post = a_person_with_a_post(
        _username("partner", place), f"{one.name}联络员", Role.LIAISON, organisation=body
    )
    return Member(hands.branch_of(body, span=one.span), post)


def _put_out(story: Story, plan: invented.County) -> None:
    for member, village in zip(story.villages, plan.villages, strict=True):
        for area, title, quantity in village.needs:
            exchange.post_need(
                hands.acting(member.post),
                branch=member.branch,
                title=title,
                area=area,
                quantity=quantity,
            )
    for member, body in zip(story.bodies, plan.bodies, strict=True):
        for area, title, quantity in body.offers:
            exchange.post_offer(
                hands.acting(member.post),
                branch=member.branch,
                title=title,
                area=area,
                quantity=quantity,
            )


def _enter_assets(story: Story) -> None:
    """Every third village has something that nobody uses; of two, activating has begun."""
    pool = itertools.cycle(invented.ASSETS)
    for place, member in enumerate(story.villages):
        if place % 3:
            continue
        title, sort, amount, ownership, constraint, income = next(pool)
        actor = hands.acting(member.post)
        asset = exchange.register_asset(
            actor,
            branch=member.branch,
            title=title,
            sort=sort,
            amount=amount,
            ownership=ownership,
            constraint=constraint,
            income_before=fen_from(income, "万元") if income else None,
        )
        if place in (0, 9):
            exchange.turn_asset(actor, asset=asset, verb="begin")


def _enter_entities(story: Story) -> list[BusinessEntity]:
    """Who does business in the county: two of them fit the joint body that is at work there."""
    actor = hands.acting(story.coordinator)
    return [
        registry.enter_entity(
            actor,
            division=story.county,
            kind=kind,
            name=name,
            industry=industry,
            capacity_upper=upper,
            villages=[story.villages[place].branch for place in places],
            is_demo=True,
        )
        for name, kind, industry, upper, places in invented.ENTITIES
    ]


def _record_ties(story: Story, plan: invented.County) -> None:
    actor, today = hands.acting(story.coordinator), clock.today()
    for known in plan.known:
        registry.record_tie(
            actor,
            village=story.villages[known.village].branch,
            partner=story.bodies[known.body].branch,
            ground=known.ground,
            evidence=known.evidence,
            attested_by=f"{story.villages[known.village].branch.host.name}党支部",
            strength=known.strength,
            grade=known.grade,
            since=today - dt.timedelta(days=known.age),
        )


def _say_wishes(story: Story, plan: invented.County) -> None:
    for one, others, said in (
        (story.villages, story.bodies, plan.wishes),
        (story.bodies, story.villages, plan.welcomes),
    ):
        for place, other, rank in said:
            pairing.say_wish(
                hands.acting(one[place].post),
                branch=one[place].branch,
                towards=others[other].branch,
                rank=rank,
            )


def _an_accord_in_force(story: Story) -> None:
    """One pairing of before with a joint body and a signed accord: something to verify."""
    actor, county = hands.acting(story.coordinator), story.county
    village, partner = story.villages[0], story.bodies[0]
    group = story.villages[1:5]
    before = pairing.record_existing(
        actor,
        village=village.branch,
        partner=partner.branch,
        agreed_on=clock.today() - dt.timedelta(days=60),
    )
    body = accords.propose_body(
        actor,
        name="石桥片区联建党总支（示例）",
        kind=JointBody.Kind.GENERAL_BRANCH,
        division=county,
        members=[village.branch, partner.branch],
        is_demo=True,
    )
    accords.approve_body(
        actor,
        body=body,
        committee="示例县委组织部",
        number="示例〔2026〕1号",
        approved_on=clock.today() - dt.timedelta(days=30),
    )
    accords.set_to_work(actor, body=body)
    contents = Contents(
        title="石桥片区党组织共联共建协议（示例）",
        number="示联〔2026〕1号",
        body=body,
        pairings=(before,),
        parties=(
            PartyDraft(branch=village.branch),
            PartyDraft(branch=partner.branch),
            PartyDraft(
                name="石桥镇其他各村党支部",
                members=tuple(MemberDraft(branch=one.branch) for one in group),
                quorum=NEEDED,
            ),
        ),
        preamble="为把果园技术带到石桥片区，三方自愿订立本协议。",
        principle="自愿结对，量力而行。",
        clauses=_clauses(),
    )
    accord = hands.open_for_signing(story.coordinator, by=county, contents=contents)
    hands.sign(accord, village.post, partner.post, *(one.post for one in group[:NEEDED]))
    sides.give_offices(story.coordinator, body, village.branch, partner.branch)
    sides.set_up_group(
        village.post, accord, 1, name="石桥村共建协调领导小组（示例）", head="村党支部书记"
    )
    sides.say_liaison(
        village.post, accord, 1, escalate_to="石桥镇党委组织委员", next_place="石桥村"
    )
    sides.say_liaison(partner.post, accord, 2, escalate_to="单位党办")
    sides.say_liaison(
        group[0].post, accord, 3, contact="牵头村会计（示例）", escalate_to="牵头村党支部书记"
    )


def _clauses() -> tuple[ClauseDraft, ...]:
    half_a_year = clock.today() + dt.timedelta(days=180)
    return (
        ClauseDraft(
            "技术到村",
            "乙方每季派果树技术员到石桥片区不少于一次。",
            area=WorkArea.TECHNOLOGY,
            owners=(2,),
            due=half_a_year,
        ),
        ClauseDraft(
            "示范园",
            "甲方拿出十亩老果园做换种示范，丙方各村组织果农观摩。",
            area=WorkArea.INDUSTRY,
            owners=(1, 3),
            due=half_a_year,
        ),
        ClauseDraft("沟通联络", "三方各定一名联络员，每季度至少会商一次。", owners=(1, 2, 3)),
    )


def _a_round_to_solve(story: Story) -> None:
    """Everybody is enrolled; solving is for whoever looks."""
    actor = hands.acting(story.coordinator)
    rules = pairing.write_rules(actor, division=story.county)
    round_ = pairing.open_round(actor, name="示例县本年结对轮次（示例）", rules=rules)
    everybody = [one.branch for one in (*story.villages, *story.bodies)]
    pairing.enrol(actor, round=round_, branches=everybody)
