from __future__ import annotations

import re
import tomllib

import pytest

from . import HOUSE

LOCKS = [
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-install.lock",
    "requirements-node.lock",
    "package-lock.json",
]


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_holds_the_address_of_a_registry(name):
    text = (HOUSE / name).read_text(encoding="utf-8")
    # npm names the pages where authors ask for money; nothing is fetched from there.
    text = re.sub(r'"funding":\s*(?:\[[^\]]*\]|\{[^}]*\}|"[^"]*"),?', "", text)
    assert not re.findall(r"https?://\S+|file://\S+|--(?:extra-)?index-url|--find-links", text)


def pinned(name: str) -> dict[str, str]:
    text = (HOUSE / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))


def test_the_check_runs_on_what_the_product_runs_on():
    product, check = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert product
    assert {name: check.get(name) for name in product} == product


@pytest.mark.parametrize("name", LOCKS[:4])
def test_every_package_has_a_hash(name):
    text = (HOUSE / name).read_text(encoding="utf-8")
    for package in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in package, package.split("\n")[0]


def test_every_package_that_the_product_names_is_locked():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=~! ]", one)[0].lower() for one in project["dependencies"]}
    assert named <= set(pinned("requirements.lock"))
