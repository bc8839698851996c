"""A sheet on its way through the pages, as Mei's browser sees it."""

from __future__ import annotations

import pytest
from tests.cast import World

from lianjian.beside.ledgers.models import Import, Layout
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.sheets import reading

from .makers import a_sheet, everything, uploaded

pytestmark = pytest.mark.django_db

NEEDS = [["村名", "需求内容"], ["石桥村", "农产品销路"]]


def test_a_clear_sheet_leads_straight_to_what_taking_it_would_do(world: World):
    a_branch(world.stone)
    client = world.mei.client()
    answer = uploaded(world.mei, a_sheet(NEEDS))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "村的需求" in page
    assert "需求内容" in page
    sheet = everything(Import).get()
    assert client.post(f"/imports/{sheet.pk}/take").status_code == 302
    assert everything(Need).get().title == "农产品销路"
    again = uploaded(world.mei, a_sheet(NEEDS))
    assert "再导一次什么也不会变" in client.get(again.headers["Location"]).content.decode()


def test_headings_that_nobody_knows_are_asked_about_and_remembered(world: World):
    a_branch(world.stone)
    client = world.mei.client()
    rows = [["哪里", "要啥", "啥时候完"], ["石桥村", "农产品销路", "2026年12月"]]
    answer = uploaded(world.mei, a_sheet(rows))
    assert answer.headers["Location"].endswith("/columns")
    address = answer.headers["Location"]
    page = client.get(f"{address}?kind=needs").content.decode()
    assert "A 哪里（石桥村）" in page
    lacking = client.post(address, {"kind": "needs", "sheet": "Sheet1", "title": "1"})
    assert lacking.status_code == 422
    said = {"kind": "needs", "sheet": "Sheet1", "village": "0", "title": "1", "ends": "2"}
    assert client.post(address, said).status_code == 302
    assert everything(Import).get().counts["new"] == 1
    assert everything(Layout).get().columns["village"] == "哪里"
    moved = a_sheet([["啥时候完", "哪里", "要啥"], ["2026年12月", "石桥村", "路灯"]])
    assert uploaded(world.mei, moved).headers["Location"].endswith("/columns")
    same = uploaded(world.mei, a_sheet([rows[0], ["石桥村", "路灯", ""]]))
    assert not same.headers["Location"].endswith("/columns")


def test_one_column_is_not_read_twice(world: World):
    client = world.mei.client()
    answer = uploaded(world.mei, a_sheet([["甲", "乙"], ["石桥村", "销路"]]))
    given = {"kind": "needs", "sheet": "Sheet1", "village": "0", "title": "0"}
    assert client.post(answer.headers["Location"], given).status_code == 422


def test_the_sheet_comes_back_with_what_is_wrong(world: World):
    a_branch(world.stone)
    answer = uploaded(world.mei, a_sheet([*NEEDS, ["没有的村", "路灯"], ["石桥村", ""]]))
    client = world.mei.client()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "A3" in page
    assert "B4" in page
    sent = client.get(f"{answer.headers['Location']}/answer")
    [back] = reading.look(sent.content)
    problems = [cells[2] if len(cells) > 2 else None for _number, cells in back.rows]
    assert problems[0] == "问题"
    assert problems[1] is None
    assert str(problems[2]).startswith("村名：")
    taken = client.post(f"{answer.headers['Location']}/take")
    assert taken.status_code == 422
    assert everything(Need).count() == 0
    client.post(f"{answer.headers['Location']}/take", {"good_only": "yes"})
    assert everything(Need).count() == 1


def test_the_second_sheet_of_a_file_can_be_chosen(world: World):
    a_branch(world.stone)
    answer = uploaded(world.mei, a_sheet(NEEDS, name="需求", before=["封面"]))
    assert not answer.headers["Location"].endswith("/columns")
    assert everything(Import).get().sheet == "需求"


@pytest.mark.parametrize("who", ["lin", "wen", "xu"])
def test_others_are_told_to_whom_to_send_their_sheet(world: World, who: str):
    someone = getattr(world, who)
    answer = uploaded(someone, a_sheet(NEEDS))
    assert answer.status_code == 403
    assert "统筹员" in answer.content.decode()
    assert "批量导入" not in someone.client().get("/today").content.decode()
    assert everything(Import).count() == 0


def test_hao_next_door_sees_nothing_of_mei_s_sheets(world: World):
    a_branch(world.stone)
    answer = uploaded(world.mei, a_sheet(NEEDS))
    for end in ("", "/columns", "/answer"):
        assert world.hao.client().get(answer.headers["Location"] + end).status_code == 404
    assert "台账" not in world.hao.client().get("/imports/").content.decode()
    assert "台账" in world.mei.client().get("/imports/").content.decode()


def test_the_secrecy_line_stands_at_the_upload_box(world: World):
    page = world.mei.client().get("/imports/").content.decode()
    assert page.count("国家秘密") >= 2


def test_an_empty_sheet_for_every_kind(world: World):
    client = world.mei.client()
    for kind in ("organisations", "branches", "postings", "ties", "needs", "offers", "pairings"):
        sent = client.get(f"/imports/template/{kind}")
        assert sent.status_code == 200
        assert reading.look(sent.content)
    assert client.get("/imports/template/nothing").status_code == 404
    assert world.bo.client().get("/imports/template/bodies").status_code == 403


def test_a_file_that_is_too_large_is_not_read_to_its_end(world: World):
    answer = uploaded(world.mei, b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "20" in answer.content.decode()


def test_nothing_chosen_is_said(world: World):
    answer = world.mei.client().post("/imports/upload", {})
    assert answer.status_code == 422
