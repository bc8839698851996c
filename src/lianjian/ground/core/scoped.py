"""Models whose rows nobody sees without a scope, and nobody writes outside a command.

The idea is django-scopes'; the differences were measured (docs/ideas/scope.md): subtrees by code
ranges, either of two parties, and denial by default in *every* way to reach the database,
``exists``, ``count``, ``aggregate``, ``explain``, ``iterator`` and inserts included.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.query import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .actors import running
from .prototypes import lies_within, prototype
from .scope import Scope, alternatives
from .verdicts import OutOfScope, Overtaken, ScopeMissing

M = TypeVar("M", bound="Scoped")

_lifted: ContextVar[str] = ContextVar("lianjian_scope_lifted", default="")


@contextmanager
def scope_lifted(reason: str) -> Iterator[None]:
    """Let queries run without a scope. For ``ground/core`` and data migrations alone."""
    token = _lifted.set(reason)
    try:
        yield
    finally:
        _lifted.reset(token)


def scope_of(row: models.Model) -> Scope | None:
    """The scope through which a row was read, or None for a row that no query has read."""
    return getattr(row._state, "lianjian_scope", None)


def _tag(row: object, scope: Scope) -> None:
    """Remember on a row, and on the rows joined to it, through which scope it was read."""
    if not isinstance(row, models.Model):
        return
    row._state.lianjian_scope = scope  # type: ignore[attr-defined]
    for joined in row._state.fields_cache.values():
        if isinstance(joined, models.Model) and scope_of(joined) is None:
            _tag(joined, scope)


class ScopedQuerySet(QuerySet[M]):
    """A query that refuses to run until it knows for whom."""

    _scope: Scope | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A forward key of a row in scope is part of that row: the row says it, so its reader may
        # follow it. Reverse relations are not: they come through _add_hints and stay denied.
        owner = self._hints.get("instance")  # type: ignore[attr-defined]
        if owner is not None and self._scope is None:
            self._scope = scope_of(owner)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scope = self._scope
        return clone

    def _add_hints(self, **hints: Any) -> None:
        """Reverse relations: allowed only from a whole to its own parts (accord → clauses)."""
        whole = hints.get("instance")
        if whole is not None and self.model.part_of and self._scope is None:
            field = self.model._meta.get_field(self.model.part_of)
            if isinstance(whole, field.related_model):  # type: ignore[arg-type]
                self._scope = scope_of(whole)

    def in_scope(self, scope: Scope) -> Self:
        """Only the rows of ``scope``; the way in for everything else."""
        rows = self.filter(self.model.scope_rule(scope))
        rows._scope = scope
        return rows

    def listed(self) -> Self:
        """These rows, reached from the scope's own places and organisations outwards.

        For whatever may answer with many rows: without it a database reads the whole table to
        find out which rows lie in a scope (tests/volume). One row by its key needs it not, and
        would pay for the keys of a whole province.
        """
        scope = self._need_scope()
        return self if scope.everything else self.filter(pk__in=self.model.keys_within(scope))

    def _need_scope(self) -> Scope:
        if self._scope is not None:
            return self._scope
        if _lifted.get():
            return Scope.of_everything()
        raise ScopeMissing(
            f"A query over {self.model._meta.label} has no scope: start from "
            f"{self.model.__name__}.within(scope)."
        )

    def _need_command(self) -> None:
        if running.get() is None and not _lifted.get():
            raise ScopeMissing(f"{self.model._meta.label} is written outside a command.")

    # -- reading --
    def _fetch_all(self) -> None:
        scope = self._need_scope()
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            for row in self._result_cache or ():
                _tag(row, scope)

    def _iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        scope = self._need_scope()
        for row in super()._iterator(*args, **kwargs):  # type: ignore[misc]
            _tag(row, scope)
            yield row

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._need_scope()
        return super().iterator(chunk_size)

    def exists(self) -> bool:
        self._need_scope()
        return super().exists()

    def count(self) -> int:
        self._need_scope()
        return super().count()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._need_scope()
        return super().aggregate(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._need_scope()
        return super().explain(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Used as a subquery in another query's filter."""
        self._need_scope()
        return super().resolve_expression(*args, **kwargs)

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Any:
        for other in others:
            if isinstance(other, ScopedQuerySet):
                other._need_scope()
        combined = super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]
        combined._scope = self._scope
        return combined

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise ScopeMissing(f"{self.model._meta.label} takes no raw SQL: nothing would scope it.")

    # -- writing --
    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        self._need_command()
        return super()._insert(*args, **kwargs)  # type: ignore[misc]

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        self._need_command()
        rows = super().bulk_create(objs, *args, **kwargs)
        _check_in_scope(self.model, [row.pk for row in rows if row.pk is not None])
        for row in rows:
            _tag(row, _writing_scope())
        return rows

    def _update(self, values: Any) -> int:
        # The last step of Model.save(): its row is checked there, before and after.
        self._need_command()
        return int(super()._update(values))  # type: ignore[misc]

    def update(self, **kwargs: Any) -> int:
        """Write to the rows that satisfy every condition at the moment of writing.

        A scope reaches into other tables, and Django then writes ``UPDATE … WHERE pk IN (SELECT
        …)``. PostgreSQL does not run that SELECT again after it has waited for another's UPDATE,
        so two who asked for ``state = 'open'`` both won, every time. Rows are therefore locked
        first: a lock is granted on the row as it is *then*, with every condition looked at again.
        """
        self._need_scope()
        self._need_command()
        if self.query.count_active_tables() <= 1:
            return super().update(**kwargs)
        with transaction.atomic(savepoint=False):
            locked = self.order_by("pk").select_for_update(of=("self",))
            keys = list(locked.values_list("pk", flat=True))
            rows: ScopedQuerySet[M] = self.model.objects.filter(pk__in=keys)
            return super(ScopedQuerySet, rows).update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._need_scope()
        self._need_command()
        with scope_lifted("the collector looks for rows that protect these"):
            return super().delete()


def reaching(model: type[M], rule: Q, through: str) -> QuerySet[Any, Any]:
    """The values of ``through`` in the rows that satisfy ``rule``: for use in a ``scope_rule``.

    A rule over many rows (an accord's parties) must be a subquery, or the join counts rows twice.
    Each alternative of the rule is asked for itself: every one has an index of its own.
    """
    rows: ScopedQuerySet[M] = model.objects.all().order_by()
    rows._scope = Scope.of_everything()
    arms = [rows.filter(_places_first(model, one)).values(through) for one in alternatives(rule)]
    if not arms:
        return rows.none().values(through)
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


_RANGE = re.compile(r"(?P<place>.+)__(?P<bound>code__(?:gte|lt))")


def _places_first(model: type[models.Model], rule: Q) -> Q:
    """An alternative with its range of division codes as a set of divisions, to begin from.

    How many divisions a range of codes holds, SQLite guesses: a quarter of them all. It would then
    rather walk through a table of honours. A set that has to be looked up first it takes for small.
    """
    if rule.negated or rule.connector != Q.AND:
        return rule
    bounds: dict[str, dict[str, int]] = {}
    rest = Q()
    for child in rule.children:
        if isinstance(child, tuple) and (found := _RANGE.fullmatch(child[0])):
            bounds.setdefault(found["place"], {})[found["bound"]] = child[1]
        else:
            rest &= child if isinstance(child, Q) else Q(child)
    for place, bound in bounds.items():
        division: Any = model
        for step in place.split("__"):
            division = division._meta.get_field(step).related_model
        rest &= Q(**{f"{place}__in": division.objects.filter(**bound).order_by().values("pk")})
    return rest


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """``Model.objects``: closed. ``Model.within(scope)`` is the way in."""

    use_in_migrations = False

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise ScopeMissing(f"{self.model._meta.label} takes no raw SQL: nothing would scope it.")


def _writing_scope() -> Scope:
    command = running.get()
    return command.actor.scope if command else Scope.of_everything()


def _check_in_scope(model: type[Scoped], keys: Collection[Any]) -> None:
    """Rows just written must lie where their writer may see them; the transaction dies if not."""
    scope = _writing_scope()
    if scope.everything or _lifted.get() or not keys:
        return
    if len(keys) == 1:
        inside = all(lies_within(model, scope, key) for key in keys)
    else:
        inside = model.within(scope).filter(pk__in=keys).count() == len(set(keys))
    if not inside:
        raise OutOfScope(model.missing())


class Scoped(models.Model):
    """A row that belongs somewhere. Subclasses say where in ``scope_rule``.

    ``part_of`` names the foreign key to the whole that this row is a part of, if any: parts may
    be read from their whole (``accord.clauses``), all else only by ``within(scope)``.
    """

    part_of: ClassVar[str] = ""

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """The rows of this model that ``scope`` may see.

        ``at`` is the lookup path that leads to this model from the one being queried, empty or
        ending in ``__``, so that a part can say ``Accord.scope_rule(scope, at + "accord__")``.
        """
        raise NotImplementedError(f"{cls.__name__} does not say to whom its rows belong.")

    @classmethod
    def within(cls, scope: Scope) -> ScopedQuerySet[Self]:
        """The rows that ``scope`` may see: where every query begins."""
        rows: ScopedQuerySet[Self] = prototype(
            ("rows", cls.scope_rule, scope), lambda: cls.objects.all().in_scope(scope)
        )
        return rows

    @classmethod
    def keys_within(cls, scope: Scope) -> QuerySet[Any, Any]:
        """The keys of the rows that ``scope`` may see, for ``pk__in``: see ``listed``."""
        keys: QuerySet[Any, Any] = prototype(
            ("keys", cls.scope_rule, scope), lambda: reaching(cls, cls.scope_rule(scope), "pk")
        )
        return keys

    @classmethod
    def missing(cls) -> str:
        """What a reader is told when there is no such row for them."""
        return gettext("There is no such %(thing)s, or it is not yours to see.") % {
            "thing": cls._meta.verbose_name
        }

    @classmethod
    def get_within(cls, scope: Scope, **lookup: Any) -> Self:
        """The one row, or OutOfScope, which never tells whether it exists for someone else."""
        row = cls.within(scope).filter(**lookup).first()
        if row is None:
            raise OutOfScope(cls.missing())
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert, or update the fields named in ``update_fields``: an update without them is a bug.

        Plain ``save()`` lost one of two edits in 150 of 150 trials (docs/ideas/locking.md).
        """
        if running.get() is None and not _lifted.get():
            raise ScopeMissing(f"{self._meta.label} is written outside a command.")
        adding = self._state.adding
        if not adding:
            if kwargs.get("update_fields") is None:
                raise ScopeMissing(f"{self._meta.label}.save() must name its update_fields.")
            _check_in_scope(type(self), [self.pk])
        super().save(*args, **kwargs)
        _check_in_scope(type(self), [self.pk])
        _tag(self, _writing_scope())

    def rewrite(self, **values: Any) -> None:
        """Give fields new values, where they still say what they said when this row was read.

        Only what differs is written, so another's change to another field stays. Raises Overtaken
        when somebody changed one of *these* fields meanwhile: two forms sent at the same moment
        both passed every look at the row beforehand (tests/races/test_two_editors.py).
        """
        before = {name: getattr(self, name) for name in values}
        values = {name: value for name, value in values.items() if value != before[name]}
        if not values:
            return
        rows = type(self).within(_writing_scope())
        if not rows.filter(pk=self.pk, **{name: before[name] for name in values}).update(**values):
            raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))
        _check_in_scope(type(self), [self.pk])
        for name, value in values.items():
            setattr(self, name, value)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if running.get() is None and not _lifted.get():
            raise ScopeMissing(f"{self._meta.label} is deleted outside a command.")
        _check_in_scope(type(self), [self.pk])
        with scope_lifted("the collector looks for rows that protect this one"):
            return super().delete(*args, **kwargs)
