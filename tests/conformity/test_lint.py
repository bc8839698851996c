"""Our own lint rules: each has a reason, catches its bad example and leaves its good one alone."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from lianjian.ground.core.scoped import Scoped

from . import HOUSE, our_models

RULES = sorted((HOUSE / "lint" / "rules").glob("*.yml"))
AST_GREP = Path(sysconfig.get_path("scripts")) / "ast-grep"


def examples(rule: str, kind: str) -> list[str]:
    """The lines under ``metadata: bad:`` or ``good:``."""
    listed = rule.partition("metadata:")[2].partition(f"  {kind}:\n")[2]
    lines = []
    for line in listed.splitlines():
        if not line.startswith("    - "):
            break
        lines.append(line.removeprefix("    - ").strip("'").replace("\\n", "\n"))
    return lines


def hits(rule: str, code: str, folder: Path) -> list[object]:
    """What a rule finds in ``code``, wherever that stands: its list of files is left out."""
    everywhere = re.sub(r"^(files|ignores):.*\n(?:(?:  .*|- .*)\n)*", "", rule, flags=re.MULTILINE)
    (folder / "rule.yml").write_text(everywhere, encoding="utf-8")
    (folder / "code.py").write_text(code + "\n", encoding="utf-8")
    done = subprocess.run(
        [str(AST_GREP), "scan", "--rule", "rule.yml", "--json", "code.py"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("["), done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_has_a_reason_and_does_what_its_examples_say(path, tmp_path):
    rule = path.read_text(encoding="utf-8")
    assert f"id: {path.stem}\n" in rule
    assert "\nnote: |\n" in rule
    assert examples(rule, "bad")
    assert examples(rule, "good")
    for code in examples(rule, "bad"):
        assert hits(rule, code, tmp_path), f"not caught: {code}"
    for code in examples(rule, "good"):
        assert not hits(rule, code, tmp_path), f"wrongly caught: {code}"


def test_every_scoped_model_is_named_in_the_rule_about_objects():
    text = (HOUSE / "lint" / "rules" / "objects-stay-inside.yml").read_text(encoding="utf-8")
    found = re.search(r'MODEL: { regex: "\^\((.*?)\)\$" }', text)
    assert found
    named = set(found[1].split("|"))
    scoped = {model.__name__ for model in our_models() if issubclass(model, Scoped)}
    assert named == scoped, f"add {sorted(scoped - named)}, take off {sorted(named - scoped)}"
