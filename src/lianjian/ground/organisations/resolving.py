"""Organisations as many lines of a sheet name them: by credit code or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.translation import gettext as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from .models import Alias, Organisation, folded

T = TypeVar("T")
_AT_ONCE = 500


def in_portions(several: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    """So many at a time: a query takes no more than some thousand values."""
    portion: list[T] = []
    for one in several:
        portion.append(one)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion


class Bodies:
    """The bodies that a scope may see among those that a sheet names; all read beforehand."""

    def __init__(self, scope: Scope, texts: Iterable[str]) -> None:
        self.by_code: dict[str, Organisation] = {}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        self._seen: set[tuple[str, int]] = set()
        wanted = {text for text in texts if text}
        self._read(scope, wanted)
        self._read_aliases(scope, wanted)

    def _read(self, scope: Scope, texts: set[str]) -> None:
        rows = Organisation.within(scope).select_related("affiliation", "seat")
        for names in in_portions(sorted({folded(text) for text in texts} - {""})):
            for one in rows.filter(folded__in=names).order_by("pk"):
                self.add(one)
        codes = {"".join(text.split()).upper() for text in texts}
        for portion in in_portions(sorted(code for code in codes if len(code) == 18)):
            for one in rows.filter(uscc__in=portion):
                self.add(one)

    def _read_aliases(self, scope: Scope, texts: set[str]) -> None:
        known = Alias.within(scope).filter(document="").select_related("organisation__affiliation")
        for portion in in_portions(sorted(texts)):
            for alias in known.filter(text__in=portion).order_by("pk"):
                self._put(folded(alias.text), alias.organisation)

    def add(self, one: Organisation) -> None:
        """Let a body be found from now on."""
        if one.uscc:
            self.by_code[one.uscc] = one
        self._put(folded(one.name), one)

    def _put(self, name: str, one: Organisation) -> None:
        if (name, one.pk) not in self._seen:
            self._seen.add((name, one.pk))
            self.by_name[name].append(one)

    def named(self, text: str) -> list[Organisation]:
        """Those with this credit code, or this name."""
        coded = self.by_code.get("".join(text.split()).upper())
        return [coded] if coded is not None else list(self.by_name.get(folded(text), ()))

    def called(self, text: str) -> Organisation:
        """The one that is meant. Raises Invalid, with what to do."""
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise Invalid(
                _("“%(name)s” may be several organisations. Write the credit code instead.")
                % {"name": text}
            )
        raise Invalid(
            _("“%(name)s” is not in your directory. Take the organisations in first.")
            % {"name": text}
        )
