"""A life is a table: each edge leads where it says, once, and no other does."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, models, transaction
from tests.cast import World, a_world

from lianjian.ground.core.life import LIVES, Life
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation


class Light(models.TextChoices):
    OFF = "off", "off"
    ON = "on", "on"
    BROKEN = "broken", "broken"


def a_light() -> Life:
    light = Life("light", Light, "off", {("off", "switch"): "on", ("on", "break"): "broken"})
    del LIVES["light"]
    return light


def every_life() -> list[str]:
    return sorted(LIVES)


@pytest.mark.parametrize("name", every_life())
def test_every_edge_starts_and_ends_in_a_known_state(name: str):
    life = LIVES[name]
    for (source, verb), target in life.edges.items():
        assert {source, target} <= set(life.states.values)
        assert life.target(source, verb) == target
        assert life.can(source, verb)
        assert verb in set(life.verbs_from(source))


@pytest.mark.parametrize("name", every_life())
def test_every_other_verb_is_refused_with_the_state_s_name(name: str):
    life = LIVES[name]
    verbs = {verb for _state, verb in life.edges}
    for state in life.states.values:
        for verb in verbs - set(life.verbs_from(state)):
            assert not life.can(state, verb)
            with pytest.raises(Invalid) as refusal:
                life.target(state, verb)
            assert life.label(state) in str(refusal.value)


@pytest.mark.parametrize("name", every_life())
def test_every_state_is_reached_and_every_verb_has_a_label(name: str):
    life = LIVES[name]
    # What a text says in a way that can be no record is refused from the first.
    reached = {life.initial} | ({"refused"} if name == "fact" else set())
    while more := {t for (s, _v), t in life.edges.items() if s in reached} - reached:
        reached |= more
    assert reached == set(life.states.values)
    assert {verb for _state, verb in life.edges} == set(life.verbs)


def test_a_life_ends_where_no_verb_leads_on():
    assert a_light().ends() == {"broken"}


def test_a_life_with_a_misspelt_state_is_refused_when_it_is_written():
    with pytest.raises(ValueError, match="onn"):
        Life("light", Light, "off", {("off", "switch"): "onn"})
    assert "light" not in LIVES


# -- the moment of writing --


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bare", [False, True])
def test_a_conditional_update_looks_again_after_it_has_waited(bare: bool):
    """Two move one row; the second waits for the first, then must see what the first did.

    ``bare`` is the control: Django's own ``update()``, whose scope goes into a subquery that
    PostgreSQL does not run again. It lets both win.
    """
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot show the bug: it has one writer")
    world = a_world()
    first_wrote, first_may_commit = threading.Event(), threading.Event()
    won: dict[str, int] = {}

    def move(name: str, to: str) -> None:
        rows = Organisation.within(world.mei.scope).filter(pk=world.stone.pk, kind="village")
        if bare:
            won[name] = models.QuerySet.update(rows, kind=to)
        else:
            won[name] = rows.update(kind=to)

    def first() -> None:
        with scope_lifted("a test"), transaction.atomic():
            move("first", "other")
            first_wrote.set()
            first_may_commit.wait(10)
        connection.close()

    def second() -> None:
        first_wrote.wait(10)
        with scope_lifted("a test"), transaction.atomic():
            move("second", "media")
        connection.close()

    both = [threading.Thread(target=first), threading.Thread(target=second)]
    for one in both:
        one.start()
    first_wrote.wait(10)
    _until_somebody_waits_for_a_lock()
    first_may_commit.set()
    for one in both:
        one.join()
    assert won == {"first": 1, "second": 1 if bare else 0}


def _until_somebody_waits_for_a_lock() -> None:
    """In this database: the server has another one, where other tests wait for theirs."""
    waiting = 0
    while not waiting:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            (waiting,) = cursor.fetchone()


def test_a_scope_of_everything_needs_no_lock(world: World, django_assert_num_queries):
    with scope_lifted("a test"), django_assert_num_queries(1):
        rows = Organisation.within(Scope.of_everything()).filter(kind="village")
        assert rows.update(kind="other") == 1
