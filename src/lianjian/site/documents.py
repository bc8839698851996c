"""docs/generated/: pages printed from the code, so that they cannot say something else."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils import translation
from pydantic import SecretStr

from lianjian.ground.core.commands import COMMANDS
from lianjian.ground.core.life import LIVES, Life

from .environment import Environment, variables
from .settings import ROOMS

PRINTED = "Printed by `lianjian documents` from the code; a test fails when it is stale.\n"


def settings_page() -> str:
    """Every setting: its variable, what it takes, its default, what it is for."""
    lines = ["# Settings\n", PRINTED, "Read from the environment at start; a wrong or unknown one"]
    lines += ["stops the start with a line that names it.\n"]
    lines += ["| variable | default | what for |", "|---|---|---|"]
    for name, field in variables().items():
        found = Environment.model_fields[field]
        lines.append(f"| `{name}` | {_shown(found.default)} | {found.description} |")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, SecretStr) or value in ("", []):
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{', '.join(value) if isinstance(value, list) else value}`"


def lives_page() -> str:
    """Every life as a table: in which state which verb leads where."""
    lines = ["# Lives\n", PRINTED]
    for name in sorted(_ours()):
        life = LIVES[name]
        lines += [f"## {name}\n", "| state | verb | leads to |", "|---|---|---|"]
        for (state, verb), target in life.edges.items():
            begins = " (here it begins)" if state == life.initial else ""
            lines.append(
                f"| {_both(life, state)}{begins} | {_called(life, verb)} | {_both(life, target)} |"
            )
        ends = ", ".join(_both(life, state) for state in life.states.values if state in life.ends())
        lines += [f"\nEnds: {ends or 'never'}.\n"]
    return "\n".join(lines)


def _ours() -> Mapping[str, Life]:
    return {name: life for name, life in LIVES.items() if ".tests." not in life.states.__module__}


def _both(life: Life, state: str) -> str:
    with translation.override("zh-hans"):
        return f"{life.label(state)} `{state}`"


def _called(life: Life, verb: str) -> str:
    with translation.override("zh-hans"):
        return f"{life.verbs.get(verb, '')} `{verb}`".strip()


def commands_page() -> str:
    """Every command: its verb, what it promises, whom its policy asks, what else it needs."""
    lines = ["# Commands\n", PRINTED]
    lines += [
        "Every change is one of these; each is one transaction with its line in the journal.\n"
    ]
    lines += ["| verb | promise | policy | asks again | personal |", "|---|---|---|---|---|"]
    for verb in sorted(COMMANDS):
        known = COMMANDS[verb]
        if ".tests." in known.service.__module__ or not known.service.__module__.startswith(
            "lianj"
        ):
            continue
        promise = (inspect.getdoc(known.service) or "").partition("\n\n")[0].replace("\n", " ")
        lines.append(
            f"| `{verb}` | {promise} | `{known.policy.__name__}` | {'yes' if known.fresh else ''} "
            f"| {', '.join(sorted(known.personal))} |"
        )
    return "\n".join(lines) + "\n"


def data_page() -> str:
    """The data dictionary: every table of ours with its columns, in the order of the rooms."""
    lines = ["# Data dictionary\n", PRINTED]
    lines += ["Where a column has no Chinese words of its own, their place is empty.\n"]
    for room in ROOMS:
        for model in apps.get_app_config(room.rpartition(".")[2]).get_models():
            if not model.__module__.startswith("lianjian."):
                continue
            promise = (inspect.getdoc(model) or "").partition("\n\n")[0].replace("\n", " ")
            lines += [f"## {_named(model)} `{model._meta.db_table}`\n", f"{promise}\n"]
            lines += ["| column | 中文 | English | holds | may be empty |", "|---|---|---|---|---|"]
            lines += [_column(field) for field in model._meta.concrete_fields]
            lines += [""]
    return "\n".join(lines)


def _named(model: type[Model]) -> str:
    """A model's names: the Chinese one first, where it has one."""
    chinese, english = (_in(one, model._meta.verbose_name) for one in ("zh-hans", "en"))
    return english if chinese == english else f"{chinese} · {english}"


def _column(field: Field[Any, Any]) -> str:
    chinese, english = _in("zh-hans", field.verbose_name), _in("en", field.verbose_name)
    if chinese == english:
        chinese = ""
    empty = "yes" if field.null or field.blank else ""
    return f"| `{field.column}` | {chinese} | {english} | {_held(field)} | {empty} |"


def _in(language: str, words: object) -> str:
    with translation.override(language):
        return str(words)


def _held(field: Field[Any, Any]) -> str:
    """What kind of value a column takes, as a person says it."""
    if field.remote_field is not None:
        return f"→ `{field.related_model._meta.db_table}`"  # type: ignore[union-attr]
    if field.choices:
        return "one of " + ", ".join(f"`{value}`" for value, _label in field.flatchoices)
    kind = field.get_internal_type().removesuffix("Field")
    return f"{kind}, at most {field.max_length}" if field.max_length else kind


PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "lives.md": lives_page,
    "commands.md": commands_page,
    "data.md": data_page,
}


def stale(folder: Path) -> list[str]:
    """The pages in ``folder`` that do not say what the code says."""
    return [
        name
        for name, page in PAGES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != page()
    ]


def write(folder: Path) -> list[str]:
    """Print the stale pages anew; gives their names."""
    wanted = stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return wanted
