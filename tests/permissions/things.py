"""The rooms' things: an existing object in every slot, a form that nothing but a right can stop."""

from __future__ import annotations

import datetime as dt

from lianjian.beside.ledgers.tests import makers as ledgers
from lianjian.chain.exchange.tests import makers as exchange
from lianjian.ground.accounts.models import Device
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.tests.makers import a_newcomer, a_slip
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.jobs.models import Job, JobRun
from tests.cast import World
from tests.makers import PASSWORD

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
    """A sheet of the county, looked through: one need that is good, one of a village unknown; and
    one that is taken in."""
    branch_of(world.stone)
    rows = [["村名", "需求"], ["石桥村", "再添一座冷库"], ["没有的村", "路灯"]]
    sheet = {"pk": ledgers.handed_in(world.mei, ledgers.a_sheet(rows)).pk}
    columns = {"kind": "needs", "sheet": "Sheet1", "village": "0", "title": "1"}
    done = {"pk": ledgers.taken(world.mei, ledgers.a_sheet([rows[0], ["石桥村", "路灯"]])).pk}
    return {
        "ledgers:template": {"kind": "needs"},
        "ledgers:import": sheet,
        "ledgers:columns": {**sheet, "form": columns},
        "ledgers:check": sheet,
        "ledgers:take": {**sheet, "form": {"good_only": "yes"}},
        "ledgers:look_back": done,
        "ledgers:take_back": done,
        "ledgers:abandon": sheet,
        "ledgers:answer": sheet,
    }
