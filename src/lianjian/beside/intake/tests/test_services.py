"""What people do with the facts of a text: confirm, edit, leave out, take back."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext

import pytest
from tests.cast import World

from lianjian.beside.intake import proposing, selectors, services
from lianjian.beside.intake.models import Fact, Submission
from lianjian.chain.exchange.models import Need
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.today import waiting_for
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.jobs import worker
from lianjian.ground.journal.models import Line

from .makers import facts, read

pytestmark = pytest.mark.django_db(transaction=True)
EVERYTHING = Scope.of_everything()


@pytest.fixture
def text(world: World) -> Submission:
    """A text of the county's, read; Stone Village is in its books."""
    a_branch(world.stone)
    return read(world.mei)


def says(text: Submission, world: World, of: str = "needs", **values: str) -> Fact:
    """A proposed line of a text, weighed: whatever rooms read by themselves, it is one more."""
    given = {"village": "石桥村", "title": "一口机井", **values}
    with scope_lifted("a maker"):
        fact = Fact.objects.create(
            submission=text, number=90 + Fact.objects.count(), kind=of, values=given, marks=[1]
        )
    services.look(world.mei.actor, submission=text)
    return selectors.fact(text, fact.pk)


def needs(title: str = "一口机井") -> list[Need]:
    return list(Need.within(EVERYTHING).filter(title=title))


def test_looking_says_what_would_come_and_writes_no_record(world: World, text: Submission):
    with scope_lifted("a test"):
        before = Line.objects.count()
    fact = says(text, world)
    assert (fact.standing, fact.wrong) == ("new", {})
    assert needs() == []
    with scope_lifted("a test"):
        verbs = [one.verb for one in Line.objects.order_by("pk")[before:]]
    assert verbs == ["intake.look"]


def test_control_a_look_that_is_not_undone_leaves_a_record(
    world: World, text: Submission, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(proposing, "_undone", nullcontext)
    says(text, world)
    assert needs() != []


def test_confirming_makes_the_record_and_says_who_did(world: World, text: Submission):
    fact = says(text, world)
    services.confirm(world.mei.actor, submission=text, facts=[fact])
    now = selectors.fact(text, fact.pk)
    assert (now.state, now.confirmed_by) == ("confirmed", world.mei.post.person)
    assert len(needs()) == 1
    with scope_lifted("a test"):
        verbs = [one.verb for one in Line.objects.order_by("-pk")[:4]]
    assert "intake.confirm" in verbs


def test_nothing_is_confirmed_twice(world: World, text: Submission):
    fact = says(text, world)
    stale = selectors.fact(text, fact.pk)
    services.confirm(world.mei.actor, submission=text, facts=[fact])
    with pytest.raises(Invalid):
        services.confirm(world.mei.actor, submission=text, facts=[selectors.fact(text, fact.pk)])
    with pytest.raises(Overtaken):
        services.confirm(world.mei.actor, submission=text, facts=[stale])
    assert len(needs()) == 1


def test_one_that_cannot_be_taken_keeps_the_others_from_being_taken(world: World, text: Submission):
    good, bad = says(text, world), says(text, world, title="一座冷库")
    with scope_lifted("a test"):
        Fact.objects.filter(pk=bad.pk).update(values={"village": "没有的村", "title": "冷库"})
    with pytest.raises(Overtaken):
        services.confirm(
            world.mei.actor, submission=text, facts=[good, selectors.fact(text, bad.pk)]
        )
    assert needs() == []
    assert selectors.fact(text, good.pk).state == "proposed"


def test_what_is_known_already_changes_nothing(world: World, text: Submission):
    first = says(text, world)
    services.confirm(world.mei.actor, submission=text, facts=[first])
    again = says(text, world)
    assert again.standing == "unchanged"
    with pytest.raises(Overtaken):
        services.confirm(world.mei.actor, submission=text, facts=[again])
    assert len(needs()) == 1


def test_a_doubtful_one_is_never_confirmed_with_others(world: World, text: Submission):
    good, doubtful = says(text, world), says(text, world, title="一座冷库")
    with scope_lifted("a test"):
        Fact.objects.filter(pk=doubtful.pk).update(doubt="两处说法不同")
    both = [good, selectors.fact(text, doubtful.pk)]
    with pytest.raises(Invalid):
        services.confirm(world.mei.actor, submission=text, facts=both)
    services.confirm(world.mei.actor, submission=text, facts=both[1:])
    assert len(needs("一座冷库")) == 1


def test_what_a_person_edits_is_what_is_entered_and_counted_as_typed(
    world: World, text: Submission
):
    fact = says(text, world)
    edited = services.edit(
        world.mei.actor, submission=text, fact=fact, values={"title": "两名修剪技术员"}
    )
    assert (edited.state, edited.edited, edited.standing) == ("edited", ["title"], "new")
    services.confirm(world.mei.actor, submission=text, facts=[edited])
    assert (len(needs()), len(needs("两名修剪技术员"))) == (0, 1)
    now = selectors.fact(text, fact.pk)
    assert (now.typed, now.reused) == (1, 1)
    today = clock.today()
    told = selectors.burden(world.mei.scope, today, today)
    assert (told["typed"], told["reused"], told["texts"]) == (1, 1, 1)


def test_a_field_that_does_not_exist_is_refused(world: World, text: Submission):
    fact = says(text, world)
    with pytest.raises(Invalid):
        services.edit(world.mei.actor, submission=text, fact=fact, values={"points": "5"})


def test_what_is_left_out_can_be_taken_up_again(world: World, text: Submission):
    fact = says(text, world)
    services.reject(world.mei.actor, submission=text, fact=fact)
    assert needs() == []
    services.take_up_fact(world.mei.actor, submission=text, fact=selectors.fact(text, fact.pk))
    now = selectors.fact(text, fact.pk)
    assert (now.state, now.standing) == ("edited", "new")


def test_a_confirmation_is_taken_back_within_thirty_days(
    world: World, text: Submission, monkeypatch: pytest.MonkeyPatch
):
    fact = says(text, world)
    services.confirm(world.mei.actor, submission=text, facts=[fact])
    back = services.take_back(world.mei.actor, submission=text, fact=selectors.fact(text, fact.pk))
    assert (back.state, back.standing, needs()) == ("edited", "new", [])
    services.confirm(world.mei.actor, submission=text, facts=[back])
    later = clock.now() + dt.timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Invalid):
        services.take_back(world.mei.actor, submission=text, fact=selectors.fact(text, fact.pk))
    assert len(needs()) == 1


def test_reading_once_more_keeps_what_people_did(world: World, text: Submission):
    kept, left = says(text, world), says(text, world, title="一座冷库")
    services.confirm(world.mei.actor, submission=text, facts=[kept])
    services.reject(world.mei.actor, submission=text, fact=left)
    services.read_again(
        world.mei.actor, submission=text, outlet="", published_on=clock.today(), accepted=[]
    )
    assert worker.run(text.job_id or 0) == "done"
    states = {one.pk: one.state for one in selectors.facts(text)}
    assert (states[kept.pk], states[left.pk]) == ("confirmed", "rejected")


def test_a_village_confirms_the_need_that_its_own_text_tells_of(world: World):
    a_branch(world.stone)
    own = read(world.lin)
    [need] = facts(own, "needs")
    assert (need.standing, need.wrong) == ("new", {})
    services.confirm(world.lin.actor, submission=own, facts=[need])
    assert len(needs("果树修剪的技术员")) == 1


def test_a_village_knows_its_own_branch_and_leaves_new_ones_to_the_county(world: World):
    a_branch(world.stone)
    own = read(world.lin)
    known = says(own, world, "branches", name="石桥村", kind="village")
    other = says(own, world, "branches", name="新来的合作社", kind="company")
    services.look(world.lin.actor, submission=own)
    assert selectors.fact(own, known.pk).standing == "unchanged"
    assert selectors.fact(own, other.pk).standing == "others"


def test_the_village_writes_and_its_county_confirms(world: World):
    a_branch(world.stone)
    own = read(world.lin)
    seen = selectors.one(world.mei.scope, own.pk)
    fact = says(seen, world)
    services.confirm(world.mei.actor, submission=seen, facts=[fact])
    assert len(needs()) == 1


def test_the_next_county_sees_nothing_of_it(world: World, text: Submission):
    with pytest.raises(OutOfScope):
        selectors.one(world.hao.scope, text.pk)
    with pytest.raises(Denied):
        services.look(world.hao.actor, submission=text)


def test_a_question_waits_for_the_writer_and_its_answer_stands_beside_the_text(world: World):
    own = read(world.lin)
    seen = selectors.one(world.mei.scope, own.pk)
    services.ask(world.mei.actor, submission=seen, question="增收是跟哪一年比？")
    told = [str(one.text) for one in waiting_for(world.lin.actor)]
    assert any("增收是跟哪一年比？" in one for one in told)
    own = selectors.one(world.lin.scope, own.pk)
    services.answer(
        world.lin.actor, submission=own, question="增收是跟哪一年比？", answer="跟去年同期"
    )
    assert selectors.one(world.mei.scope, own.pk).answer == "跟去年同期"
    with pytest.raises(Overtaken):
        services.answer(world.lin.actor, submission=own, question="别的", answer="是")


def test_only_the_writers_answer(world: World):
    own = read(world.lin)
    seen = selectors.one(world.mei.scope, own.pk)
    services.ask(world.mei.actor, submission=seen, question="几月？")
    with pytest.raises(Denied):
        services.answer(world.mei.actor, submission=seen, question="几月？", answer="三月")


def test_a_text_put_aside_is_taken_up_again(world: World, text: Submission):
    services.put_aside(world.mei.actor, submission=text)
    assert selectors.one(world.mei.scope, text.pk).state == "put_aside"
    services.take_up(world.mei.actor, submission=text)
    assert worker.run(text.job_id or 0) == "done"
    assert selectors.one(world.mei.scope, text.pk).state == "read"
