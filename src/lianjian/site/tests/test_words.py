from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import pytest

import lianjian.site.demo  # noqa: F401 - has two verbs of its own
from lianjian.ground.core.commands import COMMANDS
from lianjian.site.settings import ROOMS
from lianjian.site.words import WORDS


@pytest.fixture(autouse=True)
def _every_room_has_said_its_verbs():
    for room in ROOMS:
        for part in ("services", "jobs"):
            if find_spec(f"{room}.{part}"):
                import_module(f"{room}.{part}")


def test_every_verb_of_the_journal_has_words():
    built = {
        verb
        for verb, known in COMMANDS.items()
        if "tests" not in known.service.__module__.split(".")
    }
    assert built <= set(WORDS)


def test_no_words_are_kept_for_a_verb_that_is_gone():
    assert set(WORDS) <= set(COMMANDS)
