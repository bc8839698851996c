"""Lines follow one another, and the database refuses to change one."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import World

from lianjian.ground.core.actors import Actor, system
from lianjian.ground.core.commands import COMMANDS, command
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Allowed
from lianjian.ground.journal import chain, selectors
from lianjian.ground.journal.models import Line


@pytest.fixture
def say():
    @command("test.say", policy=lambda _actor, **_rest: Allowed())
    def say(_actor: Actor, *, text: str) -> None:
        """Changes nothing."""

    yield say
    del COMMANDS["test.say"]


def said(say, *texts: str) -> list[Line]:
    for text in texts:
        say(system("a test"), text=text)
    with scope_lifted("a test looks behind"):
        return list(Line.objects.order_by("seq"))


@pytest.mark.django_db
def test_each_line_carries_the_digest_of_the_one_before(say):
    first, second, third = said(say, "a", "b", "c")
    assert [line.seq for line in (first, second, third)] == [1, 2, 3]
    assert first.prev == chain.GENESIS
    assert (second.prev, third.prev) == (first.digest, second.digest)
    assert selectors.head() == (3, third.digest)
    assert chain.check(selectors.all_lines(), head=third.digest) == chain.Whole(3, third.digest)


@pytest.mark.django_db
def test_an_empty_journal_is_whole():
    assert selectors.head() == (0, chain.GENESIS)
    assert chain.check(selectors.all_lines()) == chain.Whole(0, chain.GENESIS)


CHANGES = {
    "update": "UPDATE journal_line SET body = '{}' WHERE seq = 1",
    "update of nothing much": "UPDATE journal_line SET verb = verb",
    "delete": "DELETE FROM journal_line WHERE seq = 2",
    "delete all": "DELETE FROM journal_line",
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_a_line(say, change: str):
    before = said(say, "a", "b")
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(CHANGES[change])
    with scope_lifted("a test looks behind"):
        assert [line.digest for line in Line.objects.order_by("seq")] == [
            line.digest for line in before
        ]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_database_refuses_to_empty_the_journal(say):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    said(say, "a")
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE journal_line")


@pytest.mark.django_db
def test_a_scope_that_is_lifted_does_not_lift_that(say):
    (line,) = said(say, "a")
    with (
        scope_lifted("even so"),
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
    ):
        Line.objects.filter(seq=line.seq).update(body="{}")


@pytest.mark.django_db
def test_a_reader_sees_the_lines_of_their_own_side(world: World, say):
    say(world.lin.actor, text="in the village")
    say(world.wen.actor, text="at the university")
    seen = {name: selectors.lines(getattr(world, name).scope).count() for name in ("mei", "lin")}
    assert seen == {"mei": 1, "lin": 1}
    assert selectors.lines(world.wen.scope).count() == 1
    assert selectors.lines(world.hao.scope).count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_lines_written_at_the_same_moment_stand_one_behind_the_other(say):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot show the bug: it has one writer")
    barrier = threading.Barrier(8)
    failed: list[BaseException] = []

    def talk(number: int) -> None:
        try:
            barrier.wait()
            for turn in range(5):
                say(system("a test"), text=f"{number} {turn}")
        except Exception as error:  # noqa: BLE001 - what went wrong is what the test asks
            failed.append(error)
        finally:
            connection.close()

    talkers = [threading.Thread(target=talk, args=[number]) for number in range(8)]
    for talker in talkers:
        talker.start()
    for talker in talkers:
        talker.join()
    whole = chain.check(selectors.all_lines())
    assert failed == []
    assert isinstance(whole, chain.Whole)
    assert whole.lines == 40
