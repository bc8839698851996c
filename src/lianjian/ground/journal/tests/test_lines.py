from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone
from tests import makers
from tests.cast import Character

from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Allowed
from lianjian.ground.journal import telling

ADDRESS = "/journal/"


@command("journal.for_a_test", policy=lambda _actor, **_rest: Allowed())
def do_something(actor: Actor, *, to: models.Model, note: str = "") -> models.Model:
    return to


def auditor(world) -> Character:
    return Character(makers.a_post(Role.AUDITOR, division=world.county))


def test_it_has_an_address():
    assert reverse("journal:lines") == ADDRESS


def test_it_shows_the_coordinator_what_was_done_in_their_area(world):
    do_something(world.lin.actor, to=world.stone)
    page = world.mei.client().get(ADDRESS)
    assert page.status_code == 200
    assert [line.subject for line in page.context["told"]] == [
        f"organisations.organisation:{world.stone.pk}"
    ]


def test_it_names_the_record_as_people_call_it(world):
    do_something(world.lin.actor, to=world.stone)
    assert f">单位 {world.stone.pk}<" in world.mei.client().get(ADDRESS).content.decode()
    (line,) = world.mei.client().get(ADDRESS).context["told"]
    for unknown in ("", "gone.model:3", "nonsense"):
        assert dataclasses.replace(line, subject=unknown).about == unknown


def test_it_shows_the_auditor_the_same(world):
    do_something(world.lin.actor, to=world.stone)
    assert len(auditor(world).client().get(ADDRESS).context["told"]) == 1


def test_it_shows_the_next_county_nothing_of_it(world):
    do_something(world.lin.actor, to=world.stone)
    assert world.hao.client().get(ADDRESS).context["told"] == []


def test_it_denies_a_village_and_says_who_reads_it(world):
    page = world.lin.client().get(ADDRESS)
    assert page.status_code == 403


def test_it_sends_whoever_has_not_signed_in_to_the_sign_in_page(client, world):
    assert client.get(ADDRESS).status_code == 302


def test_it_is_never_written_to_by_a_form(world):
    assert world.mei.client().post(ADDRESS, {"seq": 1}).status_code in (200, 405)


def test_it_narrows_by_verb(world):
    do_something(world.lin.actor, to=world.stone)
    client = world.mei.client()
    assert len(client.get(ADDRESS, {"verb": "journal.for_a_test"}).context["told"]) == 1
    others = client.get(ADDRESS, {"verb": "registry.register_branch"}).context["told"]
    assert others == []


def test_it_narrows_by_whole_days_where_the_county_is(world):
    do_something(world.lin.actor, to=world.stone)
    today = timezone.localdate()
    client = world.mei.client()

    def found(**days: dt.date) -> int:
        asked = {key.strip("_"): day.isoformat() for key, day in days.items()}
        return len(client.get(ADDRESS, asked).context["told"])

    assert found(from_=today, to=today) == 1
    assert found(to=today - dt.timedelta(days=1)) == 0
    assert found(from_=today + dt.timedelta(days=1)) == 0


@pytest.mark.parametrize("day", ["2024-02-31", "yesterday", "9" * 40])
def test_a_day_that_does_not_exist_is_no_filter(world, day):
    do_something(world.lin.actor, to=world.stone)
    assert len(world.mei.client().get(ADDRESS, {"from": day}).context["told"]) == 1


def test_it_names_the_post_and_not_the_person(world):
    do_something(world.lin.actor, to=world.stone)
    (line,) = telling.history_of(world.stone)
    assert str(world.lin.post) == line.who
    assert world.lin.post.person.name not in line.who


def test_a_record_tells_its_own_history_oldest_first(world):
    do_something(world.lin.actor, to=world.stone)
    do_something(world.mei.actor, to=world.stone)
    do_something(world.mei.actor, to=world.university)
    assert [line.who for line in telling.history_of(world.stone)] == [
        str(world.lin.post),
        str(world.mei.post),
    ]


def test_telling_costs_the_same_for_one_line_and_for_many(world, django_assert_num_queries):
    for _each in range(5):
        do_something(world.lin.actor, to=world.stone)
    with django_assert_num_queries(2):
        assert len(telling.history_of(world.stone)) == 5


def test_a_verb_without_words_is_shown_as_itself():
    assert telling.word_for("nobody.knows") == "nobody.knows"


def test_the_export_holds_the_digests(world):
    do_something(world.lin.actor, to=world.stone)
    answer = world.mei.client().get(ADDRESS, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "journal.for_a_test" in text
