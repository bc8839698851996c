"""The rooms' things: an existing object in every slot, a form that nothing but a right can stop."""

from __future__ import annotations

import datetime as dt

from lianjian.beside.ledgers.tests import makers as ledgers
from lianjian.chain.exchange.tests import makers as exchange
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests import makers as registry
from lianjian.ground.accounts.models import Device
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.tests.makers import a_newcomer, a_slip
from lianjian.ground.core import clock
from lianjian.ground.core.files import store
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.organisations.models import Organisation
from tests.cast import World
from tests.makers import PASSWORD, a_person

from .asking import Things, room


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


def branch_of(host: Organisation) -> Branch:
    """The branch of a body, made when it is first asked for."""
    with scope_lifted("a maker"):
        found = Branch.objects.filter(host=host, unit="").first()
    return found or registry.a_branch(host, span=5)


@room
def branches(world: World) -> Things:
    """Stone Village's branch, its first secretary's posting, its tie with the university."""
    stone, university = branch_of(world.stone), branch_of(world.university)
    posting = registry.a_posting(stone, person=a_person())
    tie = registry.a_tie(stone, university)
    said = {"ground": "alumni", "evidence": "一起读过书", "strength": "600", "grade": "0"}
    return {
        "registry:branch": {"pk": stone.pk},
        "registry:amend": {
            "pk": stone.pk,
            "form": {"name": stone.name, "level": "branch", "span": "2"},
        },
        "registry:post": {
            "pk": stone.pk,
            "form": {"batch": "7", "level": "province", "starts": "2026-01-01"},
        },
        "registry:record_tie": {
            "pk": stone.pk,
            "form": {**said, "other": university.pk, "since": "2026-01-01"},
        },
        "registry:new": {
            "query": f"host={world.stone.pk}",
            "form": {"unit": "第二党小组", "level": "branch", "span": "1"},
        },
        "registry:end_posting": {"pk": posting.pk, "form": {"on": "2026-11-01"}},
        "registry:withdraw_tie": {"pk": tie.pk},
    }


@room
def records(world: World) -> Things:
    """A cooperative in Stone Village, the village's honour and office, a text that tells of it."""
    stone, village = branch_of(world.stone), world.stone.affiliation
    assert village is not None
    beside = registry.a_branch(world.stone, unit="三组")
    entity, source = registry.an_entity(village, stone), registry.a_source(world.county)
    shown = store(b"%PDF-1.4 sample", media_type="application/pdf")
    honour = registry.an_honour(stone, file=shown, source=source)
    registry.an_honour(world.stone, title="村里的荣誉")
    office, ended = registry.an_office(stone), registry.an_office(world.stone)
    posting = registry.a_posting(beside)
    tie = registry.a_tie(stone, branch_of(world.university), evidence="一起办过展销")
    capacity = {"capacity_lower": "0", "capacity_upper": "2"}
    told = {"title": "示例村见闻", "outlet": "示例日报", "byline": "通讯员"}
    given = {"title": "示例先进", "issuer": "示例县的机构", "level": "county", "year": "2024"}
    why = {"form": {"reason": "录入有误"}}
    return {
        "registry:attest_tie": {"pk": tie.pk},
        "registry:hand_over_posting": {
            "pk": posting.pk,
            "form": {"batch": "7", "level": "province", "starts": "2026-06-01"},
        },
        "registry:entity": {"pk": entity.pk},
        "registry:new_entity": {
            "form": {
                "name": "示例新农场",
                "kind": "family_farm",
                "division": village.name,
                "division_id": village.pk,
                "division_for": village.name,
                **capacity,
            }
        },
        "registry:change_entity": {
            "pk": entity.pk,
            "form": {"name": "示例新名", "kind": "cooperative", **capacity},
        },
        "registry:close_entity": {
            "pk": entity.pk,
            "form": {"on": "2026-01-01", "reason": "另有安排"},
        },
        "registry:work_in_village": {"pk": entity.pk, "form": {"village": beside.pk}},
        "registry:leave_village": {"pk": entity.pk, "village": stone.pk},
        "registry:source": {"pk": source.pk},
        "registry:new_source": {"form": told},
        "registry:change_source": {"pk": source.pk, "form": told},
        "registry:honour": {"pk": honour.pk},
        "registry:honour_file": {"pk": honour.pk},
        "registry:new_honour": {"query": f"branch={stone.pk}", "form": given},
        "registry:withdraw_honour": {"pk": honour.pk, **why},
        "registry:new_office": {
            "query": f"organisation={world.stone.pk}",
            "form": {"title": "党支部副书记", "starts": "2026-01-01"},
        },
        "registry:end_office": {"pk": ended.pk, "form": {"on": "2026-01-01"}},
        "registry:hand_over_office": {"pk": office.pk, "form": {"starts": "2026-01-01"}},
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
