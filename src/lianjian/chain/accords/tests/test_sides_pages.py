"""The pages of leading groups, liaison, and offices in joint bodies, as their readers get them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords import selectors
from lianjian.chain.accords.models import Accord
from lianjian.ground.core import clock

from . import makers
from .side_makers import AGREED, UNIVERSITY, a_group, a_liaison, a_party, a_working_body, an_office


def url(name: str, *args: Any) -> str:
    return reverse(f"accords:{name}", args=args)


def html(client: Client, where: str, *, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def sent(client: Client, where: str, form: dict[str, Any], *, status: int = 302) -> Any:
    answer = client.post(where, form)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


@pytest.fixture
def accord(world: World) -> Accord:
    return makers.an_accord(makers.three_parties(world))


def test_the_accord_offers_each_reader_what_is_theirs(world: World, accord: Accord):
    stone, university = a_party(world.lin, accord), a_party(world.lin, accord, UNIVERSITY)
    own = html(world.lin.client(), url("accord", accord.pk))
    assert url("plan_group", accord.pk, stone.pk) in own
    assert url("set_liaison", accord.pk, stone.pk) in own
    assert url("plan_group", accord.pk, university.pk) not in own
    issuers = html(world.mei.client(), url("accord", accord.pk))
    assert url("plan_group", accord.pk, university.pk) in issuers
    assert url("set_liaison", accord.pk, stone.pk) not in issuers


def test_a_group_is_planned_revised_and_set_up_by_its_forms(world: World, accord: Accord):
    client, stone = world.lin.client(), a_party(world.lin, accord)
    where = url("plan_group", accord.pk, stone.pk)
    assert "石桥村党支部" in html(client, where)
    assert "name" in sent(client, where, {"name": ""}, status=422).context["form"].errors
    sent(client, where, {"name": "石桥村领导小组", "members": "会计 | 台账"})
    group = selectors.leading_groups(world.lin.scope).get()
    sent(client, url("set_up_group", group.pk), {"on": "2026-01-01", "number": "1号"}, status=422)
    form = {"name": group.name, "head": "村党支部书记", "members": group.members}
    sent(client, url("revise_group", group.pk), form)
    sent(client, url("set_up_group", group.pk), {"on": "2026-01-01", "number": "1号"})
    shown = html(world.wen.client(), url("leading_group", group.pk))
    assert "村党支部书记" in shown
    assert "1号" in shown
    assert "台账" in shown
    sent(client, url("stand_down_group", group.pk), {"reason": ""}, status=422)
    sent(client, url("stand_down_group", group.pk), {"reason": "换届"})
    assert "换届" in html(client, url("leading_group", group.pk))


def test_its_scan_can_be_read_by_whoever_sees_the_accord(world: World, accord: Accord):
    from django.core.files.uploadedfile import SimpleUploadedFile

    group = a_group(world.lin, accord)
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.7 a paper")
    assert html(world.lin.client(), url("group_document", group.pk), status=404)
    sent(world.lin.client(), url("set_up_group", group.pk), {"on": "2026-01-01", "scan": scan})
    answer = world.wen.client().get(url("group_document", group.pk))
    assert answer.content == b"%PDF-1.7 a paper"
    assert html(world.hao.client(), url("group_document", group.pk), status=404)


def test_the_list_finds_filters_and_hands_out(world: World, accord: Accord):
    assert "<table" in html(world.lin.client(), url("leading_groups"))
    a_group(world.mei, accord, due=clock.today() - dt.timedelta(days=1))
    client = world.mei.client()
    page = html(client, f"{url('leading_groups')}?state=planned&q=石桥")
    assert 'data-s="late"' in page
    assert (
        "领导小组" not in html(client, f"{url('leading_groups')}?state=set_up").split("<tbody>")[1]
    )
    rows = b"".join(client.get(f"{url('leading_groups')}?export=csv").streaming_content)  # type: ignore[attr-defined]
    assert "石桥村共建协调领导小组" in rows.decode()


def test_a_liaison_is_said_changed_and_ended_by_its_forms(world: World, accord: Accord):
    client, stone = world.lin.client(), a_party(world.lin, accord)
    where = url("set_liaison", accord.pk, stone.pk)
    html(client, where)
    form = {**AGREED, "contact": "", "post": ""}
    assert "contact" in sent(client, where, form, status=422).context["form"].errors
    sent(client, where, {**form, "post": world.lin.post.pk})
    said = selectors.liaisons(world.lin.scope).get()
    assert world.lin.post.person.name in html(world.wen.client(), url("accord", accord.pk))
    html(client, url("change_liaison", said.pk))
    sent(client, url("change_liaison", said.pk), {**AGREED, "contact": "村委会主任"})
    new = selectors.liaisons(world.lin.scope).get()
    page = html(client, url("liaison", new.pk))
    assert "村委会主任" in page
    assert url("liaison", new.pk) in html(client, url("liaison", said.pk))
    sent(client, url("end_liaison", new.pk), {"reason": ""}, status=422)
    sent(client, url("end_liaison", new.pk), {"reason": "不再联络"})
    assert "不再联络" in html(client, url("liaison", new.pk))


def test_the_public_page_tells_nobody_who_is_reached(world: World, accord: Accord):
    a_liaison(world.lin, accord, contact="王会计")
    a_group(world.lin, accord, head="李书记")
    page = html(Client(), reverse("verify", args=[accord.code]))
    assert accord.title in page
    assert "王会计" not in page
    assert "李书记" not in page


def test_offices_term_and_members_by_their_forms(world: World):
    body, client = a_working_body(world), world.mei.client()
    form = {"rank": "secretary", "holder": "镇党委组织委员", "starts": "2026-01-01"}
    html(client, url("fill_office", body.pk))
    sent(client, url("fill_office", body.pk), {**form, "holder": ""}, status=422)
    sent(client, url("fill_office", body.pk), {**form, "ends": "2026-02-01"})
    sent(client, url("fill_office", body.pk), form, status=422)
    office = selectors.offices_in(body)[0]
    assert "镇党委组织委员" in html(world.lin.client(), url("body", body.pk))
    assert "镇党委组织委员" in html(client, url("bodies"))
    rows = b"".join(client.get(f"{url('bodies')}?export=csv").streaming_content)  # type: ignore[attr-defined]
    assert "镇党委组织委员" in rows.decode()
    last = {"on": "2026-01-20", "reason": "工作调动"}
    html(client, url("vacate_office", office.pk))
    sent(client, url("vacate_office", office.pk), {**last, "reason": ""}, status=422)
    sent(client, url("vacate_office", office.pk), last)
    assert "工作调动" in html(client, url("body", body.pk))
    term = {"term": "第一届", "term_from": "2026-01-01", "term_to": "2030-12-31"}
    html(client, url("set_term", body.pk))
    sent(client, url("set_term", body.pk), {**term, "term_to": "2020-01-01"}, status=422)
    sent(client, url("set_term", body.pk), term)
    third = makers.villages(world, 1)[0]
    joins = {"branch": third.host.name, "on": "2026-01-01"}
    html(client, url("admit_member", body.pk))
    sent(client, url("admit_member", body.pk), {**joins, "branch": "没有的村"}, status=422)
    sent(client, url("admit_member", body.pk), joins)
    member = selectors.members_of(body)[-1]
    html(client, url("part_member", member.pk))
    sent(client, url("part_member", member.pk), {"on": "2026-01-05", "reason": "并村"})
    page = html(client, url("body", body.pk))
    for told in ("第一届", third.branch.name, "并村"):
        assert told in page


def test_nobody_else_gets_the_forms(world: World, accord: Accord):
    body = a_working_body(world)
    office = an_office(world, body)
    group, said = a_group(world.lin, accord), a_liaison(world.lin, accord)
    stone = a_party(world.lin, accord)
    client = world.wen.client()
    for where in (
        url("plan_group", accord.pk, stone.pk),
        url("set_liaison", accord.pk, stone.pk),
        url("revise_group", group.pk),
        url("change_liaison", said.pk),
        url("fill_office", body.pk),
        url("vacate_office", office.pk),
        url("set_term", body.pk),
        url("admit_member", body.pk),
    ):
        html(client, where, status=403)
        assert client.post(where, {}).status_code == 403
