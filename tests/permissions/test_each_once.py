"""Every address once on PostgreSQL, as the first who may: its questions are PostgreSQL's too.

On SQLite the matrix asks each as several people (under --long as everybody); here nothing but a
question that this database cannot answer would show.
"""

from __future__ import annotations

import pytest
from django.db import connection

from tests.conftest import Stage

from .addresses import METHODS, Address, every_address
from .asking import ask
from .matrix import COLUMNS, answer_of, expected
from .undoing import undone

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite the matrix asks each"),
]
DONE = ("200", "302")


def asked() -> list[tuple[Address, str, str, str]]:
    """Address, method, the first who may, and the answer that is expected."""
    cells, found = expected(), []
    for address in every_address():
        for method in METHODS:
            may = [one for one in COLUMNS if cells[address.name, method, one] in DONE]
            if may:
                found.append((address, method, may[0], cells[address.name, method, may[0]]))
    return found


def answered_otherwise(stage: Stage, at: str = "") -> list[str]:
    """What answers otherwise than expected, at every address or at one."""
    found = []
    for address, method, actor, wanted in asked():
        if at not in ("", address.name):
            continue
        client = stage.browsers[actor]
        with undone(client):
            answer = ask(client, address, method, stage.things)
            if answer.streaming:
                b"".join(answer)
            said = answer_of(answer)
        if said != wanted:
            found.append(f"{address.name} {method} {actor}: {said}, not {wanted}")
    return found


def test_every_address_answers(stage: Stage):
    assert len(asked()) > 250
    assert answered_otherwise(stage) == []


def test_control_a_question_that_only_sqlite_answers_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    from lianjian.chain.registry import selectors

    branches = selectors.branches
    monkeypatch.setattr(
        selectors, "branches", lambda *a, **k: branches(*a, **k).extra(where=["rowid > 0"])
    )
    assert answered_otherwise(stage, at="registry:branches")
