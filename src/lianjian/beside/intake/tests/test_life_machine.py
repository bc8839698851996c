"""T6: the lives of a text and of what it says, by their services: any order of verbs."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import invariant, rule
from tests.campaigns import Reporter
from tests.cast import World
from tests.lives.by_services import (
    ByServices,
    in_a,
    instead,
    must_be_found,
    run,
    size_of_a_part,
)
from tests.sizes import PARTS

from lianjian.beside.intake import services
from lianjian.beside.intake.life import FACT, SUBMISSION
from lianjian.beside.intake.models import Fact, Submission
from lianjian.chain.exchange.models import Need
from lianjian.chain.exchange.receiving import NEEDS
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.core.actors import system
from lianjian.ground.core.receives import Batch
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.traces import Trace
from lianjian.ground.core.verdicts import Refused

from . import fact_makers as makers
from .makers import handed_in

pytestmark = [pytest.mark.campaign, pytest.mark.once]
ALL = Scope.of_everything()
NEED = Need._meta.label


def made() -> set[int]:
    """The needs that there are: nothing but a fact makes one here."""
    return set(Need.within(ALL).values_list("pk", flat=True))


def named_by(fact: Fact) -> set[int]:
    """The needs that a fact's trace names."""
    return {int(key) for key in fact.trace.get("made", {}).get(NEED, {})}


class FactMachine(ByServices):
    """A need that a report of Stone Village tells of; its people, the town and the county."""

    life = FACT

    def begin(self) -> None:
        a_branch(self.world.stone)
        self.text = makers.a_text(self.world.lin)
        self.fact = makers.a_fact(self.text)
        self.state = "proposed"

    def now(self) -> Fact:
        return Fact.within(ALL).select_related("submission__file").get(pk=self.fact.pk)

    def who(self, by: int) -> Any:
        return (self.world.lin, self.world.mei, self.world.tao, self.world.xu)[by].actor

    @rule(by=st.integers(0, 3))
    def confirm(self, by: int) -> None:
        self.attempt("confirm", lambda one: self._confirm(by, one))

    def _confirm(self, by: int, fact: Fact) -> Submission:
        return services.confirm(self.who(by), submission=fact.submission, facts=[fact])

    @rule(by=st.integers(0, 2))
    def two_confirm_what_both_have_seen(self, by: int) -> None:
        first, second = self.now(), self.now()
        if self.attempt("confirm", lambda _one: self._confirm(by, first)) is not None:
            with pytest.raises(Refused):
                self._confirm(1, second)

    @rule(by=st.integers(0, 3), title=st.sampled_from(("剪枝的师傅", "冷库", "路灯", " ")))
    def edit(self, by: int, title: str) -> None:
        self.attempt(
            "edit",
            lambda one: services.edit(
                self.who(by), submission=one.submission, fact=one, values={"title": title}
            ),
        )

    @rule(by=st.integers(0, 3), verb=st.sampled_from(("reject", "take_up", "take_back")))
    def decide(self, by: int, verb: str) -> None:
        act = {
            "reject": services.reject,
            "take_up": services.take_up_fact,
            "take_back": services.take_back,
        }[verb]
        self.attempt(verb, lambda one: act(self.who(by), submission=one.submission, fact=one))

    @rule(dice=st.integers(0, 9))
    def the_need_goes_on(self, dice: int) -> None:
        """Seldom: what somebody changed since is not taken back any more."""
        if dice == 0:
            with scope_lifted("a test"):
                Need.objects.update(detail="要会嫁接")

    @rule()
    def the_text_is_read_once_more(self) -> None:
        """What a person has not touched is proposed anew; this one no room proposes."""
        if self.state not in ("proposed", "refused"):
            text = Submission.within(ALL).get(pk=self.text.pk)
            services.read_again(
                self.who(0), submission=text, outlet="", published_on=None, accepted=[]
            )
            services.keep(self.who(0), submission=text, understood=makers.understood("石桥村。"))

    @invariant()
    def a_confirmed_one_has_the_record_that_its_trace_names_and_any_other_none(self) -> None:
        fact = self.now()
        assert made() == named_by(fact)
        assert len(made()) == (1 if self.state == "confirmed" else 0)

    @invariant()
    def whoever_confirmed_it_is_known(self) -> None:
        fact = self.now()
        assert (fact.confirmed_by_id is not None) is (self.state == "confirmed")
        assert (fact.confirmed_at is not None) is (self.state == "confirmed")


class SubmissionMachine(ByServices):
    """A text of Stone Village: read, set aside, taken up, forgotten; with one need it tells of."""

    life = SUBMISSION
    lot = 26

    def begin(self) -> None:
        a_branch(self.world.stone)
        self.text = handed_in(self.world.lin, "石桥村缺果树修剪的技术员。")
        self.fact = makers.a_fact(self.text)
        self.confirmed = False
        self.raw = ""
        self.state = "reading"

    def now(self) -> Submission:
        return Submission.within(ALL).select_related("file").get(pk=self.text.pk)

    def fact_now(self) -> Fact | None:
        return Fact.within(ALL).filter(pk=self.fact.pk).first()

    @rule(words=st.sampled_from(("石桥村。", "石桥村缺果树修剪的技术员。")))
    def read(self, words: str) -> None:
        found = makers.understood(words)
        actor = self.world.lin.actor
        act = lambda one: services.keep(actor, submission=one, understood=found)  # noqa: E731
        if self.attempt("read", act) is not None:
            self.raw = words

    @rule(verb=st.sampled_from(("fail", "keep", "read_again", "put_aside", "take_up")))
    def go(self, verb: str) -> None:
        actor = self.world.lin.actor
        acts: dict[str, Any] = {
            "fail": lambda one: services.fail(actor, submission=one, why="不是文字"),
            "keep": lambda one: services.keep_as_evidence(actor, submission=one),
            "read_again": lambda one: services.read_again(
                actor, submission=one, outlet="示例日报", published_on=None, accepted=[]
            ),
            "put_aside": lambda one: services.put_aside(actor, submission=one),
            "take_up": lambda one: services.take_up(actor, submission=one),
        }
        self.attempt(verb, acts[verb])

    @rule()
    def confirm(self) -> None:
        if self.confirmed:
            return
        fact = self.fact_now()
        if fact is None and self.state == "read":
            # Reading anew takes what nobody has touched away.
            fact = self.fact = makers.a_fact(self.now())
        if fact is None:
            return
        try:
            services.confirm(self.world.mei.actor, submission=self.now(), facts=[fact])
        except Refused:
            return
        self.confirmed = True

    @rule(days=st.sampled_from((1, 179, 181)))
    def the_clock_forgets(self, days: int) -> None:
        """As of so many days from now; it was put aside at most a moment ago."""
        before = clock.now() + dt.timedelta(days=days - 180)
        month_ago = clock.now() - dt.timedelta(days=30)
        if services.forget(system("a test"), before=before, undone_before=month_ago):
            assert self.life.can(self.state, "forget"), self.state
            assert days > 180
            self.state = "forgotten"

    @rule()
    def half_a_year_goes_by(self) -> None:
        self.go("put_aside")
        self.the_clock_forgets(181)

    @invariant()
    def what_was_confirmed_stays_whatever_becomes_of_the_text(self) -> None:
        fact = self.fact_now()
        assert made() == (named_by(fact) if self.confirmed and fact else set())
        assert len(made()) == self.confirmed

    @invariant()
    def its_words_are_there_until_they_are_forgotten(self) -> None:
        text = self.now()
        if self.state == "forgotten":
            assert not self.confirmed
            assert self.fact_now() is None
            assert (text.raw, text.text, text.title, text.marks) == ("", "", "", [])
            assert text.file is None
        else:
            assert text.raw == self.raw
            assert text.file is not None


MACHINES = {"fact": FactMachine, "submission": SubmissionMachine}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", MACHINES)
def test_it_keeps_its_promises_under_any_order_of_verbs(
    world: World, name: str, part: int, campaign: Reporter
):
    run(in_a(world, MACHINES[name]))
    campaign(
        "T6",
        {
            "fact": "the life of a fact: village, town and county, any order of verbs",
            "submission": "the life of a text: read, aside, up again, forgotten, in any order",
        }[name],
        size=size_of_a_part(),
        control=f"{len(FAULTS)} seeded faults are each found",
        outcome="records are those, and only those, that a confirmed fact names",
        part=f"{part + 1}",
    )


SERVICES = "lianjian.beside.intake.services"


class Careless:
    """Moves a fact whatever its state is."""

    def move(self, fact: Fact, _verb: str, *, scope: Scope) -> Fact:
        Fact.within(scope).filter(pk=fact.pk).update(state="rejected")
        return fact


class Traceless(Batch):
    """Says of nothing that it was written."""

    __slots__ = ()

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        object.__setattr__(self, "trace", Forgets())


class Forgets(Trace):
    def sealed(self) -> dict[str, Any]:
        return {}


LEAVES = SimpleNamespace(receiver=lambda _kind: replace(NEEDS, take_back=lambda *_given: 0))

FAULTS: dict[str, tuple[str, Any]] = {
    "a look keeps what it tried": (
        "fact",
        lambda: [instead("lianjian.beside.intake.proposing", "_undone", nullcontext)],
    ),
    "taking back leaves the record": (
        "fact",
        lambda: [instead(f"{SERVICES}.take_back", "receives", LEAVES)],
    ),
    "what was written is not remembered": (
        "fact",
        lambda: [instead(f"{SERVICES}.confirm", "Batch", Traceless)],
    ),
    "a record's fact can be left out": (
        "fact",
        lambda: [instead(f"{SERVICES}.reject", "FACT", Careless())],
    ),
    "what was confirmed is forgotten too": (
        "submission",
        lambda: [instead(f"{SERVICES}.forget", "FactState", SimpleNamespace(CONFIRMED="-"))],
    ),
    "forgetting leaves the words": (
        "submission",
        lambda: [instead(f"{SERVICES}.forget", "_NOTHING", {})],
    ),
    "reading anew forgets what was decided": (
        "submission",
        lambda: [
            instead(
                f"{SERVICES}.keep",
                "FactState",
                SimpleNamespace(PROPOSED="confirmed", REFUSED="refused"),
            )
        ],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_control_the_machine_finds_the_fault(world: World, fault: str):
    name, patches = FAULTS[fault]
    must_be_found(in_a(world, MACHINES[name]), patches())
