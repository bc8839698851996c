from __future__ import annotations

import inspect
from pathlib import Path

from lianjian.ground.core.commands import COMMANDS, Command

from . import SOURCE, everything_is_imported, ratchet


def ours() -> dict[str, Command]:
    """The product's commands: tests register some of their own."""
    everything_is_imported()
    return {
        verb: known
        for verb, known in COMMANDS.items()
        if known.service.__module__.startswith("lianjian.")
        and ".tests." not in known.service.__module__
    }


def _room(known: Command) -> Path:
    return SOURCE.joinpath(*known.service.__module__.split(".")[1:3])


def _has_test(verb: str, known: Command) -> bool:
    """``<room>/tests/test_<service>.py``, or called in one of the room's tests."""
    name = known.service.__name__
    folder = _room(known) / "tests"
    return (folder / f"test_{name}.py").exists() or any(
        f"{name}(" in path.read_text(encoding="utf-8") for path in folder.glob("test_*.py")
    )


def test_there_are_commands():
    assert len(ours()) > 20


def test_every_command_has_a_test():
    ratchet({verb for verb, known in ours().items() if not _has_test(verb, known)})


def test_every_command_makes_a_promise_in_its_docstring():
    ratchet({verb for verb, known in ours().items() if not inspect.getdoc(known.service)})


def test_every_policy_makes_its_rule_readable():
    ratchet(
        {
            f"{verb}: {known.policy.__name__}"
            for verb, known in ours().items()
            if known.policy.__name__ == "<lambda>"
        }
    )


def test_every_command_takes_its_actor_first_and_the_rest_by_name():
    wrong = set()
    for verb, known in ours().items():
        first, *rest = inspect.signature(known.service).parameters.values()
        if first.name != "actor" or any(one.kind is not one.KEYWORD_ONLY for one in rest):
            wrong.add(verb)
    ratchet(wrong)


def test_every_command_is_typed():
    wrong = set()
    for verb, known in ours().items():
        signature = inspect.signature(known.service)
        untyped = [
            one
            for one in signature.parameters.values()
            if one.annotation is inspect.Parameter.empty
        ]
        if untyped or signature.return_annotation is inspect.Signature.empty:
            wrong.add(verb)
    ratchet(wrong)


def test_what_is_personal_is_an_argument_of_the_command():
    ratchet(
        {
            f"{verb}: {name}"
            for verb, known in ours().items()
            for name in known.personal - set(inspect.signature(known.service).parameters)
        }
    )


def test_every_policy_takes_what_its_service_takes():
    wrong = set()
    for verb, known in ours().items():
        given = inspect.signature(known.service).parameters
        try:
            inspect.signature(known.policy).bind(None, **dict.fromkeys(list(given)[1:]))
        except TypeError as error:
            wrong.add(f"{verb}: {error}")
    ratchet(wrong)


def test_verbs_are_named_room_and_verb():
    ratchet({verb for verb in ours() if verb.count(".") != 1 or verb != verb.lower()})
