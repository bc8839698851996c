from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django import forms
from django.utils import translation

from lianjian.ground.core.today import Matter

from .rendering import rendered


def test_a_page_head_escapes_what_people_wrote():
    html = rendered('<c-page-head title="{{ name }}" :sub="name" />', name="<b>石桥</b>")
    assert html.count("&lt;b&gt;石桥&lt;/b&gt;") == 2


@pytest.mark.parametrize(("value", "pips", "mark"), [(0, 0, "述"), (1, 1, "记"), (4, 4, "核")])
def test_a_grade_is_four_pips_one_character_and_plain_words(value, pips, mark):
    html = rendered('<c-grade :value="value" />', value=value)
    assert html.count('class="on"') == pips
    assert html.count("<i") == 4
    assert f">{mark}</b>" in html
    assert f'aria-label="证据等级 {value}：' in html


@pytest.mark.parametrize("value", [None, "", -1, 5, "?"])
def test_no_grade_is_drawn_where_none_is_known(value):
    assert rendered('<c-grade :value="value" />', value=value) == ""


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("university", "校"),
        ("enterprise", "企"),
        ("government", "政"),
        ("society", "社"),
        ("village", "村"),
        ("media", "媒"),
        ("other", "他"),
        ("a new one", "他"),
    ],
)
def test_a_kind_is_one_character_with_its_words(kind, mark):
    html = rendered('<c-kind value="{{ kind }}" />', kind=kind)
    assert f">{mark}</span>" in html
    assert "title=" in html


def test_every_kind_of_organisation_has_its_mark():
    from lianjian.ground.organisations.models import Kind
    from lianjian.ground.ui.marks import KINDS

    assert set(KINDS) == set(Kind.values)


def test_every_tab_role_is_a_villages_role():
    from lianjian.ground.accounts.roles import OF_A_VILLAGE
    from lianjian.ground.ui.navigation import TAB_ROLES

    assert TAB_ROLES == OF_A_VILLAGE


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('value="20" comparator="≥" unit="万人次"', ["≥", "至少", "20", "万人次"]),
        ('value="20" comparator="约"', ["约", "20"]),
        ('value="" comparator="unknown"', ["未知"]),
        (':value="None"', ["未知"]),
        (':value="1234567"', ["1,234,567"]),
        (':value="0"', [">0<"]),
    ],
)
def test_a_figure_carries_its_honesty(attributes, shown):
    html = rendered(f"<c-num {attributes} />")
    assert all(words in html for words in shown), html


def test_stated_and_counted_say_what_has_not_been_reported():
    html = rendered('<c-stated :stated="12" :counted="1" />')
    assert "陈述 12，数到 1，还有 11 未报" in html


def test_stated_and_counted_do_not_divide_by_an_unknown():
    assert "陈述数未知，数到 3" in rendered('<c-stated :stated="None" :counted="3" />')


def test_the_four_principles_keep_their_order_and_their_sentences():
    reasons = {
        "relevance": {"score": 1_000_000, "text": "都能给", "grade": 2},
        "willingness": {"score": 0, "text": "村里愿意", "grade": 0},
    }
    html = rendered('<c-four :reasons="reasons" />', reasons=reasons)
    assert html.index("动力") < html.index("村里愿意") < html.index("关联") < html.index("都能给")
    assert 'width="100" height="8" rx="1"/></svg>' in html


@pytest.mark.parametrize("reasons", [None, {}, "nothing"])
def test_no_reasons_make_no_bars(reasons):
    assert "<dt>" not in rendered('<c-four :reasons="reasons" />', reasons=reasons)


def test_a_bar_never_leaves_its_track():
    assert 'width="100"' in rendered('<c-bar :value="30" :max="10" label="x" />')
    assert 'width="0"' in rendered('<c-bar :value="3" :max="0" label="x" />')


class Need(forms.Form):
    title = forms.CharField(label="名称", help_text="写清楚")
    until = forms.DateField(label="截至", required=False)
    at = forms.DateTimeField(label="时间", required=False)
    state = forms.ChoiceField(label="状态", choices=[("a", "甲")], widget=forms.RadioSelect)
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_form_carries_its_token_its_key_and_all_its_fields():
    html = rendered('<c-form :form="form" action="/x" submit="保存" draft="need" />', form=Need())
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'name="_key" value="' in html
    assert 'data-draft="need"' in html
    assert html.count('name="secret"') == 1
    for name in ("title", "until", "at", "state", "note"):
        assert f'name="{name}"' in html, name


def test_two_forms_have_two_keys_and_a_given_key_is_kept():
    html = rendered('<c-verb url="/a" label="a" /><c-verb url="/b" label="b" />')
    keys = [part.split('"')[0] for part in html.split('name="_key" value="')[1:]]
    assert len(set(keys)) == 2
    assert all(len(key) >= 24 for key in keys)
    assert 'name="_key" value="mine"' in rendered('<c-verb url="/a" label="a" key="mine" />')


def test_a_form_that_asks_carries_neither_token_nor_key():
    html = rendered('<c-form method="get" submit="查看">x</c-form>')
    assert "csrf" not in html
    assert "_key" not in html


def test_a_date_gets_the_browsers_calendar_and_the_value_it_understands():
    day, moment = dt.date(2026, 9, 16), dt.datetime(2026, 9, 16, 8, 30)
    html = rendered('<c-form :form="form" />', form=Need(initial={"until": day, "at": moment}))
    assert 'type="date"' in html
    assert 'value="2026-09-16"' in html
    assert 'type="datetime-local"' in html
    assert 'value="2026-09-16T08:30"' in html


class Upload(forms.Form):
    file = forms.FileField()


def test_an_upload_box_says_that_the_system_is_not_for_secrets():
    assert "本系统为非涉密系统" in rendered('<c-form :form="form" />', form=Upload())
    assert "本系统为非涉密系统" not in rendered('<c-form :form="form" />', form=Need())


def test_a_file_can_be_dropped_into_the_box_of_every_form():
    html = rendered('<c-form :form="form" />', form=Upload())
    assert "data-upload" in html
    assert html.count('type="file"') == 1
    assert "data-upload" not in rendered('<c-form :form="form" />', form=Need())


def test_what_the_calendar_sends_is_understood():
    form = Need({"title": "x", "state": "a", "until": "2026-09-16", "at": "2026-09-16T08:30"})
    assert form.is_valid(), form.errors


def test_an_error_is_named_at_the_top_and_described_at_its_field():
    form = Need({"until": "soon"})
    html = rendered('<c-form :form="form" />', form=form)
    assert '<a href="#id_title">名称' in html
    assert 'aria-describedby="id_title_help id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_until_error"' in html


def test_every_described_by_points_at_something():
    import re

    html = rendered('<c-form :form="form" />', form=Need({}))
    for ids in re.findall(r'aria-describedby="([^"]*)"', html):
        for one in ids.split():
            assert f'id="{one}"' in html, one


def test_a_qr_code_has_no_style_attribute_and_says_what_it_is():
    html = rendered('<c-qr text="https://example.org/verify/7K3M" label="核验" />')
    assert "style=" not in html
    assert 'role="img" aria-label="核验"' in html


def test_a_qr_code_reads_back():
    """Rebuilt from the drawing, the modules are those of the code itself."""
    import re

    import segno

    text = "https://example.org/verify/7K3M-92QX-4DTA"
    html = rendered('<c-qr text="{{ text }}" />', text=text)
    dark = {
        (int(x) + step, int(y))
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", html)
        for step in range(int(run))
    }
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=4))
    assert dark == {(x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one}


@time_machine.travel("2026-09-16 09:00 +0800")
def test_dates_are_written_as_people_write_them():
    assert rendered("{{ day|day }}", day=dt.date(2026, 3, 1)) == "3 月 1 日"
    assert rendered("{{ day|day }}", day=dt.date(2025, 3, 1)) == "2025 年 3 月 1 日"
    late = dt.datetime(2026, 9, 15, 17, 5, tzinfo=dt.UTC)
    assert rendered("{{ at|when }}", at=late) == "9 月 16 日 01:05"
    assert 'datetime="2026-09-16T01:05+08:00"' in rendered('<c-when :value="at" />', at=late)
    with translation.override("en"):
        assert rendered("{{ day|day }}", day=dt.date(2025, 3, 1)) == "1 Mar 2025"
    assert rendered('<c-date :value="none" />', none=None) == ""


def test_what_waits_is_one_line_with_one_touch():
    matter = Matter("冷链库设备到了没有", "/there", "答一下", "going")
    html = rendered('<c-matters :items="items" />', items=[matter])
    assert html.count("<a ") == 1
    assert 'href="/there"' in html
    assert 'data-s="going"' in html


def test_a_component_does_not_pick_up_its_neighbours_words():
    """A page's own ``title``, ``note`` and ``label`` are not a card's."""
    html = rendered("<c-card>x</c-card>", title="漏了", note="漏了", label="漏了", actions="漏了")
    assert "漏了" not in html


def test_no_component_has_an_inline_style_or_handler():
    import re
    from pathlib import Path

    folder = Path(__file__).parents[1] / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\s(style|on[a-z]+)=", text), path.name
        assert "<script>" not in text, path.name
