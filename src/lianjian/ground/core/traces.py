"""What a room wrote while it took a batch of lines: kept, so that it can be taken back.

    batch.trace.will_change([branch])       # before a command changes a row that is there
    batch.trace.made(new_branches)          # after rows were made

A trace keeps no contents of what was made, only the keys and a digest of what each row said when
all was done; of what was changed it keeps the fields that changed, as they were and as they are.

A room tells of its models once, from its ``AppConfig.ready``:

    traces.register(Branch)
    traces.register(BodyMember, part=True)
    traces.register(DirectoryEntry, whole="organisation")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from . import canonical
from .rows import Row, plain, portions, rows_of
from .scope import Scope
from .scoped import Scoped

Values = dict[str, Any]
_DIGITS = 16
"""Of a digest: enough to see that a row was changed; nobody gains by forging it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a room says of a model.

    A ``part`` is no record of its own: it is not counted. ``whole`` names the foreign key to what
    it stays and goes with, by default what it is ``part_of``. ``as_left`` takes out of a row's
    values what the clock changed and no person. ``care`` says of a model that everybody reads
    which of its rows are in somebody's care.
    """

    part: bool = False
    whole: str = ""
    as_left: Callable[[Values], Values] | None = None
    care: Callable[[Scope], models.Q] | None = None


_TOLD: dict[str, Told] = {}


def register(
    model: type[Row],
    *,
    part: bool = False,
    whole: str = "",
    as_left: Callable[[Values], Values] | None = None,
    care: Callable[[Scope], models.Q] | None = None,
) -> None:
    """Say of a model how its rows are traced."""
    part_of = model.part_of if issubclass(model, Scoped) else ""
    _TOLD[model._meta.label] = Told(part, whole or part_of, as_left, care)


def care_of(label: str) -> Callable[[Scope], models.Q] | None:
    """Of a model that everybody reads: which rows are in whose care, if its room said so."""
    found = _TOLD.get(label)
    return found.care if found else None


def told(label: str) -> Told:
    """What was said of a model; raises LookupError for one of which nothing was."""
    return _TOLD[label]


class Trace:
    """Collects what is written, until it is sealed."""

    def __init__(self) -> None:
        self._made: dict[str, dict[int, None]] = {}
        self._before: dict[str, dict[int, Values]] = {}

    def made(self, rows: Iterable[Row]) -> None:
        """These rows were not there before."""
        for row in rows:
            self._made.setdefault(row._meta.label, {})[row.pk] = None

    def will_change(self, rows: Iterable[Row]) -> None:
        """These rows may be changed next: what they say now is remembered."""
        keys: dict[type[Row], list[int]] = {}
        for row in rows:
            keys.setdefault(type(row), []).append(row.pk)
        for model, several in keys.items():
            known = self._before.setdefault(model._meta.label, {})
            known.update(values_of(model, (pk for pk in several if pk not in known)))

    def sealed(self) -> dict[str, Any]:
        """``{"made": {model: {key: digest}}, "changed": [{model, key, was, now}]}``: as JSON keeps
        it, from what the rows say now. Empty when nothing was written."""
        made = {
            label: {str(key): digest_of(label, values) for key, values in found.items()}
            for label, keys in self._made.items()
            if (found := values_of(apps.get_model(label), keys))
        }
        changed = list(self._changes())
        return {"made": made, "changed": changed} if made or changed else {}

    def _changes(self) -> Iterable[dict[str, Any]]:
        for label, before in self._before.items():
            now = values_of(apps.get_model(label), before)
            for key, was in before.items():
                differs = [name for name in was if key in now and now[key][name] != was[name]]
                if differs and key not in self._made.get(label, {}):
                    yield {
                        "model": label,
                        "key": key,
                        "was": {name: was[name] for name in differs},
                        "now": {name: now[key][name] for name in differs},
                    }


def values_of(model: type[Row], keys: Iterable[int], *, lock: bool = False) -> dict[int, Values]:
    """What the rows with these keys say, by key, as JSON may keep it; those that are there.

    With ``lock`` nobody changes one, or refers to it anew, before the transaction has ended.
    """
    names = [field.attname for field in model._meta.concrete_fields]
    found: dict[int, Values] = {}
    for portion in portions(sorted(keys)):
        rows: models.QuerySet[Any] = rows_of(model).filter(pk__in=portion).order_by("pk")
        if lock:
            list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        for values in rows.values_list("pk", *names):
            found[values[0]] = dict(zip(names, map(plain, values[1:]), strict=True))
    return found


def digest_of(label: str, values: Mapping[str, Any]) -> str:
    """What a row says, in sixteen digits."""
    as_left = told(label).as_left
    said = as_left(dict(values)) if as_left else dict(values)
    return canonical.digest(said)[:_DIGITS]
