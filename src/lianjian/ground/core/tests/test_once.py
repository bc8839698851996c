"""A form sent twice has one effect and gets one answer (T5)."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection
from tests.cast import World, a_world

from lianjian.ground.accounts.sessions import KEPT, STRICT, USUAL
from lianjian.ground.core import clock, commands
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.models import IdempotencyKey
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.organisations.models import Alias, Organisation

from .makers import a_naming, anybody, journal, names_of


def test_the_same_form_twice_has_one_effect_and_one_answer(world: World):
    name = a_naming()
    with commands.once("k"):
        first = name(world.mei.actor, body=world.stone, text="石桥")
        second = name(world.mei.actor, body=world.stone, text="石桥")
    assert first == second
    assert names_of(world.stone) == ["石桥"]
    assert len(journal()) == 1


def test_control_without_a_key_it_runs_twice(world: World):
    @command("test.again", policy=anybody)
    def again(_actor: Actor, *, body: Organisation) -> None:
        """Changes nothing, twice."""

    with commands.once(""):
        again(world.mei.actor, body=world.stone)
        again(world.mei.actor, body=world.stone)
    assert len(journal()) == 2


def test_the_same_key_with_other_contents_is_refused(world: World):
    name = a_naming()
    with commands.once("k"):
        name(world.mei.actor, body=world.stone, text="a")
        with pytest.raises(Invalid, match=r"."):
            name(world.mei.actor, body=world.stone, text="b")
    assert names_of(world.stone) == ["a"]


def test_a_key_is_a_person_s_own(world: World):
    name = a_naming()
    with commands.once("k"):
        name(world.mei.actor, body=world.stone, text="a")
        name(world.lin.actor, body=world.stone, text="b")
    assert names_of(world.stone) == ["a", "b"]


def test_a_refused_form_may_be_sent_again_with_its_key(world: World):
    allowed: list[bool] = []

    @command("test.second_time", policy=anybody)
    def second_time(_actor: Actor) -> None:
        if not allowed:
            raise Invalid("not yet")

    with commands.once("k"):
        with pytest.raises(Invalid):
            second_time(world.mei.actor)
        allowed.append(True)
        second_time(world.mei.actor)
    assert len(journal()) == 1


def test_steps_of_a_command_do_not_ask_for_the_key(world: World):
    name = a_naming()

    @command("test.two_names", policy=anybody)
    def two_names(actor: Actor, *, body: Organisation) -> None:
        name(actor, body=body, text="a")
        name(actor, body=body, text="b")

    with commands.once("k"):
        two_names(world.mei.actor, body=world.stone)
    assert names_of(world.stone) == ["a", "b"]


def test_a_second_answer_says_so_when_the_first_cannot_be_given_again(world: World):
    @command("test.code", policy=anybody)
    def code(_actor: Actor) -> str:
        return "a code that is kept nowhere"

    with commands.once("k"):
        code(world.mei.actor)
        with pytest.raises(Overtaken, match=r".") as refusal:
            code(world.mei.actor)
    assert str(refusal.value)
    assert len(journal()) == 1


def test_a_second_answer_says_so_when_the_row_is_gone(world: World):
    name = a_naming()
    with commands.once("k"):
        alias = name(world.mei.actor, body=world.stone, text="a")
        with scope_lifted("someone took it back"):
            Alias.objects.filter(pk=alias.pk).delete()
        with pytest.raises(Overtaken, match=r"."):
            name(world.mei.actor, body=world.stone, text="a")


def test_a_personal_argument_is_kept_with_its_key_as_a_keyed_digest(world: World):
    """An SM3 over a telephone number is found by trying all of them; one with a key is not."""
    from lianjian.ground.core import canonical

    with commands.once("k"):
        a_naming(personal=["text"])(world.mei.actor, body=world.stone, text="13800001234")
    label = canonical.label(world.stone)
    assert IdempotencyKey.objects.get().arguments != canonical.digest(
        {"body": label, "text": "13800001234"}
    )
    assert IdempotencyKey.objects.get().arguments == canonical.digest(
        {"body": label, "text": canonical.personal("13800001234")}
    )


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_moment_has_one_effect():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot show the bug: it has one writer")
    world = a_world()
    name, actor = a_naming(), world.mei.actor
    barrier = threading.Barrier(4)
    answers: list[object] = []

    def send() -> None:
        try:
            barrier.wait()
            with commands.once("k"):
                answers.append(name(actor, body=world.stone, text="石桥").pk)
        except Exception as error:  # noqa: BLE001 - what went wrong is what the test asks
            answers.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert names_of(world.stone) == ["石桥"]
    assert len(journal()) == 1


def test_the_key_is_read_when_a_command_begins_and_not_before(world: World):
    asked = []

    def key() -> str:
        asked.append(1)
        return "k"

    name = a_naming()
    with commands.once(key):
        assert not asked
        name(world.mei.actor, body=world.stone, text="石桥")
    assert asked


def test_a_key_is_kept_as_long_as_its_form_can_be_sent_and_no_longer(world: World):
    name = a_naming()
    for key, days in (("old", 31), ("young", 29)):
        with commands.once(key):
            name(world.mei.actor, body=world.stone, text=key)
        made_at = clock.now() - dt.timedelta(days=days)
        IdempotencyKey.objects.filter(key=key).update(made_at=made_at)
    assert commands.forget_keys() == 1
    assert [one.key for one in IdempotencyKey.objects.all()] == ["young"]


def test_no_stay_is_longer_than_a_key_is_kept():
    longest = max(limits.absolute for limits in (STRICT, USUAL, KEPT))
    assert longest <= commands.KEYS_KEPT
