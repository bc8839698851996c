"""What a batch wrote goes again: judged first, then removed and restored by its own rooms.

``weigh`` writes nothing. It says which rows would go, which would get back their former values,
and which stay because somebody changed them or built on them since. Whoever refers to a row is
found through the models themselves and wherever they are; a reader is told only of what they see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from . import canonical, search, traces
from .actors import Actor
from .receives import Told
from .rows import Reference, Row, portions, references, rows_of
from .scoped import Scoped
from .verdicts import Allowed, Denied, Overtaken, Verdict

Key = tuple[str, int]
"""A row: its model's label and its key."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row that was there before, and the values that differ."""

    model: str
    key: int
    was: Mapping[str, Any]
    now: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stays:
    """A record that stays as it is, and why; ``name`` is empty where the reader may not see it."""

    model: str
    key: int
    name: str
    why: str


class Back(Told):
    """What taking back comes to: the rows that go, the changes undone, and what stays.

    The journal keeps what ``Told`` says: the digest is over the keys of all that goes.
    """

    __slots__ = ("changes", "goes", "stays")
    goes: dict[str, list[int]]
    changes: list[Change]
    stays: list[Stays]

    def __init__(
        self, file: str, goes: dict[str, list[int]], changes: list[Change], stays: list[Stays]
    ) -> None:
        lines = sum(len(keys) for keys in goes.values()) + len(changes)
        said = [goes, [[one.model, one.key] for one in changes]]
        super().__init__(file, lines, canonical.digest(said))
        object.__setattr__(self, "goes", goes)
        object.__setattr__(self, "changes", changes)
        object.__setattr__(self, "stays", stays)

    def rows(self) -> Iterator[Key]:
        """All that goes."""
        return ((label, key) for label, keys in self.goes.items() for key in keys)

    def counts(self) -> dict[str, int]:
        """How many records of each kind go: parts of records are not counted."""
        return {
            label: len(keys) for label, keys in self.goes.items() if keys and not _told(label).part
        }


def weigh(
    actor: Actor,
    trace: Mapping[str, Any],
    *,
    file: str,
    gone: Iterable[Key] = (),
    lock: bool = False,
) -> Back:
    """What taking back this trace would come to. ``gone`` are rows that would go before it.

    With ``lock`` nobody can change or build on what was found before the transaction has ended.
    """
    judged = _Judged(actor, frozenset(gone))
    for label, made in trace.get("made", {}).items():
        judged.look_at(label, {int(key): digest for key, digest in made.items()}, lock=lock)
    judged.find_who_refers()
    judged.let_wholes_and_parts_stay_together()
    changes = [Change(**one) for one in trace.get("changed", ())]
    undone = [one for one in changes if judged.can_be_undone(one, lock=lock)]
    goes = {label: sorted(keys) for label, keys in judged.goes.items() if keys}
    return Back(file, goes, undone, list(judged.stays()))


@dataclass
class _Judged:
    actor: Actor
    gone: frozenset[Key]
    goes: dict[str, dict[int, traces.Values]] = field(default_factory=dict)
    why: dict[Key, str] = field(default_factory=dict)
    whole: dict[Key, Key] = field(default_factory=dict)
    leans: dict[Key, list[Key]] = field(default_factory=dict)
    """Which rows of the trace a row of the trace keeps from going when it stays itself."""

    def look_at(self, label: str, made: Mapping[int, str], *, lock: bool) -> None:
        """Those that are there, unchanged and still the actor's."""
        model = apps.get_model(label)
        there = traces.values_of(model, made, lock=lock)
        seen = set(_seen(self.actor, model, there))
        self.goes[label] = {}
        for key, values in there.items():
            if key not in seen:
                self.why[label, key] = _("It is no longer in your area.")
            elif traces.digest_of(label, values) != made[key]:
                self.why[label, key] = _("Somebody has changed it since.")
            else:
                self.goes[label][key] = values

    def find_who_refers(self) -> None:
        for label in list(self.goes):
            for reference in references(apps.get_model(label)):
                self._find(label, reference)
            if whole := _told(label).whole:
                target = apps.get_model(label)._meta.get_field(whole)
                for key, values in self.goes[label].items():
                    up = (target.related_model._meta.label, values[target.attname])
                    self.whole[label, key] = up
                    self.leans.setdefault(up, []).append((label, key))

    def _find(self, label: str, reference: Reference) -> None:
        model, name = reference.model, reference.attname
        referring = model._meta.label
        found: dict[int, int] = {}
        for portion in portions(self.goes[label]):
            rows = rows_of(model).filter(**{f"{name}__in": portion}).order_by()
            for key, target in rows.values_list("pk", name):
                if key in self.goes.get(referring, ()) or (referring, key) in self.why:
                    self.leans.setdefault((referring, key), []).append((label, target))
                elif (referring, key) not in self.gone:
                    found[key] = target
        if found:
            seen = set(_seen(self.actor, model, found))
            for key, target in found.items():
                self.why.setdefault((label, target), _built_upon(model, key in seen))

    def let_wholes_and_parts_stay_together(self) -> None:
        """What stays keeps what it refers to, and its own parts; until nothing more follows."""
        todo = list(self.why)
        while todo:
            one = todo.pop()
            self.goes.get(one[0], {}).pop(one[1], None)
            for other in self.leans.get(one, ()):
                if other in self.why or other[1] not in self.goes.get(other[0], ()):
                    continue
                counted = not _told(one[0]).part
                self.why[other] = (
                    _("Another record of this sheet needs it, and that one stays.")
                    if counted
                    else self.why[one]
                )
                todo.append(other)

    def can_be_undone(self, change: Change, *, lock: bool) -> bool:
        """Whether it says still what the batch wrote; else it stays, with the reason."""
        model = apps.get_model(change.model)
        there = traces.values_of(model, [change.key], lock=lock)
        if change.key not in there:
            return False
        if not list(_seen(self.actor, model, there)):
            self.why[change.model, change.key] = _("It is no longer in your area.")
            return False
        values = there[change.key]
        if any(values[name] != now for name, now in change.now.items()):
            self.why[change.model, change.key] = _("Somebody has changed it since.")
            return False
        return True

    def stays(self) -> Iterator[Stays]:
        """The records that stay; a part, or a place in a directory, only where its whole goes."""
        told = [
            one
            for one in self.why
            if not _told(one[0]).part and self.whole.get(one) not in self.why
        ]
        names = _names(self.actor, told)
        return (Stays(*one, names[one], self.why[one]) for one in told)


def still_seen(actor: Actor, back: Back, *several: type[Scoped]) -> Verdict:
    """Denied where a row of these models that would go is not one that the actor sees."""
    for model in several:
        keys = back.goes.get(model._meta.label, [])
        if len(list(_seen(actor, model, keys))) != len(keys):
            return Denied(model.missing())
    return Allowed()


def remove(back: Back, *several: type[Row]) -> int:
    """Remove the rows of these models that go, and nothing with them: a row that refers to one
    and was not found makes the whole transaction fail. Gives how many went."""
    went = 0
    for model in several:
        keys = back.goes.get(model._meta.label, [])
        for portion in portions(keys):
            rows = rows_of(model).filter(pk__in=portion)
            went += rows._raw_delete(rows.db)
        search.forget(model._meta.label_lower, keys)
    return went


def must_stand_alone() -> None:
    """Raises Overtaken where somebody built, in this very moment, on a row that was removed.

    PostgreSQL looks at references only when a transaction ends, which is too late for a sentence.
    SQLite has one writer: what was found before is still all there is.
    """
    if connection.vendor != "postgresql":
        return
    try:
        connection.check_constraints()
    except IntegrityError:
        raise Overtaken(
            _("Someone changed this a moment ago. Look again before you go on.")
        ) from None


def restore(
    back: Back,
    actor: Actor,
    model: type[Scoped],
    *,
    may: Callable[[Any], Verdict] | None = None,
    tell: Callable[[Any], None] | None = None,
) -> None:
    """Give rows of a model back what they said before; one of which that cannot be stays.

    ``may`` is asked for each row, ``tell`` is told of each that changed.
    """
    for change in [one for one in back.changes if one.model == model._meta.label]:
        row = model.get_within(actor.scope, pk=change.key)
        verdict = may(row) if may else None
        why = str(verdict) if isinstance(verdict, Denied) else _given_back(row, change)
        if why:
            back.changes.remove(change)
            back.stays.append(Stays(change.model, change.key, str(row), why))
        elif tell:
            tell(row)


def _given_back(row: Scoped, change: Change) -> str:
    """Empty, or why not."""
    fields = {one.attname: one for one in row._meta.concrete_fields}
    was = {name: fields[name].to_python(value) for name, value in change.was.items()}
    try:
        with transaction.atomic():
            row.rewrite(**was)
    except Overtaken as refusal:
        return str(refusal)
    except IntegrityError:
        return _("Something stands now where its former values would come back.")
    return ""


def _told(label: str) -> traces.Told:
    return traces.told(label)


def _seen(actor: Actor, model: type[Row], keys: Iterable[int]) -> Iterator[int]:
    """Those of these rows that the actor may see; of a many-to-many, whose owner they see."""
    rows = _in_care(actor, model)
    if rows is not None:
        for portion in portions(keys):
            yield from rows.filter(pk__in=portion).values_list("pk", flat=True)
        return
    owner = _owner(model)
    if owner is None:
        return
    name = next(one.attname for one in model._meta.concrete_fields if one.related_model is owner)
    for portion in portions(keys):
        owners = dict(rows_of(model).filter(pk__in=portion).values_list("pk", name))
        seen = set(_seen(actor, owner, set(owners.values())))
        yield from (key for key, its in owners.items() if its in seen)


def _in_care(actor: Actor, model: type[Row]) -> models.QuerySet[Any] | None:
    """The rows that the actor sees, or of what everybody reads those in their care; None for a
    model that says of itself neither."""
    if issubclass(model, Scoped):
        return model.within(actor.scope)
    care = traces.care_of(model._meta.label)
    return rows_of(model).filter(care(actor.scope)) if care else None


def _owner(model: type[Row]) -> type[Row] | None:
    """The model that a table of a many-to-many belongs to."""
    owner: Any = model._meta.auto_created
    return owner or None


def _built_upon(model: type[Row], is_seen: bool) -> str:
    if not is_seen:
        return _("Others have built on it since.")
    kind = (_owner(model) or model)._meta.verbose_name
    return _("Something was built on it since: %(kind)s.") % {"kind": kind}


def _names(actor: Actor, rows: Iterable[Key]) -> dict[Key, str]:
    """What each of these rows is called, by row; empty for what the actor does not see."""
    by_model: dict[str, list[int]] = {}
    for label, key in rows:
        by_model.setdefault(label, []).append(key)
    names: dict[Key, str] = {}
    for label, keys in by_model.items():
        sight = _in_care(actor, apps.get_model(label))
        names |= {(label, key): "" for key in keys}
        if sight is None:
            continue
        for portion in portions(keys):
            names |= {(label, one.pk): str(one) for one in sight.filter(pk__in=portion)}
    return names
