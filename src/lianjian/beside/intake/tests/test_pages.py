"""The box, and the page of a text, as a browser without scripts gets them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.cast import Character, World

from lianjian.beside.intake import selectors
from lianjian.beside.intake.models import Fact, Submission
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import files
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.tests.picture_makers import a_telephones, beside
from lianjian.ground.jobs import worker
from lianjian.ground.pages.tests.makers import a_png

from .makers import A_REPORT, done, read
from .test_services import says

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_of_a_photo_says_what_is_kept_and_gives_it_back_as_a_download(world: World):
    photo = SimpleUploadedFile("果园 一角.jpg", a_telephones(orientation=6))
    world.lin.client().post(reverse("intake:hand_in"), {"file": photo})
    kept = newest()
    assert worker.run(kept.job_id or 0) == "done"
    page = shown(world.lin, kept)
    for told in ("48 × 64", "JPEG 图片", str(world.lin.post.person), "字节"):
        assert told in page
    assert "<img" not in page.partition("<main")[2]
    sent = world.lin.client().get(reverse("intake:file", args=[kept.pk]))
    assert beside(sent.content) == []
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert world.hao.client().get(reverse("intake:file", args=[kept.pk])).status_code == 404


def test_a_photo_that_the_disk_has_lost_still_has_its_page(world: World):
    kept = read(world.lin, a_telephones(), name="果园.jpg")
    assert kept.file is not None
    files.path_of(kept.file).unlink()
    page = shown(world.lin, kept)
    assert "JPEG 图片" in page
    assert "×" not in page.partition("<main")[2]


def pasted(by: Character, **given: object) -> Any:
    return by.client().post(reverse("intake:hand_in"), {"text": A_REPORT, **given})


def newest() -> Submission:
    found = Submission.within(Scope.of_everything()).order_by("-pk").first()
    assert found is not None
    return found


def shown(by: Character, text: Submission, query: str = "") -> str:
    answer = by.client().get(reverse("intake:submission", args=[text.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pasted_text_leads_to_its_page_which_says_that_it_is_being_read(world: World):
    answer = pasted(world.lin)
    kept = newest()
    assert answer.headers["Location"] == reverse("intake:submission", args=[kept.pk])
    assert "正在读" in shown(world.lin, kept)
    assert worker.run(kept.job_id or 0) == "done"
    page = shown(world.lin, kept)
    assert "老果园接待采摘游客" in page
    assert "hx-trigger" not in page.split("<main")[1].split("</main>")[0]


def test_the_lines_of_a_form_are_those_that_were_pasted(world: World):
    pasted(world.lin, text=A_REPORT.replace("\n", "\r\n"))
    kept = newest()
    assert worker.run(kept.job_id or 0) == "done"
    assert selectors.one(world.lin.scope, kept.pk).text == A_REPORT


def test_nothing_and_both_are_refused_and_what_was_written_comes_back(world: World):
    empty = pasted(world.lin, text="  ")
    assert empty.status_code == 422
    file = SimpleUploadedFile("报告.txt", A_REPORT.encode())
    both = pasted(world.lin, file=file)
    assert both.status_code == 422
    assert "老果园" in both.content.decode()


def test_a_file_is_taken_by_its_name_and_given_back_as_it_came(world: World):
    pasted(world.lin, text="", file=SimpleUploadedFile("三月 报告.txt", A_REPORT.encode()))
    kept = newest()
    assert kept.file_name == "三月 报告.txt"
    answer = world.lin.client().get(reverse("intake:file", args=[kept.pk]))
    assert answer.content == A_REPORT.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_hostile_file_is_refused_with_a_reason_and_leaves_nothing(world: World):
    before = Submission.within(Scope.of_everything()).count()
    bad = SimpleUploadedFile("报告.docx", b"MZ\x90\x00" + b"\x00" * 2000)
    answer = pasted(world.lin, text="", file=bad)
    assert answer.status_code == 422
    assert Submission.within(Scope.of_everything()).count() == before


def test_all_that_is_certain_is_confirmed_with_one_touch_and_taken_back(world: World):
    a_branch(world.stone)
    text = read(world.mei)
    says(text, world)
    says(text, world, title="一座冷库")
    with scope_lifted("a test"):
        mine = Fact.objects.filter(submission=text, kind="needs", number__gte=90)
        keys = list(mine.values_list("pk", flat=True))
    assert "确认确定的" in shown(world.mei, text)
    client = world.mei.client()
    answer = client.post(reverse("intake:confirm", args=[text.pk]), {"fact": keys})
    assert answer.status_code == 302
    titles = set(Need.within(Scope.of_everything()).values_list("title", flat=True))
    assert {"一口机井", "一座冷库"} <= titles
    client.post(reverse("intake:take_back", args=[text.pk, keys[0]]))
    titles = set(Need.within(Scope.of_everything()).values_list("title", flat=True))
    assert "一口机井" not in titles
    assert "一座冷库" in titles


def test_an_edited_line_that_is_wrong_comes_back_with_its_words(world: World):
    a_branch(world.stone)
    text = read(world.mei)
    fact = says(text, world)
    url = reverse("intake:edit", args=[text.pk, fact.pk])
    wrong = world.mei.client().post(url, {f"f{fact.pk}-village": "石桥村"})
    assert wrong.status_code == 422
    right = {f"f{fact.pk}-village": "石桥村", f"f{fact.pk}-title": "三名技术员"}
    assert world.mei.client().post(url, right).status_code == 302
    assert selectors.fact(text, fact.pk).values["title"] == "三名技术员"


def test_the_text_is_shown_repaired_as_it_came_and_side_by_side(world: World):
    text = read(world.lin, A_REPORT.replace("专家", "專家(zhuān jiā)"))
    assert "(zhuān jiā)" in shown(world.lin, text, "?as=raw")
    clean = shown(world.lin, text).split('class="ik-text"')[1].split("</div>")[0]
    assert "(zhuān jiā)</" not in clean
    both = shown(world.lin, text, "?as=both")
    assert both.count('class="ik-text"') == 2


def test_today_begins_with_the_box(world: World):
    page = world.lin.client().get(reverse("today")).content.decode()
    assert reverse("intake:hand_in") in page
    assert page.index("发生了什么") < page.index('id="waiting"')


def test_a_line_leads_with_what_it_is_about_and_does_not_repeat_its_sentence(world: World):
    a_branch(world.stone)
    line = shown(world.mei, read(world.mei)).split('class="plain ik-list"')[1].split("</li>")[0]
    assert re.search(r"</span>果树修剪的技术员<", line)
    assert "村里缺果树修剪的技术员。" not in line.split("<details")[0]


def test_what_is_asked_is_printed_though_its_form_is_not(world: World):
    a_branch(world.stone)
    page = shown(world.mei, read(world.mei))
    assert '<div class="ik-asks"><p>截至什么时候' in page


def test_a_photo_leads_on_to_the_box(world: World):
    text = read(world.lin, a_png(), name="茶园.png")
    assert text.state == "kept"
    page = shown(world.lin, text)
    assert f'href="{reverse("intake:submissions")}">去写' in page


def test_a_text_that_says_no_year_is_dated_by_the_day_of_handing_in_with_one_touch(world: World):
    kept = read(
        world.lin, "石桥村小结\n今年5月，石桥村党支部接待采摘游客300人次。近年来变化很大。\n"
    )
    page = shown(world.lin, kept)
    assert "“今年5月”" in page
    assert "近年来”" not in page
    day = timezone.localtime(kept.made_at).date()
    hidden = re.search(r'name="published_on" value="([\d-]+)"', page)
    assert hidden is not None
    assert hidden[1] == day.isoformat()
    sent = {"outlet": "", "published_on": hidden[1]}
    world.lin.client().post(reverse("intake:read_again", args=[kept.pk]), sent)
    done(newest())
    again = newest()
    assert (again.published_on, again.typed) == (day, 0)
    assert f"{day.year}-05" in [one["value"] for one in again.marks if one["kind"] == "date"]
    assert "这是哪天写的" not in shown(world.lin, again)


def test_a_text_that_says_its_year_is_asked_for_no_day(world: World):
    said = "2025年5月，石桥村接待游客300人次。2025年春节期间客人最多，协议自签订之日起生效。"
    kept = read(world.lin, f"石桥村小结\n{said}近年来变化很大。\n")
    assert 'type="hidden" name="published_on"' not in shown(world.lin, kept)
