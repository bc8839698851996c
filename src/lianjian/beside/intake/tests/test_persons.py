"""T18: whom a text names stays with the text: no person is made of it, no journal tells of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.campaigns import Reporter
from tests.cast import World

from lianjian.beside.intake import selectors, services
from lianjian.beside.intake.models import Submission
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.models import Person
from lianjian.ground.core import canonical
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.jobs.models import Job, JobRun
from lianjian.ground.journal.append import as_checked
from lianjian.ground.journal.chain import Whole, check
from lianjian.ground.journal.models import Line

from . import fact_makers as makers
from .makers import done, read

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]
ALL = Scope.of_everything()
NAME, PHONE = "欧阳示例", "13912345678"
TEXT = (
    f"石桥村：{NAME}回村修果树\n"
    f"3月12日，石桥村党支部书记{NAME}（电话{PHONE}）请省农业大学的专家到村里看了果园。"
    f"“村里缺果树修剪的技术员。”{NAME}说。\n"
)
SAID = f"{NAME}，{PHONE}"
COMMANDS = {
    "intake.hand_in", "intake.keep", "intake.look", "intake.ask", "intake.answer", "intake.edit",
    "intake.confirm", "intake.take_back", "intake.reject", "intake.take_up_fact",
    "intake.read_again", "intake.put_aside", "intake.take_up",
}  # fmt: skip


def the_whole_way(world: World) -> Submission:
    """A text that names somebody, through everything that a person can do with one."""
    a_branch(world.stone)
    lin, mei = world.lin.actor, world.mei.actor
    text = read(world.lin, TEXT, name=f"{NAME}{PHONE}.txt", outlet=f"{NAME}的公众号")
    services.ask(mei, submission=text, question=f"{SAID}？")
    services.answer(lin, submission=text, question=f"{SAID}？", answer=SAID)
    fact = makers.a_fact(text)
    services.edit(lin, submission=text, fact=fact, values={"title": f"请{NAME}", "detail": SAID})
    makers.confirmed(world.lin, fact)
    services.take_back(lin, submission=text, fact=selectors.fact(text, fact.pk))
    services.reject(lin, submission=text, fact=selectors.fact(text, fact.pk))
    services.take_up_fact(lin, submission=text, fact=selectors.fact(text, fact.pk))
    makers.confirmed(world.lin, selectors.fact(text, fact.pk))
    text = selectors.one(lin.scope, text.pk)
    services.read_again(
        lin, submission=text, outlet=NAME, published_on=None, accepted=[(0, 3, NAME)]
    )
    done(text)
    text = selectors.one(lin.scope, text.pk)
    services.put_aside(lin, submission=text)
    return services.take_up(lin, submission=text)


def told() -> Iterator[tuple[str, str]]:
    """The verb and all else of every line that the journal has, and every job."""
    with scope_lifted("a test looks behind"):
        for line in Line.objects.values():
            yield line["verb"], str(line)
        for model in (Job, JobRun):
            for row in model._default_manager.values():
                yield model.__name__, str(row)


def hits() -> set[str]:
    """Where the person is named."""
    return {verb for verb, said in told() if NAME in said or PHONE in said}


def test_neither_the_journal_nor_a_job_names_whom_a_text_names(world: World, campaign: Reporter):
    the_whole_way(world)
    assert {verb for verb, _said in told()} >= COMMANDS
    assert hits() == set()
    with scope_lifted("a test looks behind"):
        assert isinstance(check(map(as_checked, Line.objects.order_by("seq"))), Whole)
    campaign(
        "T18",
        "whom a text names, in the journal and in the jobs, after all that can be done with it",
        size=len(COMMANDS),
        control="a journal that keeps personal values in the clear names them at six verbs",
        outcome="0 hits, and the journal verifies",
    )


def test_control_a_journal_that_keeps_personal_values_in_the_clear_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(canonical, "personal", canonical.plain)
    the_whole_way(world)
    assert hits() >= {
        "intake.hand_in",
        "intake.keep",
        "intake.ask",
        "intake.answer",
        "intake.edit",
        "intake.read_again",
    }


def test_nobody_becomes_a_person_of_the_product_by_being_named(world: World):
    before = Person.objects.count()
    text = the_whole_way(world)
    assert any(one["kind"] == "person" for one in text.marks)
    assert Person.objects.count() == before
    assert not Person.objects.filter(name__contains=NAME).exists()
