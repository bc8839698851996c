"""The rooms' things: an existing object in every slot, a form that nothing but a right can stop."""

from __future__ import annotations

import datetime as dt

from lianjian.beside.ledgers.tests import makers as ledgers
from lianjian.chain.accords import services as accords_services
from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.exchange.tests import makers as exchange
from lianjian.chain.pairing.models import Round
from lianjian.chain.pairing.tests import makers as pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.models import Device
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.tests.makers import a_newcomer, a_slip
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.organisations import services as organisations
from lianjian.ground.organisations.models import Alias
from tests import makers
from tests.cast import World
from tests.makers import PASSWORD, a_division

from .asking import Things, room
from .things_of_the_registry import branch_of


@room
def accounts(world: World) -> Things:
    """The post of the secretary of Stone Village, their phone, and a slip of somebody new there."""
    stones = {"pk": world.lin.post.pk}
    soon = (clock.today() + dt.timedelta(days=20)).isoformat()
    newcomer = {"name": "示例接任", "phone": "13900009999"}
    village = world.stone.affiliation
    new_here = a_newcomer(Role.FIRST_SECRETARY, division=village, organisation=world.stone)
    _slip, code = a_slip(world.mei, new_here)
    opens = {"name": "新来的人", "phone": "", "password": PASSWORD, "again": PASSWORD}
    now = clock.now()
    phone = Device.objects.create(person=world.lin.post.person, started_at=now, seen_at=now)
    return {
        "accounts:post": stones,
        "accounts:end": stones,
        "accounts:hand_over": {**stones, "form": newcomer},
        "accounts:deputy": {**stones, "form": {**newcomer, "ends": soon}},
        "accounts:print_slips": {"form": {"post": [world.lin.post.pk]}},
        "accounts:appoint": {"form": {"name": "示例接任"}},
        "accounts:import": {"form": {"text": "缺了别的"}},
        "accounts:slip_code": {"form": {"code": "AAAA-BBBB-CCCC"}},
        "accounts:switch": stones,
        "accounts:access": {**stones, "form": {"open": ""}},
        "accounts:end_device": {"pk": phone.pk},
        "accounts:slip": {"token": code, "form": opens},
        "openid_connect_login": {"provider_id": "sso"},
        "openid_connect_callback": {"provider_id": "sso"},
    }


@room
def needs_and_offers(world: World) -> Things:
    """A need of Stone Village, which its county sees; an offer of the university."""
    stone, university = branch_of(world.stone), branch_of(world.university)
    need = {"pk": exchange.a_need(stone).pk}
    offer = {"pk": exchange.an_offer(university).pk}
    turned: Things = {}
    for verb, state in TURNED_FROM.items():
        one, other = exchange.a_need(stone, state=state), exchange.an_offer(university, state=state)
        turned[f"exchange:change_need+{verb}"] = {"pk": one.pk}
        turned[f"exchange:change_offer+{verb}"] = {"pk": other.pk}
    line = {"title": "再添一座冷库", "area": "industry"}
    asset = {"pk": exchange.an_asset(stone).pk}
    lies = {"title": "山塘一口", "sort": "water", "ownership": "collective"}
    for verb, state in ASSET_TURNED_FROM.items():
        turned[f"exchange:turn_asset+{verb}"] = {"pk": exchange.an_asset(stone, state=state).pk}
    return {
        "exchange:need": need,
        "exchange:amend_need": {**need, "form": line},
        "exchange:new_need": {"form": {**line, "branch": stone.pk}},
        "exchange:asset": asset,
        "exchange:amend_asset": {**asset, "form": lies},
        "exchange:new_asset": {"form": {**lies, "branch": stone.pk}},
        "exchange:offer": offer,
        "exchange:amend_offer": {**offer, "form": line},
        "exchange:new_offer": {"form": {**line, "branch": university.pk}},
        "today_write": {"form": {"title": "想办一期修剪培训", "branch": stone.pk}},
        **turned,
    }


ASSET_TURNED_FROM = {
    "begin": "dormant",
    "fall_back": "activating",
    "finish": "activating",
    "remove": "dormant",
    "restore": "removed",
}
TURNED_FROM = {"meet": "open", "post": "withdrawn", "reopen": "matched", "withdraw": "open"}
"""The state of a need or an offer in which a verb is possible."""


@room
def rounds(world: World) -> Things:
    """A round of the county under review, a published one with a proposal, a pairing of before."""
    stone, university = branch_of(world.stone), branch_of(world.university)
    beside = pairing.some_villages(world, 1, span=2)[0]
    published = pairing.a_round(world.county, state="published")
    proposal = {"pk": pairing.a_proposal(stone, university, round=published).pk}
    declined = pairing.a_proposal(
        beside,
        university,
        round=published,
        state="declined",
        declined_by="partner",
        decline_reason="never",
    )
    paired = {"pk": pairing.a_pairing(beside, university).pk}
    village, partner = pairing.some_villages(world, 2)[1], pairing.some_partners(world, 1)[0]
    solved = pairing.a_solved_round(world.mei, [village, partner])
    review = {"pk": solved.pk}
    with scope_lifted("a maker"):
        participant = solved.participants.values_list("pk", flat=True)[0]
    wish = pairing.a_wish(stone)
    days = {"name": "春季轮次", "reply_days": "14"}
    weights = {"willingness": "30", "ties": "20", "span": "20", "relevance": "30"}
    return {
        "pairing:pairing": paired,
        "pairing:end": {**paired, "form": {"reason": "另有安排"}},
        "pairing:record_existing": {
            "form": {"village": stone.pk, "partner": university.pk, "agreed_on": "2025-03-01"}
        },
        "pairing:proposal": proposal,
        "pairing:accept": proposal,
        "pairing:decline": {**proposal, "form": {"reason": "not_now"}},
        "pairing:lift_refusal": {"pk": declined.pk},
        "pairing:new_round": {"form": {**days, **weights}},
        "pairing:round": review,
        "pairing:participants": {**review, "form": {"branch": [beside.pk]}},
        "pairing:drop": {**review, "participant": participant},
        "pairing:adjust": {**review, "participant": participant, "form": {"most": "1"}},
        "pairing:proof": review,
        "pairing:files": review,
        "pairing:compare": review,
        "pairing:other_weights": review,
        "pairing:reweigh": {**review, "form": {**weights, "ties": "40", "span": "0"}},
        "pairing:publish": {**review, "form": {"version": "1"}},
        **_steered(world, solved, stone, partner),
        **_marked(solved, village, partner),
        "pairing:wishes": {"branch": stone.pk, "form": {"wish": "yes"}},
        "pairing:withdraw_wish": {"pk": wish.pk},
    }


def _steered(world: World, solved: Round, stone: Branch, partner: Branch) -> Things:
    """For each verb a round that it can be done to."""
    computing = pairing.a_round(world.county, state="computing")
    answered = pairing.a_round(world.county, state="published")
    waiting = pairing.a_round(world.county, state="published")
    pairing.a_proposal(stone, partner, round=waiting)
    half_way = pairing.a_round(world.county, state="published", published_at=clock.now())
    for branch in (stone, branch_of(world.university)):
        pairing.a_participant(half_way, branch)
    return {
        "pairing:go_on": {"pk": half_way.pk},
        "pairing:steer+abandon": {"pk": solved.pk},
        "pairing:steer+close": {"pk": answered.pk},
        "pairing:steer+solve": {"pk": solved.pk},
        "pairing:steer+stop_solving": {"pk": computing.pk},
        "pairing:steer+take_back": {"pk": waiting.pk},
    }


def _marked(solved: Round, village: Branch, partner: Branch) -> Things:
    """A pair of a round under review; both have asked for each other, so it may be locked."""
    pairing.a_wish(village, partner)
    pairing.a_wish(partner, village)
    pair = {"pk": solved.pk, "village": village.pk, "partner": partner.pk}
    return {
        "pairing:mark+forbid": {**pair, "form": {"reason": "两家刚谈过，没有谈成"}},
        "pairing:mark+free": pair,
        "pairing:mark+lock": pair,
        "pairing:mark+suggest": pair,
    }


@room
def work(world: World) -> Things:
    """A job that the county's coordinator started and that waits; the places of the county."""
    county = {"pk": world.county.pk}
    village = {"pk": world.lin.post.division_id}
    mei = world.mei.post
    with scope_lifted("a maker"):
        job = Job.objects.create(name="places.draw", person=mei.person, post=mei)
    JobRun.objects.create(job=job)
    return {
        "verify+code": {"code": "AAAA-BBBB-CCCC"},
        "jobs:job": {"pk": job.pk},
        "jobs:progress": {"pk": job.pk},
        "jobs:stop": {"pk": job.pk},
        "places:division": county,
        "places:suggest": {"query": "q=石桥"},
        "places:add_hamlet": {**village, "form": {"name": "蔡家沟"}},
        "places:draw": county,
    }


@room
def bodies(world: World) -> Things:
    """Stone Village's identity, another name of it, a village of the town that nobody entered."""
    stone = {"pk": world.stone.pk}
    empty = a_division(f"{str(world.town.code)[:9]}777", "示例空村")
    with scope_lifted("a maker"):
        alias = Alias.objects.create(organisation=world.stone, text="石桥")
    kept, twin, third = (
        makers.an_organisation(f"示例果业公司{mark}", affiliation=world.county) for mark in "甲乙丙"
    )
    merger = organisations.merge(world.mei.actor, kept=kept, gone=third)
    return {
        "organisations:organisation": stone,
        "organisations:amend": {**stone, "form": {"name": "石桥新村", "kind": "village"}},
        "organisations:reaffiliate": {**stone, "form": {"affiliation": world.town.name}},
        "organisations:add_alias": {**stone, "form": {"text": "石桥庄"}},
        "organisations:drop": {"pk": world.university.pk},
        "organisations:keep": stone,
        "organisations:merge": {"pk": kept.pk, "form": {"other": twin.pk}},
        "organisations:unmerge": {"pk": merger.pk},
        "organisations:remove_alias": {"pk": alias.pk},
        "organisations:register_village": {"division": empty.pk},
        "organisations:new": {"form": {"name": "示例新公司", "kind": "enterprise"}},
    }


@room
def agreements(world: World) -> Things:
    """Accords between Stone, the university and three villages: one in each state; joint bodies."""
    setting = accords.three_parties(world)
    draft, consulting = accords.a_draft(setting), accords.in_consultation(setting)
    signing = accords.opened(setting)
    active, amended = accords.an_accord(setting), accords.an_accord(setting)
    accords_services.amend(world.mei.actor, accord=amended)
    text = accords.text(signing)
    place, _member = accords.place_of(world.lin.actor, signing)
    signature = {"party": place.pk, "digest": accords.shown(signing)}
    clause = {"pk": accords.first_clause(active).pk}
    reason = {"form": {"reason": "另有安排"}}
    proposed, approved = accords.a_body(world), accords.a_body(world, approved=True, name="另一个")
    in_force = {"pk": active.pk}
    before = accords.of_before(world)
    return {
        "accords:new": {"form": {"add": "party", "parties": "2", "clauses": "1"}},
        "accords:accord": in_force,
        "accords:revise": {
            "pk": draft.pk,
            "form": {"add": "party", "parties": "2", "clauses": "1"},
        },
        "accords:consult": {"pk": draft.pk},
        "accords:comment": {"pk": consulting.pk, "form": {"text": "请写明时间", "party": ""}},
        "accords:open": {"pk": consulting.pk},
        "accords:sign": {"pk": signing.pk, "form": signature},
        "accords:send_back": {"pk": signing.pk, "form": {**signature, "reason": "请改第二条"}},
        "accords:scan": {"pk": before.pk},
        "accords:keep_scan": {"pk": before.pk},
        "accords:amend": in_force,
        "accords:fall_back": {"pk": amended.pk, **reason},
        "accords:lapse": {"pk": consulting.pk, **reason},
        "accords:end": {**in_force, **reason},
        "accords:terminate": {**in_force, **reason},
        "accords:file": {**in_force, "number": text.number, "kind": "signed"},
        "accords:clause": clause,
        "accords:begin_clause": clause,
        "accords:fulfil_clause": {**clause, "form": {"note": "会商记录已归档"}},
        "accords:waive_clause": {**clause, **reason},
        "accords:new_body": {
            "form": {
                "name": "新党总支",
                "kind": "general_branch",
                "division": world.county.pk,
                "members": "石桥村党支部\n省农业大学党支部",
            }
        },
        "accords:body": {"pk": proposed.pk},
        "accords:approve_body": {
            "pk": proposed.pk,
            "form": {"committee": "县委组织部", "number": "1号", "approved_on": "2026-01-01"},
        },
        "accords:set_to_work": {"pk": approved.pk},
        "accords:dissolve": {"pk": proposed.pk, **reason},
    }


@room
def sheets(world: World) -> Things:
    """A sheet of the county, looked through: one need that is good, one of a village unknown."""
    branch_of(world.stone)
    rows = [["村名", "需求"], ["石桥村", "再添一座冷库"], ["没有的村", "路灯"]]
    sheet = {"pk": ledgers.handed_in(world.mei, ledgers.a_sheet(rows)).pk}
    columns = {"kind": "needs", "sheet": "Sheet1", "village": "0", "title": "1"}
    return {
        "ledgers:template": {"kind": "needs"},
        "ledgers:import": sheet,
        "ledgers:columns": {**sheet, "form": columns},
        "ledgers:check": sheet,
        "ledgers:take": {**sheet, "form": {"good_only": "yes"}},
        "ledgers:abandon": sheet,
        "ledgers:answer": sheet,
    }
