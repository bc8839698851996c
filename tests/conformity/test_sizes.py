"""Short files, short functions: what separates the loved from the feared is the tail."""

from __future__ import annotations

import ast
from pathlib import Path

from . import HOUSE, parsed, ratchet

FILE, FUNCTION, VIEW = 400, 60, 25
EVERYWHERE = ("src", "tests", "tools", "benchmarks")


def files() -> list[Path]:
    return [
        path
        for folder in EVERYWHERE
        for path in (HOUSE / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def test_no_file_is_longer_than_400_lines():
    ratchet(
        {
            str(path.relative_to(HOUSE))
            for path in files()
            if len(path.read_text(encoding="utf-8").splitlines()) > FILE
        }
    )


def test_no_function_is_longer_than_60_lines():
    ratchet(
        {
            f"{path.relative_to(HOUSE)}: {node.name}"
            for path in files()
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
        }
    )
