from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import path, reverse

from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken
from lianjian.ground.ui import navigation
from lianjian.ground.ui.navigation import NavItem
from lianjian.ground.ui.pages import saved, undo_of

from .rendering import a_request, rendered

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(monkeypatch):
    """A navigation of its own."""
    monkeypatch.setattr(navigation, "_ITEMS", {})
    return navigation


def test_a_reader_sees_only_their_own_doors(items):
    items.register(NavItem("b", "乙", "today", frozenset({"auditor"}), 2))
    items.register(NavItem("a", "甲", "today", None, 1))
    items.register(NavItem("p", "公开", "today", frozenset({"public"}), 3))
    assert [door.key for door in items.doors("auditor")] == ["a", "b"]
    assert [door.key for door in items.doors("expert")] == ["a"]
    assert [door.key for door in items.doors("public")] == ["p"]


def test_a_door_that_leads_nowhere_is_left_out(items):
    items.register(NavItem("x", "甲", "not:there", None, 1))
    assert items.doors("auditor") == []


def test_a_village_has_three_tabs_at_most_and_nobody_else_has_any(items):
    for at in range(5):
        items.register(NavItem(f"k{at}", "甲", "today", None, at, "home"))
    items.register(NavItem("plain", "乙", "today", None, 0))
    assert [door.key for door in items.tabs("village_secretary")] == ["k0", "k1", "k2"]
    assert items.tabs("county_coordinator") == []


def test_the_current_room_is_marked(world, items):
    items.register(NavItem("today", "今日", "today", None, 1))
    page = '{% extends "ui/base.html" %}{% block room %}today{% endblock %}'
    request = a_request()
    request.user = world.lin.post.person
    request.actor = world.lin.actor  # type: ignore[attr-defined]
    assert rendered(page, request).count('aria-current="page"') == 2, "in the bar and under all"
    assert 'aria-current="page"' not in rendered('{% extends "ui/base.html" %}', request)


def test_every_page_says_that_it_is_not_for_secrets(client):
    html = rendered('{% extends "ui/base.html" %}')
    assert "本系统为非涉密系统，严禁处理国家秘密和工作秘密。" in html
    assert html.index('href="#main"') < html.index("<header"), "the skip link comes first"


def test_the_demonstration_says_so(settings):
    settings.DEMO = False
    assert "示例数据" not in rendered('{% extends "ui/base.html" %}')
    settings.DEMO = True
    assert "示例数据" in rendered('{% extends "ui/base.html" %}')


def test_a_saved_message_can_be_taken_back_and_is_shown_once():
    request = a_request()
    saved(request, "需求已保存。", undo_url="/undo/1")
    message = next(iter(get_messages(request)))
    assert undo_of(message) == "/undo/1"
    request = a_request()
    saved(request, "需求已保存。", undo_url="/undo/1")
    html = rendered('{% include "ui/messages.html" %}', request)
    assert 'action="/undo/1"' in html
    assert 'name="_key"' in html
    request = a_request()
    saved(request, "需求已保存。")
    assert "<form" not in rendered('{% include "ui/messages.html" %}', request)


def test_the_language_is_kept_and_the_reader_stays_where_they_were(settings):
    settings.DEMO = True
    client = Client()
    answer = client.post(reverse("ui:language"), {"language": "en", "next": "/kit?x=1"})
    assert answer["Location"] == "/kit?x=1"
    assert 'lang="en"' in client.get("/kit").content.decode()
    client.post(reverse("ui:language"), {"language": "zh-hans", "next": "/kit"})
    assert 'lang="zh-Hans"' in client.get("/kit").content.decode()


@pytest.mark.parametrize("where", ["https://outside.example/", "//outside.example", "javascript:x"])
def test_the_language_switch_leads_nobody_away(where):
    answer = Client().post(reverse("ui:language"), {"language": "en", "next": where})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing():
    answer = Client().post(reverse("ui:language"), {"language": "xx"})
    assert "lianjian_language" not in answer.cookies


def test_the_language_is_switched_by_post_only():
    answer = Client().get(reverse("ui:language"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("name", ["ui:kit", "ui:kit_heard"])
def test_the_style_guide_is_hidden_in_earnest(settings, name):
    settings.DEMO = settings.DEBUG = False
    assert Client().get(reverse(name)).status_code == 404
    settings.DEMO = True
    assert Client().get(reverse(name)).status_code == 200


def refusing(error):
    def view(_request):
        raise error

    return view


refusing_views = [
    path("denied", refusing(Denied("由县统筹员公布。"))),
    path("overtaken", refusing(Overtaken("别人刚刚接受了这份推荐。"))),
    path("invalid", refusing(Invalid("日期不对。", fields={"until": "早于今天"}))),
    path("fault", refusing(RuntimeError("broken"))),
]


@pytest.fixture
def refusals(settings):
    """Views that refuse."""
    from types import ModuleType

    from django.urls import include

    urls = ModuleType("refusing_urls")
    urls.urlpatterns = [  # type: ignore[attr-defined]
        *refusing_views,
        path("", include("lianjian.site.urls")),
    ]
    settings.ROOT_URLCONF = urls


@pytest.mark.parametrize(
    ("where", "status", "words"),
    [
        ("/denied", 403, ["由县统筹员公布。", "换用其他岗位"]),
        ("/overtaken", 409, ["别人刚刚接受了这份推荐。", "请重新打开页面"]),
        ("/invalid", 422, ["日期不对。", "早于今天"]),
    ],
)
def test_a_refusal_says_why_and_what_to_do(world, refusals, where, status, words):
    answer = world.lin.client().get(where)
    html = answer.content.decode()
    assert answer.status_code == status
    assert all(one in html for one in words), html
    assert "！" not in html


def test_a_refusal_of_a_part_of_a_page_is_a_part_of_a_page(world, refusals):
    html = world.lin.client().get("/overtaken", headers={"HX-Request": "true"}).content.decode()
    assert 'role="alert"' in html
    assert "<html" not in html


def test_an_address_that_does_not_exist_is_answered_with_a_way_on(client):
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert "这个地址上没有内容" in answer.content.decode()


def test_a_fault_is_answered_without_asking_for_anything(world, refusals):
    client = world.lin.client()
    client.raise_request_exception = False
    answer = client.get("/fault")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "系统出了差错" in html
    assert "{%" not in html
    assert 'href="/static' not in html, "a page that must always work asks for no file"


def test_an_old_form_is_answered_with_what_to_do(world):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("ui:language"), {"language": "en"})
    assert answer.status_code == 403
    assert "请重新打开页面再送一次" in answer.content.decode()
