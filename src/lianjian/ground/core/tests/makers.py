"""Commands for the tests of commands: made for one test, gone after it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import COMMANDS, command
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Allowed, Verdict
from lianjian.ground.journal.models import Line
from lianjian.ground.organisations.models import Alias, Organisation


def anybody(_actor: Actor, **_arguments: Any) -> Verdict:
    return Allowed()


@contextmanager
def verbs_forgotten() -> Iterator[None]:
    """Whatever verbs are declared inside are unknown again afterwards."""
    before = dict(COMMANDS)
    try:
        yield
    finally:
        COMMANDS.clear()
        COMMANDS.update(before)


def a_naming(**rules: Any) -> Callable[..., Alias]:
    """A command that gives a body another name: the smallest change there is."""

    @command("test.name", **{"policy": anybody, **rules})
    def name(actor: Actor, *, body: Organisation, text: str) -> Alias:
        return Alias.within(actor.scope).create(organisation=body, text=text)

    return name


def names_of(body: Organisation) -> list[str]:
    with scope_lifted("a test looks behind"):
        return sorted(Alias.objects.filter(organisation=body).values_list("text", flat=True))


def journal() -> list[Line]:
    with scope_lifted("a test looks behind"):
        return list(Line.objects.order_by("seq"))


def body_of(line: Line) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(line.body)
    return written
