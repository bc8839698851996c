"""Two people have one text open: nobody's word is lost, and nobody confirms what they never saw."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.campaigns import Reporter
from tests.cast import World

from lianjian.beside.intake import seen, selectors, services
from lianjian.beside.intake.models import Fact, Submission
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .fact_makers import a_fact, a_text, confirmed

pytestmark = [pytest.mark.django_db(transaction=True)]

EVERYTHING = Scope.of_everything()


@pytest.fixture
def text(world: World) -> Submission:
    a_branch(world.stone)
    return a_text(world.lin)


@pytest.fixture
def fact(text: Submission) -> Fact:
    return a_fact(text)


def sent(client: Client, fact: Fact, **words: str) -> Any:
    """The edit form of a fact as its page shows it, with other words in some cells."""
    page = client.get(reverse("intake:submission", args=[fact.submission_id])).content.decode()
    found = re.findall(rf'<input[^>]*name="((?:initial-)?f{fact.pk}-[a-z_]+)"[^>]*>', page)
    values = dict.fromkeys(found, "")
    for tag in re.findall(rf'<input[^>]*name="(?:initial-)?f{fact.pk}-[^>]*>', page):
        name, value = (re.search(rf'{at}="([^"]*)"', tag) for at in ("name", "value"))
        values[name[1] if name else ""] = value[1] if value else ""
    return {**values, **{f"f{fact.pk}-{name}": said for name, said in words.items()}}


def edits(client: Client, fact: Fact, form: dict[str, str]) -> Any:
    return client.post(reverse("intake:edit", args=[fact.submission_id, fact.pk]), form)


def says_now(fact: Fact) -> dict[str, str]:
    values: dict[str, str] = Fact.get_within(EVERYTHING, pk=fact.pk).values
    return values


def titles() -> set[str]:
    return set(Need.within(EVERYTHING).values_list("title", flat=True))


def test_what_two_write_into_different_cells_is_kept(world: World, fact: Fact):
    lin, mei = world.lin.client(), world.mei.client()
    first, second = sent(lin, fact, title="两名技术员"), sent(mei, fact, quantity="两名")
    assert edits(lin, fact, first).status_code == 302
    assert edits(mei, fact, second).status_code == 302
    assert says_now(fact)["title"] == "两名技术员"
    assert says_now(fact)["quantity"] == "两名"


def both_write_into_one_cell(world: World, fact: Fact) -> tuple[Any, Any]:
    lin, mei = world.lin.client(), world.mei.client()
    first, second = sent(lin, fact, title="村里写的"), sent(mei, fact, title="县里写的")
    return edits(lin, fact, first), edits(mei, fact, second)


def test_of_two_who_write_into_one_cell_the_second_is_told_both(
    world: World, fact: Fact, campaign: Reporter
):
    first, second = both_write_into_one_cell(world, fact)
    assert (first.status_code, second.status_code) == (302, 409)
    assert says_now(fact)["title"] == "村里写的"
    page = second.content.decode()
    assert "村里写的" in page
    assert "县里写的" in page
    campaign(
        "T5",
        "two editors of one line of a text",
        size=3,
        control="a form that forgets what it showed loses the first word",
        outcome="other cells kept; the same cell: 409 with both texts",
    )


def test_control_a_form_that_forgets_what_it_showed_loses_the_first_word(
    world: World, fact: Fact, monkeypatch: pytest.MonkeyPatch
):
    from lianjian.beside.intake.forms import LineForm

    monkeypatch.setattr(LineForm, "over", lambda form, _fact: form.cleaned_data)
    _first, second = both_write_into_one_cell(world, fact)
    assert second.status_code == 302
    assert says_now(fact)["title"] == "县里写的"


def test_an_edit_of_what_was_read_before_another_one_is_refused(world: World, fact: Fact):
    """Both passed every look at the row beforehand."""
    read = selectors.fact(fact.submission, fact.pk)
    services.edit(
        world.lin.actor, submission=fact.submission, fact=fact, values={"title": "村里写的"}
    )
    with pytest.raises(Overtaken):
        services.edit(
            world.mei.actor, submission=fact.submission, fact=read, values={"title": "县里写的"}
        )
    assert says_now(fact)["title"] == "村里写的"


def test_a_confirmation_of_what_was_read_before_an_edit_is_refused(world: World, fact: Fact):
    services.edit(world.lin.actor, submission=fact.submission, fact=fact, values={"title": "一"})
    read = selectors.fact(fact.submission, fact.pk)
    services.edit(world.lin.actor, submission=fact.submission, fact=fact, values={"title": "二"})
    with pytest.raises(Overtaken):
        services.confirm(world.mei.actor, submission=fact.submission, facts=[read])
    assert not titles() & {"一", "二"}


def confirm_after_an_edit(world: World, fact: Fact) -> Any:
    """Mei has the page open, Lin writes other words, Mei confirms."""
    mei = world.mei.client()
    page = mei.get(reverse("intake:submission", args=[fact.submission_id])).content.decode()
    shown = re.findall(rf'name="fact" value="({fact.pk}[.0-9]*)"', page)
    services.edit(
        world.lin.actor, submission=fact.submission, fact=fact, values={"title": "三名技术员"}
    )
    return mei.post(reverse("intake:confirm", args=[fact.submission_id]), {"fact": shown})


def test_who_confirms_what_another_has_edited_meanwhile_is_told_both(world: World, fact: Fact):
    answer = confirm_after_an_edit(world, fact)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "果树修剪的技术员" in page
    assert "三名技术员" in page
    assert titles() == set()


def test_control_without_a_look_at_what_was_seen_something_else_is_confirmed(
    world: World, fact: Fact, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(seen, "must_be_seen", lambda _facts, _shown: None)
    assert confirm_after_an_edit(world, fact).status_code == 302
    assert titles() == {"三名技术员"}


def test_one_alone_is_confirmed_as_it_was_seen_too(world: World, fact: Fact):
    url = reverse("intake:confirm_one", args=[fact.submission_id, fact.pk])
    services.edit(world.lin.actor, submission=fact.submission, fact=fact, values={"title": "一"})
    assert world.mei.client().post(url, {"version": "0"}).status_code == 409
    assert world.mei.client().post(url, {"version": "1"}).status_code == 302
    assert titles() == {"一"}


def test_words_that_were_changed_and_changed_back_are_what_was_seen(world: World, fact: Fact):
    was = fact.values["title"]
    for said in ("一", was):
        services.edit(
            world.lin.actor, submission=fact.submission, fact=fact, values={"title": said}
        )
    url = reverse("intake:confirm_one", args=[fact.submission_id, fact.pk])
    assert world.mei.client().post(url, {"version": "0"}).status_code == 302


def test_what_is_no_longer_there_is_not_left_out_in_silence(world: World, fact: Fact):
    """The text was read once more: its lines are others now."""
    url = reverse("intake:confirm", args=[fact.submission_id])
    answer = world.mei.client().post(url, {"fact": [f"{fact.pk}.0", f"{fact.pk + 1}.0"]})
    assert answer.status_code == 409
    assert titles() == set()


def test_what_was_taken_back_says_what_it_said(world: World, fact: Fact):
    services.edit(world.lin.actor, submission=fact.submission, fact=fact, values={"title": "一"})
    done = confirmed(world.mei, fact)
    services.take_back(world.mei.actor, submission=done.submission, fact=done)
    assert (says_now(fact)["title"], done.version) == ("一", 1)


def test_where_it_was_published_is_not_overwritten_in_silence(world: World, text: Submission):
    url = reverse("intake:read_again", args=[text.pk])
    services.read_again(
        world.lin.actor, submission=text, outlet="示例日报", published_on=None, accepted=()
    )
    services.keep(
        world.lin.actor,
        submission=selectors.one(world.lin.scope, text.pk),
        understood=_the_same(text),
    )
    form = {
        "outlet": "示例晚报",
        "initial-outlet": "",
        "published_on": "",
        "initial-published_on": "",
    }
    answer = world.mei.client().post(url, form)
    assert answer.status_code == 409
    assert "示例日报" in answer.content.decode()
    assert selectors.one(world.lin.scope, text.pk).outlet == "示例日报"


def _the_same(text: Submission) -> Any:
    from .fact_makers import understood

    return understood(text.text, outlet="示例日报")


def test_a_page_that_names_no_version_showed_what_the_text_said(
    world: World, text: Submission, fact: Fact
):
    services.edit(world.lin.actor, submission=text, fact=fact, values={"title": "别的"})
    now = Fact.get_within(EVERYTHING, pk=fact.pk)
    with pytest.raises(Overtaken):
        seen.must_be_seen([now], seen.versions([str(fact.pk)]))


def test_a_number_that_no_key_has_is_no_fact():
    assert seen.versions(["9" * 5000, "7." + "9" * 5000]) == {7: 0}


def test_while_a_text_is_read_once_more_nobody_edits_what_goes(
    world: World, text: Submission, fact: Fact
):
    by = world.lin.actor
    services.read_again(by, submission=text, outlet="", published_on=None, accepted=[])
    for verb in (services.edit, services.reject, services.take_up_fact):
        more = {"values": {"title": "别的"}} if verb is services.edit else {}
        with pytest.raises(Invalid):
            verb(by, submission=text, fact=fact, **more)
    assert says_now(fact) == fact.values
