"""Every change is a command: policy, one transaction, the change, its line in the journal."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.core import canonical, clock
from lianjian.ground.core.actors import NOBODY, Actor, running, system
from lianjian.ground.core.commands import COMMANDS, command
from lianjian.ground.core.verdicts import (
    Allowed,
    AskAgain,
    Denied,
    Invalid,
    OutOfScope,
    ScopeMissing,
    Verdict,
)
from lianjian.ground.organisations.models import Alias, Organisation

from .makers import a_naming, anybody, body_of, journal, names_of


def only_mei(actor: Actor, *, body: Organisation, text: str) -> Verdict:
    if actor.role != "county_coordinator":
        return Denied("Only the county's coordinator names bodies.")
    return Allowed()


def test_it_writes_the_change_and_its_line(world: World):
    alias = a_naming()(world.mei.actor, body=world.stone, text="石桥")
    (line,) = journal()
    assert names_of(world.stone) == ["石桥"]
    assert (line.verb, line.person, line.post) == (
        "test.name",
        world.mei.post.person_id,
        world.mei.post.pk,
    )
    assert line.subject == canonical.label(alias)
    assert body_of(line) == {"body": canonical.label(world.stone), "text": "石桥"}


def test_a_refused_command_writes_nothing(world: World):
    with pytest.raises(Denied, match="Only the county"):
        a_naming(policy=only_mei)(world.lin.actor, body=world.stone, text="石桥")
    assert names_of(world.stone) == []
    assert journal() == []


def test_the_policy_is_asked_before_anything_else_happens(world: World):
    ran = []

    @command("test.deny", policy=lambda _actor: Denied("no"), fresh=True)
    def deny(_actor: Actor) -> None:
        ran.append(1)

    with pytest.raises(Denied) as refusal:
        deny(world.mei.actor)
    assert not isinstance(refusal.value, AskAgain)
    assert ran == []


@pytest.mark.parametrize("error", [Invalid("no"), RuntimeError("a bug")])
def test_a_failing_service_leaves_neither_change_nor_line(world: World, error: Exception):
    @command("test.fail", policy=anybody)
    def fail(actor: Actor, *, body: Organisation) -> None:
        Alias.within(actor.scope).create(organisation=body, text="half")
        raise error

    with pytest.raises(type(error)):
        fail(world.mei.actor, body=world.stone)
    assert names_of(world.stone) == []
    assert journal() == []
    assert running.get() is None


def test_without_a_line_there_is_no_change(world: World, monkeypatch: pytest.MonkeyPatch):
    """The control: the journal fails at the very end, and the change goes with it."""

    def no_space_left(_entries: object) -> None:
        raise OSError("No space left on device")

    name = a_naming()
    monkeypatch.setattr("lianjian.ground.core.commands._append", no_space_left)
    with pytest.raises(OSError, match="No space"):
        name(world.mei.actor, body=world.stone, text="石桥")
    assert names_of(world.stone) == []


def test_no_command_runs_before_the_journal_is_there(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lianjian.ground.core.commands._append", None)
    with pytest.raises(RuntimeError, match="No journal"):
        a_naming()(world.mei.actor, body=world.stone, text="石桥")
    assert names_of(world.stone) == []


def test_a_line_is_about_the_row_that_was_given_when_none_comes_back(world: World):
    @command("test.look", policy=anybody)
    def look(_actor: Actor, *, body: Organisation, note: str = "none") -> None:
        """Changes nothing."""

    look(world.mei.actor, body=world.stone)
    (line,) = journal()
    assert line.subject == canonical.label(world.stone)
    assert body_of(line)["note"] == "none"


def test_a_line_names_a_row_that_the_command_removed(world: World):
    alias = a_naming()(world.mei.actor, body=world.stone, text="石桥")
    name = canonical.label(alias)

    @command("test.forget", policy=anybody)
    def forget(_actor: Actor, *, alias: Alias) -> None:
        alias.delete()

    forget(world.mei.actor, alias=alias)
    line = journal()[-1]
    assert line.subject == name
    assert body_of(line) == {"alias": name}


def test_a_line_tells_what_was_asked_even_if_the_service_used_it_up(world: World):
    @command("test.use", policy=anybody)
    def use(_actor: Actor, *, texts: list[str]) -> None:
        texts.clear()

    use(world.mei.actor, texts=["a", "b"])
    assert body_of(journal()[-1]) == {"texts": ["a", "b"]}


# -- personal arguments, and showing again who one is --


def test_a_personal_argument_never_appears_in_the_journal(world: World):
    a_naming(personal=["text"])(world.mei.actor, body=world.stone, text="13800001234")
    (line,) = journal()
    assert "13800001234" not in line.body
    assert body_of(line)["text"] == canonical.personal("13800001234")


def test_control_an_argument_that_is_not_personal_does_appear(world: World):
    a_naming()(world.mei.actor, body=world.stone, text="13800001234")
    assert "13800001234" in journal()[0].body


def test_a_fresh_command_asks_again_who_it_is(world: World):
    name = a_naming(fresh=True)
    long_ago = clock.now() - dt.timedelta(minutes=16)
    for confirmed_at in (None, long_ago):
        with pytest.raises(AskAgain):
            name(actor_for(world.mei.post, confirmed_at=confirmed_at), body=world.stone, text="x")
    assert journal() == []
    just_now = clock.now() - dt.timedelta(minutes=14)
    name(actor_for(world.mei.post, confirmed_at=just_now), body=world.stone, text="x")
    assert names_of(world.stone) == ["x"]


def test_the_system_is_not_asked_who_it_is_and_says_why_it_acts(world: World):
    a_naming(fresh=True)(system("the demonstration"), body=world.stone, text="x")
    (line,) = journal()
    assert (line.role, line.person) == ("system", None)
    assert body_of(line)["reason_of_system"] == "the demonstration"


# -- one command inside another --


def test_a_step_leaves_its_own_line_after_that_of_the_whole(world: World):
    name = a_naming()

    @command("test.name_both", policy=anybody)
    def name_both(actor: Actor, *, body: Organisation) -> None:
        name(actor, body=body, text="a")
        name(actor, body=body, text="b")

    name_both(world.mei.actor, body=world.stone)
    assert [line.verb for line in journal()] == ["test.name_both", "test.name", "test.name"]


def test_a_step_asks_its_own_policy(world: World):
    name = a_naming(policy=only_mei)

    @command("test.around", policy=anybody)
    def around(actor: Actor, *, body: Organisation) -> None:
        name(actor, body=body, text="x")

    with pytest.raises(Denied):
        around(world.lin.actor, body=world.stone)
    assert journal() == []


def test_a_failed_step_that_the_whole_goes_on_without_leaves_nothing(world: World):
    name = a_naming()

    @command("test.stumble", policy=anybody)
    def stumble(actor: Actor, *, body: Organisation) -> None:
        name(actor, body=body, text="half")
        raise Invalid("not this one")

    @command("test.each", policy=anybody)
    def each(actor: Actor, *, body: Organisation) -> None:
        name(actor, body=body, text="whole")
        with pytest.raises(Invalid):
            stumble(actor, body=body)

    each(world.mei.actor, body=world.stone)
    assert names_of(world.stone) == ["whole"]
    assert [line.verb for line in journal()] == ["test.each", "test.name"]


def test_the_system_may_act_inside_a_person_s_command(world: World):
    name = a_naming()

    @command("test.delegate", policy=anybody)
    def delegate(_actor: Actor, *, body: Organisation) -> None:
        name(system("a consequence"), body=body, text="x")

    delegate(world.lin.actor, body=world.stone)
    assert [line.role for line in journal()] == ["village_secretary", "system"]


def test_nobody_may_run_a_command_whose_policy_lets_them(world: World):
    @command("test.suggest", policy=anybody)
    def suggest(_actor: Actor, *, text: str) -> None:
        """A public form."""

    suggest(NOBODY, text="x")
    assert [line.role for line in journal()] == ["public"]


# -- scope --


def test_a_row_written_out_of_the_writer_s_scope_ends_the_command(world: World):
    with pytest.raises(OutOfScope):
        a_naming()(world.hao.actor, body=world.stone, text="x")
    assert names_of(world.stone) == []
    assert journal() == []


def test_a_row_moved_out_of_the_writer_s_scope_ends_the_command(world: World):
    @command("test.move_away", policy=anybody)
    def move_away(_actor: Actor, *, body: Organisation) -> None:
        body.affiliation = world.next_county
        body.save(update_fields=["affiliation"])

    with pytest.raises(OutOfScope):
        move_away(world.mei.actor, body=world.stone)
    stone = Organisation.get_within(world.mei.scope, pk=world.stone.pk)
    assert stone.affiliation_id != world.next_county.pk


def test_a_save_must_name_its_fields(world: World):
    @command("test.save", policy=anybody)
    def save(_actor: Actor, *, body: Organisation) -> None:
        body.save()

    with pytest.raises(ScopeMissing, match="update_fields"):
        save(world.mei.actor, body=world.stone)


# -- the register --


def test_a_verb_has_one_service():
    a_naming()

    def other(_actor: Actor) -> None:
        """In another file."""

    other.__module__ = "elsewhere"
    with pytest.raises(ValueError, match="Two services"):
        command("test.name", policy=anybody)(other)
    assert COMMANDS["test.name"].service.__name__ == "name"
