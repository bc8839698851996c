"""The tree of divisions as a text's reader needs it: by name, and what lies under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LEVELS = ("province", "city", "county", "town", "village", "hamlet")


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the tree: code, name, the name without the word for what it is (张洋村委会 →
    张洋), level, parent's code."""

    code: int
    name: str
    core: str
    level: str
    parent: int | None


class Gazetteer:
    """The divisions by name, and what lies under each.

    ``divisions`` are the provinces, cities and counties; ``under`` gives what lies below a county
    when it is asked for, so that nobody loads 620,000 villages to read a page.
    """

    def __init__(
        self,
        divisions: Iterable[Division] = (),
        under: Callable[[Division], Iterable[Division]] = lambda _: (),
    ) -> None:
        self.by_name: dict[str, list[Division]] = defaultdict(list)
        self.by_core: dict[str, list[Division]] = defaultdict(list)
        self.by_code: dict[int, Division] = {}
        self._under = under
        self._below: dict[int, list[Division]] = {}
        self._named: dict[int, dict[str, list[Division]]] = {}
        for one in divisions:
            self.by_code[one.code] = one
            self.by_name[one.name].append(one)
            if len(one.core) > 1:
                self.by_core[one.core].append(one)

    def below(self, county: Division) -> list[Division]:
        """Towns and villages of a county."""
        if county.code not in self._below:
            below = list(self._under(county))
            self._below[county.code] = below
            self.by_code |= {one.code: one for one in below}
        return self._below[county.code]

    def below_named(self, county: Division, name: str, core: str) -> list[Division]:
        """Towns and villages of a county with this name, or this core of two characters or more."""
        if county.code not in self._named:
            named: dict[str, list[Division]] = defaultdict(list)
            for one in self.below(county):
                for written in {one.name, one.core}:
                    named[written].append(one)
            self._named[county.code] = named
        index = self._named[county.code]
        if name not in index and core not in index:
            return []
        found = [one for one in index.get(name, ()) if one.name == name]
        if len(core) > 1:
            found += [one for one in index.get(core, ()) if one.core == core and one.name != name]
        return found

    def is_within(self, one: Division, other: Division) -> bool:
        """Whether ``one`` lies in ``other`` (or is it)."""
        at: Division | None = one
        while at is not None:
            if at.code == other.code:
                return True
            at = self.by_code.get(at.parent) if at.parent is not None else None
        return False
