"""A page that sends a reader somewhere sends them to something that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import HOUSE, ratchet

NOT_OURS = {"node_modules", "var", "build", "dist"}
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|``[^\n]*?``|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|yml|csv|html))`")


def ours() -> Iterator[Path]:
    """Every file of the repository, none that was installed or made."""
    for folder, below, names in os.walk(HOUSE):
        below[:] = [name for name in below if name not in NOT_OURS and name[0] != "."]
        yield from (Path(folder, name) for name in names)


def pages() -> list[Path]:
    return sorted(path for path in ours() if path.suffix == ".md")


def links(text: str) -> list[str]:
    """Where a page's links lead, but those to other sites and those in code."""
    found = _LINK.findall(_CODE.sub("", text))
    return [link for link in found if not re.match(r"[a-z][a-z0-9+.-]*:|//", link)]


def anchors(text: str) -> set[str]:
    """The headings of a page as they are linked to: ``## What it costs`` → ``what-it-costs``."""
    without = re.sub(r"^(```|~~~).*?^\1[^\n]*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(without)
    }


def dead(page: Path, text: str) -> set[str]:
    """The links of a page, from the house, that lead to no file or to no heading of it."""
    found = set()
    for link in links(text):
        path, _hash, anchor = link.partition("#")
        target = Path(os.path.normpath(page.parent / path)) if path else page
        name = os.path.relpath(target, HOUSE)
        if not target.exists():
            found.add(name)
        elif anchor and anchor not in anchors(target.read_text("utf-8") if path else text):
            found.add(f"{name}#{anchor}")
    return found


def test_every_link_leads_somewhere():
    found = set()
    for page in pages():
        found |= dead(page, page.read_text(encoding="utf-8"))
    ratchet(found)


def test_every_file_that_a_page_names_is_there():
    """``ground/core/files.py`` is the end of the path of some file, wherever its room stands."""
    files = ["/" + str(path.relative_to(HOUSE)) for path in ours()]
    named = {name for page in pages() for name in _NAMED.findall(page.read_text(encoding="utf-8"))}
    found = {name for name in named if not any(file.endswith(f"/{name}") for file in files)}
    ratchet(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](README.md) [b](docs/ideas/) [c](https://example.cn/x.md)", set()),
        ("[a](NOWHERE.md)", {"NOWHERE.md"}),
        ("[a](README.md#try-it) [b](#over-here)\n# Over here!", set()),
        ("[a](README.md#not-a-heading)", {"README.md#not-a-heading"}),
        ("`[a](NOWHERE.md)`\n```\n[a](NOWHERE.md)\n```\n", set()),
    ],
)
def test_it_sees_a_dead_link_and_leaves_code_alone(text: str, expected: set[str]):
    assert dead(HOUSE / "CONTRIBUTING.md", text) == expected
