"""T14: what somebody pastes is read by others and never runs, and what is said of it neither."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import base
from django.test import Client

from lianjian.beside.intake import services
from lianjian.beside.intake.models import Submission
from lianjian.beside.intake.tests import fact_makers as intake
from lianjian.beside.intake.tests.makers import read
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scoped import scope_lifted
from tests.campaigns import Reporter
from tests.cast import World
from tests.sizes import size

from .payloads import ALARM, PAYLOADS, looked_at

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

VIEWS = ("clean", "raw", "both")
LISTS = ("/reports/", "/reports/?page=2", "/reports/?q=来稿")
"""Not by the alarm: the next page is reached by an address that holds what was asked for."""
SAID_IN = 18
"""Places that one payload is written to at once."""


def chosen() -> tuple[str, ...]:
    """Some in ``./check``, all of them under ``--long``."""
    return PAYLOADS[:: size(6, long=1)]


def pasted(world: World, payload: str) -> Submission:
    """A text that says it everywhere: what was written, repaired, read, asked, answered, edited."""
    raw = f"来稿{payload}\n石桥村{payload}"
    end = 2 + len(payload)
    edit: dict[str, Any] = {
        "kind": "byte-shift", "raw": [2, end], "clean": [2, end], "before": payload,
        "after": payload, "why": payload, "candidates": [payload, f"{payload} "],
    }  # fmt: skip
    doubt = {"kind": "lost", "raw": [end, end + 2], "clean": [end, end + 2], "text": payload}
    mark = {
        "number": 1, "kind": "sentence", "start": end + 1, "end": end + 4, "text": "石桥村",
        "value": None, "unit": payload, "comparator": "", "modality": "done", "subject": payload,
        "more": {"name": payload},
    }  # fmt: skip
    text = intake.a_text(
        world.lin,
        raw,
        title=payload,
        outlet=payload,
        name=f"{payload}.txt",
        marks=[mark],
        repairs={"edits": [edit], "offers": [edit], "doubts": [{**doubt, "why": payload}]},
    )
    services.ask(world.mei.actor, submission=text, question=payload)
    more: dict[str, Any] = {
        "doubt": payload,
        "marks": [1],
        "beside": [payload],
        "asks": {"quantity": payload},
    }
    fact = intake.a_fact(text, {**intake.A_NEED, "title": payload, "area": payload}, **more)
    intake.a_fact(text, {"village": payload}, refused=payload, state="refused", kept=[])
    intake.a_fact(text, {"title": payload}, state="rejected")
    kept = [{"title": payload, "name": payload, "why": payload}]
    intake.a_fact(text, {"title": payload}, state="confirmed", kept=kept)
    intake.a_fact(text, {"title": payload}, standing="others", wrong={"": payload})
    said = {"title": payload, "detail": payload, "area": payload}
    services.edit(world.lin.actor, submission=text, fact=fact, values=said)
    with scope_lifted("a maker"):
        Submission.objects.filter(pk=text.pk).update(notes=[payload], why=payload)
    return text


def alive(client: Client, *addresses: str) -> tuple[list[str], int]:
    """Where the alarm is more than words, and how often it is read."""
    found, words = [], 0
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen = looked_at(answer.content.decode())
        found += [f"{address} {where}" for where in seen.found]
        words += seen.read
    return found, words


def views_of(text: Submission) -> list[str]:
    return [f"/reports/{text.pk}?as={view}" for view in VIEWS]


def test_nothing_that_was_pasted_is_alive_in_any_page(world: World, campaign: Reporter):
    a_branch(world.stone)
    lin, mei = world.lin.client(), world.mei.client()
    texts = [pasted(world, payload) for payload in chosen()]
    for payload, text in zip(chosen(), texts, strict=True):
        found, words = alive(lin, *views_of(text))
        assert found == [], payload
        assert words > 3 * SAID_IN / 2, payload
        services.answer(world.lin.actor, submission=text, question=payload.strip(), answer=payload)
        assert alive(mei, views_of(text)[0])[0] == [], payload
    for client in (lin, mei):
        found, words = alive(client, *LISTS, "/today")
        assert found == []
        assert words >= len(texts)
    campaign(
        "T14",
        "payloads in all that is pasted into a report or said of one, in every page that shows it",
        size=len(chosen()) * SAID_IN,
        control="without escaping it is found; so is what is alive in a page of ours",
        outcome="never alive",
    )


def test_a_text_of_payloads_that_is_repaired_and_read_is_not_alive_either(world: World):
    """The repair takes marks of web pages out and reads their signs: it must not make any."""
    text = read(world.lin, "\n".join(PAYLOADS), name="报告.txt", outlet=PAYLOADS[0])
    assert text.state == "read"
    found, words = alive(world.lin.client(), *views_of(text), "/reports/", "/today")
    assert found == []
    assert words > len(PAYLOADS)


@pytest.mark.parametrize("before", ["", "<!DOCTYPE html><html><body><p>石桥村签约"])
def test_the_source_of_a_page_is_pasted_like_anything_else(world: World, before: str):
    """It was refused for a name that nobody had given it."""
    text = read(world.lin, f"{before}<body onload={ALARM}()>石桥村签约")
    assert text.state == "read"
    assert ("签约" in text.text, ALARM in text.text) == (True, False)
    assert alive(world.lin.client(), *views_of(text))[0] == []


def test_what_came_is_given_back_as_a_file_and_never_shown(world: World):
    text = pasted(world, PAYLOADS[2])
    answer = world.lin.client().get(f"/reports/{text.pk}/file")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert not set('<>"\r\n') & set(answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_that_comes_back_with_errors_shows_it_as_words(world: World):
    lin = world.lin.client()
    for payload in chosen():
        form = {"text": payload, "outlet": payload * 9, "published_on": payload}
        answer = lin.post("/reports/hand-in", form)
        assert answer.status_code == 422
        assert looked_at(answer.content.decode()).found == [], payload


def test_control_without_escaping_it_is_found(world: World, monkeypatch: pytest.MonkeyPatch):
    a_branch(world.stone)
    text = pasted(world, PAYLOADS[0])
    monkeypatch.setattr(base, "conditional_escape", lambda text: text)
    found, _words = alive(world.lin.client(), *views_of(text))
    assert found != []


@pytest.mark.parametrize(
    "page",
    [
        f"<p><script>{ALARM}()</script>",
        f"<p onclick='{ALARM}()'>",
        f"<a href='javascript:{ALARM}()'>",
        f"<p {ALARM}>",
        f"<style>{ALARM}</style>",
        f"<div hx-get='{ALARM}'>",
        f"<!-- {ALARM} -->",
    ],
)
def test_control_what_is_alive_in_a_page_is_found(page: str):
    assert looked_at(page).found
    assert looked_at(f"<p title='{ALARM}'>{ALARM}").found == []
