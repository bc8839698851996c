"""``rules.json``: how many of a kind a village may have, and rules on groups.

    {"per_kind": 1, "by_kind": {"university": 2},
     "groups": [{"name": "a township", "villages": ["v1", "v2"], "most": 3},
                {"name": "a university", "partners": ["p1", "p2"], "least": 1, "most": 5}]}

A group counts the pairs of its villages with its partners; who is not named is everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianjian.engine.pairing import BadProblem, Caps, Rules
from lianjian.engine.pairing.caps import checked
from lianjian.engine.pairing.tables import LARGEST

from .columns import RULES
from .sources import Source, Unreadable, read_json

GROUPS = "groups"
OF_PAIRS = ("per_kind", "by_kind", GROUPS)
"""What ``rules.json`` says about pairs, to whoever solves."""
_OF_A_GROUP = {"name", "villages", "partners", "least", "most"}


def read_rules(
    source: Source, villages: Sequence[Any], partners: Sequence[Any]
) -> tuple[Rules, Caps]:
    """The rules of an instance with these ids, those that a file without them has; Unreadable with
    the reason."""
    if RULES not in source.names():
        return Rules(), Caps()
    said = read_json(source, RULES, ())
    unknown = sorted(set(said) - set(OF_PAIRS))
    if unknown:
        reason = f"{unknown[0]!r} is no rule; there are per_kind, by_kind and groups"
        raise Unreadable(RULES, reason)
    return rules_in(said, villages, partners)


def rules_in(
    said: Mapping[str, Any], villages: Sequence[Any], partners: Sequence[Any]
) -> tuple[Rules, Caps]:
    """What was said about pairs; Unreadable with the reason. That groups name nobody who is not
    there is seen to where they are used, or by ``must_be_known``."""
    return _of_kinds(said), _of_groups(said.get(GROUPS, []), villages, partners)


def must_be_known(caps: Caps, villages: Mapping[Any, int], partners: Mapping[Any, int]) -> None:
    """Unreadable with the group, unless these have all that groups name (their rows by id)."""
    try:
        checked(caps, villages, partners)
    except BadProblem as error:
        raise refused(error) from None


def refused(error: BadProblem) -> Unreadable:
    """The engine's refusal of a rule, in the words of the file."""
    if error.row is None:
        return Unreadable(RULES, error.reason)
    again = "" if error.first is None else f", as in group {error.first + 1}"
    return refused_group(error.row, f"{error.reason}{again}")


def _of_kinds(said: Mapping[str, Any]) -> Rules:
    by_kind = said.get("by_kind", {})
    if not isinstance(by_kind, dict):
        raise Unreadable(RULES, "by_kind must hold kinds with their numbers: {…}")
    per_kind = said.get("per_kind", 1)
    for name, cap in {"per_kind": per_kind, **by_kind}.items():
        if cap is not None and (type(cap) is not int or not 0 <= cap <= LARGEST):
            raise Unreadable(RULES, f"{name} must be a whole number from 0, or null, not {cap!r}")
    return Rules(per_kind=per_kind, by_kind=by_kind)


def _of_groups(said: object, villages: Sequence[Any], partners: Sequence[Any]) -> Caps:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Unreadable(RULES, "groups must be a list of objects: [{…}]")
    if not said:
        return Caps()
    # A table in CSV has all its ids as text, and a group may name them as numbers.
    known = {
        "villages": {str(name): name for name in villages},
        "partners": {str(name): name for name in partners},
    }
    for n, one in enumerate(said):
        _must_be_a_group(n, one)
    return Caps(
        [one["name"] for one in said],
        [_members(one.get("villages"), known["villages"]) for one in said],
        [_members(one.get("partners"), known["partners"]) for one in said],
        [one.get("least", 0) for one in said],
        [one.get("most") for one in said],
    )


def _must_be_a_group(n: int, one: Mapping[str, Any]) -> None:
    unknown = sorted(set(one) - _OF_A_GROUP)
    if unknown:
        raise refused_group(n, f"{unknown[0]!r} is nothing that a group has")
    if "name" not in one:
        raise refused_group(n, "has no name")
    if one.get("most") is None and not one.get("least"):
        raise refused_group(n, "says neither least nor most")
    for side in ("villages", "partners"):
        named = one.get(side)
        if named is not None and not (
            isinstance(named, list) and all(type(name) in (str, int) for name in named)
        ):
            raise refused_group(n, f"{side} must be a list of ids, or left out for all of them")


def _members(named: Sequence[Any] | None, known: Mapping[str, Any]) -> list[Any] | None:
    return None if named is None else [known.get(str(name), name) for name in named]


def refused_group(n: int, reason: str) -> Unreadable:
    """A group that cannot be taken; ``n`` counts from 0."""
    return Unreadable(RULES, reason, at=f"group {n + 1}")
