"""Two rows that stand for one thing become one, and can be parted again.

Everything that refers to the row that goes is found through the models themselves and moved to the
row that is kept. Where both have what can be there only once (a place in one directory), the second
goes too if it says nothing else; where it says something else, its model must have told here how
two of it are joined (a branch), or the whole is refused. What was done is a list of steps, from
which ``part`` brings back exactly what was.

    merging.register(Branch, joins=True, tell=let_it_be_found)   # from a room's AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import canonical, search
from lianjian.ground.core.rows import Reference, Row, plain, references, rows_of
from lianjian.ground.core.verdicts import Invalid

Step = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a room says of a model: whether two of it may be joined, and whom to tell of changes."""

    joins: bool
    tell: Callable[[Any], None]


_TOLD: dict[type[Row], Told] = {}


def register(model: type[Row], *, joins: bool = False, tell: Callable[[Any], None]) -> None:
    """Say of a model that two of its rows may be joined, and what is done with a row that moved."""
    _TOLD[model] = Told(joins, tell)


class Join:
    """Makes one row of two, writing down each step. Use it inside a command of the system."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def into(self, kept: Row, gone: Row) -> None:
        """Let ``kept`` stand wherever ``gone`` stood; ``gone`` is removed.

        Raises Invalid where both have what there can be only once.
        """
        self._note("joined", kept)
        for field in references(type(gone)):
            found = rows_of(field.model).filter(**{field.attname: gone.pk}).order_by("pk")
            for row in list(found):
                self._move(row, field, kept)
        self._remove(gone)

    def change(self, row: Row, name: str, value: Any) -> None:
        """Give a field of the kept row another value."""
        before = getattr(row, name)
        rows_of(type(row)).filter(pk=row.pk).update(**{name: value})
        setattr(row, name, value)
        self._note("changed", row, field=name, was=plain(before), now=plain(value))

    def added(self, row: Row) -> None:
        """A row was made on the way: it goes again when the two are parted."""
        self._note("added", row)

    def sealed(self) -> list[Step]:
        """The steps, each row that moved with a digest of what it says when all is done."""
        for step in self.steps:
            if step["did"] == "moved" and (row := _row_of(step)) is not None:
                step["digest"] = _digest(row)
        tell(self.steps)
        return self.steps

    def _move(self, row: Row, field: Reference, kept: Row) -> None:
        twin = _twin(row, field, kept)
        if twin is not None:
            told = _TOLD.get(type(row))
            if not _says_the_same(row, twin, field) and not (told and told.joins):
                raise Invalid(
                    _("Both have this, and there can be one only: %(kind)s. Settle that first.")
                    % {"kind": row._meta.verbose_name}
                )
            self.into(twin, row)
            return
        itself = type(row) is type(kept) and row.pk == kept.pk
        to = None if itself and field.null else kept.pk
        was = getattr(row, field.attname)
        rows_of(type(row)).filter(pk=row.pk).update(**{field.attname: to})
        self._note("moved", row, field=field.attname, was=was, now=to)

    def _remove(self, row: Row) -> None:
        self._note("removed", row, values=_values(row))
        rows_of(type(row)).filter(pk=row.pk).delete()
        search.forget(row._meta.label_lower, [row.pk])

    def _note(self, did: str, row: Row, **more: Any) -> None:
        self.steps.append({"did": did, "model": row._meta.label, "key": row.pk, **more})


def part(steps: list[Step]) -> None:
    """Take the steps back, last first. Raises Invalid, with what it was, where a row that was
    moved says something else today, or where what went could not come back."""
    for step in steps:
        _must_be_as_it_was_left(step)
    try:
        for step in reversed(steps):
            _take_back(step)
    except IntegrityError:
        raise Invalid(
            _("Something was entered since that stands where the old entry would come back.")
        ) from None
    tell(steps)


def tell(steps: list[Step]) -> None:
    """Let the rooms of the rows that changed know: what finds them may have to change."""
    seen = set()
    for step in steps:
        model = apps.get_model(step["model"])
        if model not in _TOLD or (step["model"], step["key"]) in seen:
            continue
        seen.add((step["model"], step["key"]))
        if (row := _row_of(step)) is not None:
            _TOLD[model].tell(row)


def _must_be_as_it_was_left(step: Step) -> None:
    row = _row_of(step)
    if step["did"] == "removed":
        return
    if row is None:
        fine = step["did"] == "added"
    elif step["did"] == "moved":
        fine = _digest(row) == step["digest"]
    elif step["did"] == "changed":
        fine = plain(getattr(row, step["field"])) == step["now"]
    else:
        fine = True
    if not fine:
        kind = apps.get_model(step["model"])._meta.verbose_name
        raise Invalid(
            _("This was changed since, so the merger can no longer be undone: %(kind)s.")
            % {"kind": kind}
        )


def _take_back(step: Step) -> None:
    model = apps.get_model(step["model"])
    found = rows_of(model).filter(pk=step["key"])
    if step["did"] == "removed":
        _restored(model, step["values"]).save_base(raw=True, force_insert=True)
    elif step["did"] == "added":
        found.delete()
    elif step["did"] in {"moved", "changed"}:
        field = model._meta.get_field(step["field"])
        found.update(**{step["field"]: field.to_python(step["was"])})


def _row_of(step: Step) -> Row | None:
    found: Row | None = rows_of(apps.get_model(step["model"])).filter(pk=step["key"]).first()
    return found


def _values(row: Row) -> dict[str, Any]:
    return {
        field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }


def _restored(model: type[Row], values: dict[str, Any]) -> Row:
    """The row as it was, its key and its own days included."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items()})


def _digest(row: Row) -> str:
    return canonical.digest(_values(row))


def _twin(row: Row, field: Reference, kept: Row) -> Row | None:
    """The row that ``row`` would collide with if it referred to ``kept``."""
    for constraint in row._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        if field.name not in constraint.fields:
            continue
        asked = {name: _value(row, name) for name in constraint.fields} | {field.attname: kept.pk}
        asked.pop(field.name)
        if None in asked.values():
            continue
        rows = rows_of(type(row))
        condition = constraint.condition or models.Q()
        if rows.filter(condition, pk=row.pk).exists():
            twin: Row | None = rows.filter(condition, **asked).exclude(pk=row.pk).first()
            if twin is not None:
                return twin
    return None


def _value(row: Row, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]


def _says_the_same(row: Row, twin: Row, moved: Reference) -> bool:
    """Whether two rows differ in nothing but their keys, the days they were made, and ``moved``."""
    return all(
        _value(row, field.name) == _value(twin, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key
        and field.name != moved.name
        and not getattr(field, "auto_now_add", False)
    )
