"""What others did lately, one entry a record: from the journal, inside the reader's scope."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Character, World

from lianjian.chain.accords import services
from lianjian.ground.core import clock
from lianjian.ground.journal import news, telling

from . import makers


def told(who: Character, days: int = 7) -> list[news.Entry]:
    return news.news_for(who.actor, days=days)


def verbs(entry: news.Entry) -> dict[str, int]:
    return {one.last.verb: one.times for one in entry.happenings}


def test_a_party_hears_of_its_accord_in_one_entry(world: World):
    setting = makers.three_parties(world, members=2, quorum=2)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[1:])
    (entry,) = told(world.lin)
    assert entry.url == reverse("accords:accord", args=[accord.pk])
    assert verbs(entry)["accords.sign"] == 3
    assert next(iter(verbs(entry))) == "accords.sign", "the newest comes first"


def test_what_somebody_did_themselves_is_no_news_to_them(world: World):
    accord = makers.opened(makers.three_parties(world))
    makers.sign(world.lin, accord)
    assert "accords.sign" not in {verb for entry in told(world.lin) for verb in verbs(entry)}
    assert "accords.sign" in {verb for entry in told(world.mei) for verb in verbs(entry)}


def test_a_text_that_was_sent_back_says_why(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _member = makers.place_of(world.wen.actor, accord)
    services.send_back(world.wen.actor, party=party, reason="第二条写得不清楚")
    (entry,) = told(world.mei)
    (sent_back,) = [one for one in entry.happenings if one.last.verb == "accords.send_back"]
    assert sent_back.last.why == "第二条写得不清楚"
    history = telling.history_of(makers.seen(accord))
    assert [line.why for line in history if line.verb == "accords.send_back"] == [
        "第二条写得不清楚"
    ]


def test_nobody_hears_of_what_they_may_not_see(world: World):
    draft = makers.a_draft(makers.three_parties(world))
    assert told(world.lin) == []
    assert told(world.hao) == []
    services.consult(world.mei.actor, accord=draft)
    assert len(told(world.lin)) == 1
    assert told(world.hao) == []


def test_control_without_the_scope_the_next_county_would_hear_it(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    makers.in_consultation(makers.three_parties(world))
    real = news._wholes
    monkeypatch.setattr(news, "_wholes", lambda _scope, lines: real(makers.ALL, lines))
    assert told(world.hao) != []


def test_old_news_is_no_news(world: World):
    makers.in_consultation(makers.three_parties(world))
    with time_machine.travel(clock.now() + dt.timedelta(days=8), tick=False):
        assert told(world.lin) == []
        assert len(told(world.lin, days=30)) == 1


def test_the_page_shows_a_day_at_a_time_and_today_names_the_newest(world: World):
    makers.in_consultation(makers.three_parties(world))
    client = world.lin.client()
    page = client.get(reverse("journal:news"))
    assert [len(entries) for _day, entries in page.context["days"]] == [1]
    assert client.get(reverse("journal:news"), {"days": "x"}).context["chosen"] == 7
    assert reverse("journal:lately") in client.get(reverse("today")).content.decode()
    assert len(client.get(reverse("journal:lately")).context["entries"]) == 1


def test_it_takes_as_few_questions_for_many_records_as_for_one(
    world: World, django_assert_max_num_queries
):
    makers.in_consultation(makers.three_parties(world))
    with CaptureQueriesContext(connection) as few:
        told(world.lin)
    for _ in range(4):
        makers.in_consultation(makers.three_parties_again(world))
    with django_assert_max_num_queries(len(few)):
        assert len(told(world.lin)) == 5
