"""What the product answers now, beside what is expected: for whoever reviews the matrix.

``python -m pytest tests/permissions/looking.py -s`` prints one line an address and method. It
writes nothing: the matrix is written by people.
"""

from __future__ import annotations

from tests.cast import World

from .actors import COLUMNS, clients
from .addresses import METHODS, every_address
from .asking import ask, things_of
from .matrix import answer_of
from .undoing import undone


def test_look(world: World, capsys):
    browsers, things = clients(world), things_of(world)
    lines = []
    for address in every_address():
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
