"""Each reader is told in their own language what waits beside a text."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.cast import Character, World

from lianjian.beside.intake import selectors, services, tongues
from lianjian.beside.intake.models import Submission
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.ui.language import COOKIE

from .fact_makers import a_fact, a_text, confirmed
from .makers import A_REPORT, facts, read

pytestmark = [pytest.mark.django_db(transaction=True)]

REFUSED = {"zh-hans": "只有百分比说明不了什么", "en": "A percentage alone says nothing"}
ASKED = {"zh-hans": "截至什么时候", "en": "Until when?"}


def page_of(by: Character, text: Submission, language: str) -> str:
    client = by.client()
    client.cookies[COOKIE] = language
    answer = client.get(reverse("intake:submission", args=[text.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("wrote", ["zh-hans", "en"])
def test_each_reader_reads_their_own_whoever_had_it_read(world: World, wrote: str):
    a_branch(world.stone)
    with override(wrote):
        text = read(world.mei)
    for language, other in (("zh-hans", "en"), ("en", "zh-hans")):
        page = page_of(world.mei, text, language)
        for said in (REFUSED, ASKED):
            assert said[language] in page
            assert said[other] not in page


def test_control_without_the_other_languages_an_english_reader_is_shown_chinese(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tongues, "others", list)
    a_branch(world.stone)
    assert REFUSED["zh-hans"] in page_of(world.mei, read(world.mei), "en")


def test_what_is_wrong_with_an_edited_line_is_said_in_both(world: World):
    a_branch(world.stone)
    text = a_text(world.mei)
    fact = a_fact(text)
    with override("en"):
        services.edit(world.mei.actor, submission=text, fact=fact, values={"village": "没有的村"})
    chinese, english = page_of(world.mei, text, "zh-hans"), page_of(world.mei, text, "en")
    kept = selectors.fact(text, fact.pk)
    assert kept.standing == "wrong"
    own, other = kept.wrong["village"], kept.said["en"]["wrong"]["village"]
    assert own != other
    assert (own in chinese, other in chinese) == (True, False)
    assert (own in english, other in english) == (False, True)


def test_what_was_read_before_is_shown_as_it_was_said(world: World):
    """Of texts of before there is one language."""
    text = a_text(world.mei)
    a_fact(text, doubt="这句话没有写明是谁的。")
    assert "这句话没有写明是谁的。" in page_of(world.mei, text, "en")


def test_why_a_file_cannot_be_read_is_said_in_both(world: World):
    text = read(world.mei, b"%PDF-1.4\n%broken", name="report.pdf")
    assert text.state == "unreadable"
    assert text.why in page_of(world.mei, text, "zh-hans")
    assert text.said["en"]["why"] != text.why
    assert text.said["en"]["why"] in page_of(world.mei, text, "en")


def test_the_same_lines_are_proposed_in_every_language(world: World):
    a_branch(world.stone)
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append([(one.kind, one.values) for one in facts(read(world.mei, A_REPORT))])
    assert found[0] == found[1]


def test_what_stays_when_it_is_taken_back_is_told_in_both(world: World):
    a_branch(world.stone)
    done = confirmed(world.mei, a_fact(a_text(world.mei)))
    with override("en"):
        services.take_back(world.mei.actor, submission=done.submission, fact=done)
    assert selectors.fact(done.submission, done.pk).kept == []
