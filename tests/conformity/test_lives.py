from __future__ import annotations

import re

from django.utils import translation

from lianjian.ground.core import life as core
from lianjian.ground.core.life import Life

from . import everything_is_imported, ratchet

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def lives() -> dict[str, Life]:
    everything_is_imported()
    return {name: life for name, life in core.LIVES.items() if _is_ours(life)}


def _is_ours(life: Life) -> bool:
    module = life.states.__module__
    return module.startswith("lianjian.") and ".tests." not in module


def in_chinese(text: object) -> str:
    with translation.override("zh-hans"):
        return str(text)


def in_english(text: object) -> str:
    with translation.override("en"):
        return str(text)


def test_there_are_lives():
    assert {"need", "offer", "round", "proposal", "pairing", "accord"} <= set(lives())


def test_every_state_has_its_name_in_both_languages():
    ratchet(
        {
            f"{life.name}: {state}"
            for life in lives().values()
            for state in life.states
            if not CHINESE.search(in_chinese(state.label))
            or CHINESE.search(in_english(state.label))
        }
    )


def test_every_verb_is_called_something_in_both_languages():
    ratchet(
        {
            f"{life.name}: {verb}"
            for life in lives().values()
            for verb in {verb for _state, verb in life.edges}
            if verb not in life.verbs
            or not CHINESE.search(in_chinese(life.verbs[verb]))
            or CHINESE.search(in_english(life.verbs[verb]))
        }
    )


def test_no_verb_is_named_that_leads_nowhere():
    ratchet(
        {
            f"{life.name}: {verb}"
            for life in lives().values()
            for verb in set(life.verbs) - {verb for _state, verb in life.edges}
        }
    )


def reachable(life: Life) -> set[str]:
    seen, waiting = {life.initial}, [life.initial]
    while waiting:
        here = waiting.pop()
        for (state, _verb), target in life.edges.items():
            if state == here and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def test_every_state_can_be_reached():
    ratchet(
        {
            f"{life.name}: {state}"
            for life in lives().values()
            for state in set(life.states.values) - reachable(life)
        },
        {"fact: refused": "what a text says in a way that can be no record is proposed refused"},
    )


def test_every_life_can_end():
    ratchet(
        {life.name for life in lives().values() if not life.ends()},
        {"fact": "a person may always come back to it, until its text is forgotten"},
    )
