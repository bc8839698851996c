"""From what somebody hands in to what the room keeps of it."""

from __future__ import annotations

import base64
import datetime as dt

import pytest
from tests.cast import Character, World
from tests.makers import a_post

from lianjian.beside.intake import selectors, services, understanding
from lianjian.engine.text.repairing.tests.makers import page
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import crypto, files
from lianjian.ground.core.picture_heads import Size
from lianjian.ground.core.pictures import redrawn
from lianjian.ground.core.receives import in_silence
from lianjian.ground.core.tests.picture_makers import a_telephones, beside
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.jobs import worker

from .makers import A_REPORT, facts, handed_in, read

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_text_waits_for_the_worker_and_is_read_by_it(world: World):
    kept = handed_in(world.lin)
    assert (kept.state, kept.text) == ("reading", "")
    assert worker.run(kept.job_id or 0) == "done"
    now = selectors.one(world.lin.scope, kept.pk)
    assert (now.state, now.title) == ("read", "石桥村：老果园有了新朋友")
    assert now.text == A_REPORT
    assert {"count", "amount", "ratio"} <= {one["kind"] for one in now.marks}


def test_every_mark_is_a_place_in_both_texts(world: World):
    damaged = A_REPORT.replace("，", ",").replace("专家", "专家(zhuān jiā)")
    now = read(world.lin, damaged)
    assert now.marks
    for one in now.marks:
        assert now.text[one["start"] : one["end"]] == one["text"]
        start, end = one["raw"]
        assert 0 <= start < end <= len(now.raw)


@pytest.mark.parametrize("number", ["000", "004"])
def test_a_real_page_comes_out_as_it_was_written(world: World, number: str):
    raw, clean = page(number)
    now = read(world.lin, raw)
    assert now.text.rstrip() == clean
    assert now.repairs["offers"] == now.repairs["doubts"] == []


def test_the_same_page_damaged_otherwise_is_known(world: World):
    first = read(world.lin)
    again = read(world.lin, A_REPORT.replace("，", ",").replace("村里", "村 里"))
    assert selectors.the_same_text(again) == first
    other = read(world.lin, A_REPORT.replace("18万", "19万"))
    assert selectors.the_same_text(other) is None


def test_a_text_of_another_village_is_not_said_to_be_the_same(world: World):
    read(world.lin)
    theirs = read(world.hao)
    assert selectors.the_same_text(theirs) is None


def test_a_photo_is_kept_and_not_read(world: World):
    now = read(world.lin, a_photo(), name="公示栏.png")
    assert (now.state, now.text, facts(now)) == ("kept", "", [])
    assert now.file is not None
    assert files.read(now.file) == redrawn(a_photo())


def test_where_a_photo_was_taken_is_never_kept(world: World):
    now = read(world.lin, a_telephones(orientation=6), name="果园.jpg")
    assert now.file is not None
    kept = files.read(now.file)
    assert beside(kept) == []
    assert now.source == crypto.sm3(kept).hex()
    assert redrawn(a_telephones(orientation=6)).size == Size(48, 64)
    with pytest.raises(Invalid, match="损坏"):
        handed_in(world.lin, a_telephones()[:-200], name="果园.jpg")


def test_a_page_of_the_web_is_read_without_its_marks(world: World):
    page = f"<html><body><script>x()</script><p>{A_REPORT}</p></body></html>"
    now = read(world.lin, page, name="新闻.html")
    assert "script" not in now.text
    assert "老果园接待采摘游客2万余人次" in now.text


def test_what_cannot_be_read_is_kept_with_the_reason(world: World):
    kept = handed_in(world.lin, bytes(range(128, 256)) * 40, name="说明.txt")
    assert worker.run(kept.job_id or 0) == "done"
    now = selectors.one(world.lin.scope, kept.pk)
    assert now.state == "unreadable"
    assert "paste" in now.why or "粘贴" in now.why


def test_nothing_is_refused_at_once(world: World):
    with pytest.raises(Invalid):
        handed_in(world.lin, "  \n ")
    with pytest.raises(Invalid):
        handed_in(world.lin, b"MZ\x90\x00" + b"\x00" * 100, name="报告.docx")


def test_whoever_holds_no_such_post_hands_nothing_in(world: World):
    auditor = Character(a_post(Role.AUDITOR, division=world.county))
    with pytest.raises(Denied):
        services.hand_in(auditor.actor, data=A_REPORT.encode())


def test_the_day_of_a_page_gives_its_dates_a_year(world: World):
    now = read(world.lin)
    [day] = [one for one in now.marks if one["text"] == "3月12日"]
    assert day["value"] is None or not str(day["value"]).startswith("2025")
    services.read_again(
        world.lin.actor,
        submission=now,
        outlet="示例日报",
        published_on=dt.date(2025, 4, 1),
        accepted=[],
    )
    assert worker.run(now.job_id or 0) == "done"
    again = selectors.one(world.lin.scope, now.pk)
    [day] = [one for one in again.marks if one["text"] == "3月12日"]
    assert (day["value"], again.outlet, again.typed) == ("2025-03-12", "示例日报", 2)


def test_a_hundred_thousand_characters_are_read_and_more_than_twice_that_refused():
    parts = range(100_000 // len(A_REPORT) + 1)
    long = "".join(f"第{part}组。{A_REPORT.replace('18', str(20 + part))}" for part in parts)
    told: list[int] = []
    found = understanding.understood(long, tell=lambda done, _says: told.append(done))
    assert told == sorted(told)
    assert len(found.clean) > 100_000
    assert len(found.marks) > 5 * len(parts)
    with pytest.raises(Invalid):
        understanding.opened((A_REPORT * 3000).encode(), "long.txt", in_silence)


def a_photo() -> bytes:
    """The smallest PNG."""
    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
