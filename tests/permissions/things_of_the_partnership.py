"""What villages and partners make of each other: rounds, pairings, joint bodies, accords."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianjian.chain.accords import services as accords_services
from lianjian.chain.accords.tests import makers as accords
from lianjian.chain.accords.tests import side_makers as sides
from lianjian.chain.pairing.models import Round
from lianjian.chain.pairing.tests import makers as pairing
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests import makers as registry
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations import services as organisations
from lianjian.ground.organisations.models import Alias
from tests import makers
from tests.cast import World
from tests.makers import a_division

from .asking import Things, room
from .things_of_the_registry import branch_of


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
        "partnerships:of_pairing": paired,
        "partnerships:pairing_file": paired,
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
        "pairing:more": {**review, "participant": participant},
        "pairing:round_towns": review,
        "pairing:round_network": review,
        "pairing:proof": review,
        "pairing:files": review,
        "pairing:compare": review,
        "pairing:other_weights": review,
        "pairing:worst_off": {**review, "query": "now=yes"},
        "pairing:leaving": review,
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


def _a_new_body(world: World) -> dict[str, Any]:
    return {
        "form": {
            "name": "新党总支",
            "kind": "general_branch",
            "division": world.county.pk,
            "members": "石桥村党支部\n省农业大学党支部",
        }
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
    kept = accords.first_clause(amended)
    accords_services.fulfil_clause(world.mei.actor, clause=kept, note="会商记录")
    settled = {"pk": kept.pk}
    reason = {"form": {"reason": "另有安排"}}
    proposed, approved = accords.a_body(world), accords.a_body(world, approved=True, name="另一个")
    in_force = {"pk": active.pk}
    before = accords.of_before(world)
    return {
        "accords:new": {"form": {"change": "party", "parties": "2", "clauses": "1"}},
        "accords:accord": in_force,
        "partnerships:of_accord": in_force,
        "partnerships:accord_file": in_force,
        "accords:revise": {
            "pk": draft.pk,
            "form": {"change": "party", "parties": "2", "clauses": "1"},
        },
        "accords:consult": {"pk": draft.pk},
        "accords:comment": {"pk": consulting.pk, "form": {"text": "请写明时间", "party": ""}},
        "accords:open": {"pk": consulting.pk},
        "accords:sign": {"pk": signing.pk, "form": signature},
        "accords:recall": {"pk": signing.pk, **reason},
        "accords:text": {**in_force, "number": 1},
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
        "accords:reopen_clause": {**settled, **reason},
        "accords:waive_clause": {**clause, **reason},
        "accords:new_body": _a_new_body(world),
        "accords:body": {"pk": proposed.pk},
        "partnerships:of_body": {"pk": proposed.pk},
        "partnerships:body_file": {"pk": proposed.pk},
        "accords:approve_body": {
            "pk": proposed.pk,
            "form": {"committee": "县委组织部", "number": "1号", "approved_on": "2026-01-01"},
        },
        "accords:set_to_work": {"pk": approved.pk},
        "accords:dissolve": {"pk": proposed.pk, **reason},
    }


@room
def signing_events(world: World) -> Things:
    """An event with a draft, a text in consultation and one to sign; and an empty one."""
    setting = accords.three_parties(world)
    draft, consulting = accords.a_draft(setting), accords.in_consultation(setting)
    signing = accords.opened(setting)
    event, empty = (
        accords_services.plan_event(
            world.mei.actor, issuer=world.county, name=name, held_on=dt.date(2099, 7, 1)
        )
        for name in ("集体签约", "秋季集体签约")
    )
    gathered = [draft, consulting, signing]
    accords_services.gather(world.mei.actor, event=event, accords=gathered)
    place, _member = accords.place_of(world.lin.actor, signing)
    free = accords.a_draft(setting)
    form = {"name": "集体签约", "held_on": "2099-07-01"}
    here = {"pk": event.pk}
    lines = {"pattern": draft.pk, "changes": "0", "lines": "共建协议甲\n共建协议乙"}
    return {
        "accords:new_event": {"form": form},
        "accords:event": here,
        "accords:change_event": {**here, "form": form},
        "accords:remove_event": {"pk": empty.pk},
        "accords:gather": {"pk": empty.pk, "form": {"accord": free.pk}},
        "accords:leave_event": {**here, "accord": signing.pk},
        "accords:draft_each": {**here, "form": lines},
        "accords:consult_event": here,
        "accords:open_event": here,
        "accords:sign_at_event": {
            **here,
            "form": {"sign": f"{place.pk}::{accords.shown(signing)}"},
        },
        "accords:signed_files": here,
    }


@room
def joinings(world: World) -> Things:
    """A joint body at work, a business entity that works with it and one that could."""
    at_work = accords.a_body_at_work(world)
    stone = branch_of(world.stone)
    free, busy = (
        registry.an_entity(world.county, stone, name=f"示例合作社{mark}") for mark in "甲乙"
    )
    joined = accords_services.join_entity(world.mei.actor, body=at_work, entity=busy, agreed=True)
    return {
        "accords:join_entity": {"pk": at_work.pk, "entity": free.pk, "form": {"agreed": "yes"}},
        "accords:part_entity": {"pk": joined.pk, "form": {"reason": "另有合作"}},
    }


@room
def what_parties_have(world: World) -> Things:
    """An accord in which Stone has a group set up, the university one planned and a liaison, and
    Stone nothing said yet; another in which nobody has planned anything."""
    setting = accords.three_parties(world)
    full, empty = accords.an_accord(setting), accords.an_accord(setting)
    planned = sides.a_group(world.lin, full)
    there = sides.a_group(world.wen, full, sides.UNIVERSITY, name="大学领导小组")
    sides.set_up(world.wen, there, scan=b"%PDF-1.7 a paper")
    said = {"pk": sides.a_liaison(world.lin, full).pk}
    group = {"pk": planned.pk}
    stone = {"pk": empty.pk, "party": sides.a_party(world.lin, empty).pk}
    agreed = {"contact": "村会计", "cadence": "quarterly", "answer_days": "5"}
    return {
        "accords:leading_group": group,
        "accords:revise_group": {**group, "form": {"name": "石桥村领导小组"}},
        "accords:set_up_group": {**group, "form": {"on": "2026-01-01", "number": "1号"}},
        "accords:stand_down_group": {**group, "form": {"reason": "另有安排"}},
        "accords:group_document": {"pk": there.pk},
        "accords:plan_group": {**stone, "form": {"name": "石桥村领导小组"}},
        "accords:set_liaison": {**stone, "form": agreed},
        "accords:liaison": said,
        "accords:change_liaison": {**said, "form": {**agreed, "answer_days": "3"}},
        "accords:end_liaison": {**said, "form": {"reason": "另有安排"}},
    }


@room
def offices_of_bodies(world: World) -> Things:
    """A joint body at work of three members, with a deputy secretary and no secretary."""
    body = accords.a_body_at_work(world, name="石桥片区第三联建党支部")
    here = {"pk": body.pk}
    third, fourth = (one.branch for one in accords.villages(world, 2))
    member = accords_services.admit_member(
        world.mei.actor, body=body, branch=third, on=dt.date(2026, 1, 1)
    )
    office = sides.an_office(world, body, rank="deputy", starts=dt.date(2026, 1, 1))
    last = {"on": "2026-02-01", "reason": "另有安排"}
    return {
        "accords:fill_office": {
            **here,
            "form": {"rank": "secretary", "holder": "镇党委委员", "starts": "2026-01-01"},
        },
        "accords:vacate_office": {"pk": office.pk, "form": last},
        "accords:set_term": {**here, "form": {"term": "第一届"}},
        "accords:admit_member": {**here, "form": {"branch": fourth.name, "on": "2026-01-01"}},
        "accords:part_member": {"pk": member.pk, "form": last},
    }
