"""What import-linter cannot say: which names a room may take from another, and what it may do."""

from __future__ import annotations

import ast

from . import SOURCE, modules, parsed, ratchet

WAYS_IN = {"within", "get_within", "objects"}


def foreign_models(tree: ast.Module, room: tuple[str, ...]) -> set[str]:
    """Names that a module imports from another room's models."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("lianjian.")
        and ".models" in (node.module or "")
        and tuple((node.module or "").split(".")[1:3]) != room
        for alias in node.names
    }


def queries(tree: ast.Module, names: set[str]) -> set[str]:
    """Which of ``names`` a module starts a query from; an empty one for a form is none."""
    empty = {
        node.value.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "none"
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
    }
    return {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in WAYS_IN
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and not (node.attr == "objects" and node.value.id in empty)
    }


def test_a_room_asks_another_through_its_selectors():
    """Naming another room's model as a type is allowed down the flow; querying it is not."""
    found = set()
    for name, path in modules():
        parts = tuple(name.split("/"))
        if len(parts) < 3 or parts[0] == "site" or parts[2].startswith("models"):
            continue
        asked = queries(parsed(path), foreign_models(parsed(path), parts[:2]))
        found |= {f"{name}: {model}" for model in asked}
    ratchet(found)


def test_it_sees_a_query_and_not_an_empty_one():
    source = "from lianjian.chain.registry.models import Branch\n"
    for line, expected in (("Branch.within(s)", {"Branch"}), ("Branch.objects.none()", set())):
        tree = ast.parse(source + line)
        assert queries(tree, foreign_models(tree, ("chain", "pairing"))) == expected


def test_rooms_of_beside_have_a_contract_once_there_are_two():
    rooms = list((SOURCE / "beside").glob("*/__init__.py"))
    contracts = (SOURCE.parent.parent / ".importlinter").read_text(encoding="utf-8")
    assert len(rooms) < 2 or "lianjian.beside" in contracts.partition("type = independence")[2]


def test_every_room_says_what_it_promises():
    rooms = [
        path
        for storey in ("ground", "chain", "beside")
        for path in (SOURCE / storey).glob("*/__init__.py")
    ]
    ratchet({str(path) for path in rooms if not ast.get_docstring(parsed(path))})
