"""Tabler without what we do not use: a filter over its rules, run when static files are looked up.

A rule stays if every class in one of its selectors occurs in our own templates, scripts or
Python. Custom properties and key frames that nothing refers to any more go too. What cannot be
judged (element selectors, attributes, at-rules we do not know) stays.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CLASSES_OF_TEMPLATE = re.compile(r"""\bclass=(["'])(.*?)\1""", re.DOTALL)
_TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_JS_STRING = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
_WORD = re.compile(r"-?[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_NEGATED = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
_VARIABLE_SET = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_VARIABLE_USED = re.compile(r"var\(\s*(--[\w-]+)")
_BANNER = re.compile(r"/\*!.*?\*/\n?", re.DOTALL)
_OTHER_THEME = re.compile(r"data-bs-theme=[\"']?dark|\.theme-dark|\.dropdown-menu-dark")

NOT_SHOWN = {"tests", "migrations", "__pycache__", "node_modules"}


@dataclass(slots=True)
class Rule:
    """A selector (or at-rule) and its block: declarations, or the rules inside."""

    prelude: str
    body: str = ""
    inside: list[Rule] = field(default_factory=list)

    def text(self) -> str:
        if not self.body and not self.inside:
            return f"{self.prelude};" if self.prelude.startswith("@") else ""
        return f"{self.prelude}{{{self.body}{''.join(rule.text() for rule in self.inside)}}}"


def parse(css: str) -> list[Rule]:
    """The rules of a style sheet, comments dropped, nested one level for at-rules."""
    without = re.sub(r"@charset[^;]*;|/\*.*?\*/", "", css, flags=re.DOTALL)
    return list(_rules(without))


def _rules(css: str) -> Iterator[Rule]:
    at = start = 0
    for at, mark in _marks(css):
        if at < start:
            continue
        if mark == ";":
            yield Rule(css[start:at].strip())
            start = at + 1
        elif mark == "{":
            end = _matching(css, at)
            prelude, block = css[start:at].strip(), css[at + 1 : end]
            holds_rules = prelude.startswith(("@media", "@supports", "@layer", "@container"))
            yield (
                Rule(prelude, inside=list(_rules(block)))
                if holds_rules
                else Rule(prelude, body=block.strip())
            )
            start = end + 1


_MARK = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|url\([^"')]*\)""", re.DOTALL)


def _marks(css: str, begin: int = 0) -> Iterator[tuple[int, str]]:
    """Where braces and semicolons stand, strings and addresses skipped."""
    for found in _MARK.finditer(css, begin):
        if found.group() in "{};":
            yield found.start(), found.group()


def _matching(css: str, opening: int) -> int:
    depth = 0
    for at, mark in _marks(css, opening):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth == 0:
            return at
    raise ValueError("The style sheet ends inside a block.")


def words_used(folders: Iterable[Path]) -> frozenset[str]:
    """Every word of ours that may be a class: in ``class="…"`` and in strings of code."""
    words: set[str] = set()
    for folder in folders:
        for path in sources(folder):
            words.update(_words_of(path))
    return frozenset(words)


def sources(folder: Path) -> Iterator[Path]:
    """The templates, scripts and Python below a folder, without tests and migrations."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".js", ".py"} and not (
            NOT_SHOWN & set(path.relative_to(folder).parts)
        ):
            yield path


def _words_of(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        plain = _TEMPLATE_TAG.sub(" ", text)
        texts = [found.group(2) for found in _CLASSES_OF_TEMPLATE.finditer(plain)]
    elif path.suffix == ".js":
        texts = [found.group(2) for found in _JS_STRING.finditer(text)]
    else:
        texts = [
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
    for one in texts:
        yield from _WORD.findall(one)


def lean(css: str, words: frozenset[str], *, also: str = "") -> str:
    """``css`` without the rules, properties and key frames that neither we nor ``also`` use."""
    rules = list(_kept(parse(css), words))
    kept = "".join(rule.text() for rule in rules)
    rules = [rule for rule in rules if _still_named(rule, kept + also)]
    banner = "".join(_BANNER.findall(css)[:1])  # The licence stays with what is left.
    return banner + "".join(rule.text() for rule in _without_idle_variables(rules, also)) + "\n"


def _kept(rules: Iterable[Rule], words: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.inside:
            inside = list(_kept(rule.inside, words))
            if inside:
                yield Rule(rule.prelude, inside=inside)
        elif rule.prelude.startswith("@"):
            yield rule
        elif selectors := [one for one in split_selectors(rule.prelude) if is_used(one, words)]:
            yield Rule(",".join(selectors), body=rule.body)


def split_selectors(prelude: str) -> list[str]:
    """A selector list at its outer commas."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(prelude):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(prelude[start:at].strip())
            start = at + 1
    return [*parts, prelude[start:].strip()]


def is_used(selector: str, words: frozenset[str]) -> bool:
    """Whether something of ours can match: all its classes are ours (those in :not() aside)."""
    if _OTHER_THEME.search(selector):
        return False
    named = _CLASS.findall(_NEGATED.sub("", selector))
    return all(name.replace("\\", "") in words for name in named)


def _still_named(rule: Rule, kept: str) -> bool:
    if "keyframes" not in rule.prelude:
        return True
    name = re.escape(rule.prelude.split()[-1])
    return re.search(rf"animation[\w-]*:[^;}}]*(?<![\w-]){name}(?![\w-])", kept) is not None


def _without_idle_variables(rules: list[Rule], also: str) -> list[Rule]:
    """Without custom properties that nothing reads, however long the chain between them."""
    while True:
        text = "".join(rule.text() for rule in rules) + also
        read = set(_VARIABLE_USED.findall(text))
        idle = set(_VARIABLE_SET.findall(text)) - read
        thinner = [thin for rule in rules if (thin := _without(rule, idle))]
        if "".join(rule.text() for rule in thinner) + also == text:
            return rules
        rules = thinner


def _without(rule: Rule, idle: set[str]) -> Rule | None:
    if rule.inside:
        inside = [thin for one in rule.inside if (thin := _without(one, idle))]
        return Rule(rule.prelude, inside=inside) if inside else None
    if not rule.body or "keyframes" in rule.prelude:
        return rule
    lines = [line for line in _declarations(rule.body) if _name(line) not in idle]
    return Rule(rule.prelude, body=";".join(lines)) if lines else None


def _declarations(body: str) -> list[str]:
    lines, start = [], 0
    for at, mark in _marks(body):
        if mark == ";":
            lines.append(body[start:at])
            start = at + 1
    return [line for line in [*lines, body[start:]] if line.strip()]


def _name(declaration: str) -> str:
    return declaration.partition(":")[0].strip()
