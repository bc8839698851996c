"""What the product answers now, beside what is expected: for whoever reviews the matrix.

``python -m pytest tests/permissions/looking.py`` prints one line an address and method (with
``LOOK=accords:`` of one room). It writes nothing: the matrix is written by people.
"""

from __future__ import annotations

import os

from tests.cast import World

from .actors import clients
from .addresses import METHODS, every_address
from .asking import ask, things_of
from .matrix import COLUMNS, answer_of
from .undoing import undone


def test_look(world: World, capsys):
    browsers, things = clients(world), things_of(world)
    lines = []
    for address in every_address():
        if not address.name.startswith(os.environ.get("LOOK", "")):
            continue
        for method in METHODS:
            answers: dict[str, list[str]] = {}
            for actor in COLUMNS:
                with undone(browsers[actor]):
                    answer = answer_of(ask(browsers[actor], address, method, things))
                answers.setdefault(answer, []).append(actor)
            said = "; ".join(f"{a}: {' '.join(who)}" for a, who in answers.items())
            lines.append(f"{address.name} {method} | {said}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))  # noqa: T201 - this is what it is for
