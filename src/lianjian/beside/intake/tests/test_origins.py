"""A record says which sentence of which text it comes from, to whoever may see that text."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from tests.cast import Character, World

from lianjian.beside.intake import originating, policy, selectors, services
from lianjian.beside.intake.models import Fact, Origin, Submission
from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.origins import origins_of
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid

from .fact_makers import a_fact, a_text, confirmed, understood
from .makers import read

pytestmark = [pytest.mark.django_db(transaction=True)]

MIGRATIONS = "lianjian.beside.intake.migrations"
EVERYTHING = Scope.of_everything()
SENTENCE = "村里缺果树修剪的技术员。"
TEXT = f"老果园有了新朋友。{SENTENCE}专家下周再来。"


def marked(text: str, words: str = "果树修剪的技术员", number: int = 1) -> Mapping[str, Any]:
    """What a reader says of these words of a text."""
    at = text.index(words)
    return {
        "number": number, "kind": "need", "start": at, "end": at + len(words),
        "raw": [at, at + len(words)], "text": words, "value": None, "unit": "", "comparator": "",
        "modality": "", "subject": "", "more": {},
    }  # fmt: skip


@pytest.fixture
def text(world: World) -> Submission:
    a_branch(world.stone)
    return a_text(world.lin, TEXT, marks=[marked(TEXT)])


@pytest.fixture
def fact(world: World, text: Submission) -> Fact:
    return confirmed(world.lin, a_fact(text, marks=[1]))


def the_need() -> Need:
    found = Need.within(EVERYTHING).get()
    assert isinstance(found, Need)
    return found


def page_of(by: Character, need: Need) -> str:
    answer = by.client().get(reverse("exchange:need", args=[need.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_record_shows_the_sentence_and_leads_to_its_place(world: World, fact: Fact):
    page = page_of(world.mei, the_need())
    assert SENTENCE in page
    assert f"/reports/{fact.submission_id}#r{fact.number}" in page
    assert "录入自" in page


def test_a_record_that_no_text_made_says_nothing(world: World):
    a_branch(world.stone)
    assert origins_of(world.mei.actor, world.stone) == []


def test_who_may_not_see_the_text_does_not_see_its_sentence(world: World, fact: Fact):
    """The next county's coordinator sees the branch's need on the board, and not the text."""
    need = the_need()
    assert origins_of(world.mei.actor, need)
    assert origins_of(world.hao.actor, need) == []
    answer = world.hao.client().get(reverse("exchange:need", args=[need.pk]))
    assert SENTENCE not in answer.content.decode()


def test_control_without_a_scope_everybody_would_be_told(
    world: World, fact: Fact, monkeypatch: pytest.MonkeyPatch
):
    class Blind:
        """Asks for all there is, whoever asks."""

        @staticmethod
        def within(_scope: Scope) -> Any:
            return Origin.within(EVERYTHING)

    monkeypatch.setattr(originating, "Origin", Blind)
    assert [one.sentence for one in origins_of(world.hao.actor, the_need())] == [SENTENCE]


def test_who_has_the_place_in_view_and_no_texts_is_told_nothing(
    world: World, fact: Fact, monkeypatch: pytest.MonkeyPatch
):
    """Whoever the page of the text is refused to."""
    monkeypatch.setattr(policy, "WRITERS", frozenset())
    assert origins_of(world.mei.actor, the_need()) == []


def test_it_is_still_there_when_it_can_no_longer_be_taken_back(world: World, fact: Fact):
    services.forget(system("a test"), before=clock.now(), undone_before=clock.now())
    assert Fact.within(EVERYTHING).get(pk=fact.pk).trace == {}
    assert [one.sentence for one in origins_of(world.mei.actor, the_need())] == [SENTENCE]


def test_it_goes_when_the_confirmation_is_taken_back(world: World, fact: Fact):
    services.take_back(world.lin.actor, submission=fact.submission, fact=fact)
    assert not Origin.within(EVERYTHING).exists()


def test_taken_back_and_confirmed_again_it_is_there_once(world: World, fact: Fact):
    services.take_back(world.lin.actor, submission=fact.submission, fact=fact)
    confirmed(world.lin, selectors.fact(fact.submission, fact.pk))
    assert len(origins_of(world.mei.actor, the_need())) == 1


def test_what_can_no_longer_be_taken_back_knows_where_it_comes_from(world: World, text: Submission):
    one = confirmed(world.lin, a_fact(text, marks=[1]))
    need = the_need()
    exchange.amend(world.mei.actor, listing=need, title="三名技术员")
    with pytest.raises(Invalid):
        services.take_back(world.lin.actor, submission=text, fact=one)
    assert [found.sentence for found in origins_of(world.mei.actor, need)] == [SENTENCE]


def test_a_text_read_once_more_leaves_every_fact_at_its_words(world: World, text: Submission):
    """The numbers of the words are others now: one more is read before them."""
    done, edited = confirmed(world.lin, a_fact(text, marks=[1])), a_fact(text, marks=[1])
    services.edit(world.lin.actor, submission=text, fact=edited, values={"title": "两名技术员"})
    services.read_again(world.lin.actor, submission=text, outlet="", published_on=None, accepted=())
    again = understood(TEXT, marks=[marked(TEXT, "老果园", 1), marked(TEXT, number=2)])
    services.keep(
        world.lin.actor, submission=selectors.one(world.lin.scope, text.pk), understood=again
    )
    assert [selectors.fact(text, one.pk).marks for one in (done, edited)] == [[2], [2]]


def test_a_text_really_read_says_its_sentence(world: World):
    """With the text engine and the rooms that read."""
    a_branch(world.stone)
    text = read(world.mei)
    need = next(one for one in selectors.facts(text) if one.kind == "needs")
    services.confirm(world.mei.actor, submission=text, facts=[need])
    assert [one.sentence for one in origins_of(world.mei.actor, the_need())] == [SENTENCE]


def test_what_was_confirmed_before_gets_its_sentence_as_long_as_it_can_be_taken_back(
    world: World, text: Submission, fact: Fact
):
    migration = import_module(f"{MIGRATIONS}.0006_records_of_before_get_their_sentence")
    told = origins_of(world.mei.actor, the_need())
    with scope_lifted("as it was before"):
        Origin.objects.all().delete()
        Fact.objects.update(quote="")
        migration.forwards(apps, None)
    assert origins_of(world.mei.actor, the_need()) == told
