from __future__ import annotations

from lianjian.ground.core.commands import COMMANDS
from lianjian.site.words import WORDS

TESTS_OWN = ("test.", "journal.for_a_test")


def test_every_verb_of_the_journal_has_words():
    assert {verb for verb in COMMANDS if not verb.startswith(TESTS_OWN)} <= set(WORDS)
