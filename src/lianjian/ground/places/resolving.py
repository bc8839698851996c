"""Places as many lines of a sheet name them: looked for inside one's own area first.

A national name alone decides nothing: there are fourteen 蔡家沟, and the one that is meant may be
on no list at all (text-and-data.md, 5). Inside an area of some sixty thousand villages a name is
found in memory, because a sheet has a hundred thousand of them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid

from . import selectors
from .codes import SPAN, Level, full_code
from .models import Division
from .names import core_of, spoken, tidy

_HIGH = (Level.PROVINCE, Level.CITY)
_MOST_NAMED = 4


class Places:
    """Divisions by name, path (石桥镇石桥村) or code, for a reader of one scope."""

    def __init__(self, scope: Scope, home: Division | None = None) -> None:
        self.scope, self.home = scope, home
        self._answers: dict[tuple[str, str, bool], Division | str] = {}
        self._found: dict[str, list[Division]] = {}

    @cached_property
    def _own(self) -> dict[int, Division]:
        """The divisions of the area, by code; nothing for a scope without ranges."""
        if self.scope.everything:
            return {}
        rows = Division.objects.filter(self.scope.inside("code"), valid_to=None)
        return {one.code: one for one in rows.order_by("code")}

    @cached_property
    def _by_core(self) -> dict[str, list[Division]]:
        found: dict[str, list[Division]] = defaultdict(list)
        for one in self._own.values():
            for key in _keys(one):
                found[key].append(one)
        return found

    @cached_property
    def _by_parent(self) -> dict[tuple[int | None, str], list[Division]]:
        found: dict[tuple[int | None, str], list[Division]] = defaultdict(list)
        for one in self._own.values():
            for key in _keys(one):
                found[one.parent_id, key].append(one)
        return found

    def inside(self, text: str, *, town: str = "") -> Division:
        """The one division of the area that is meant. Raises Invalid, with what to write."""
        return self._answer(text, town, anywhere=False)

    def anywhere(self, text: str) -> Division:
        """The division that is meant: in the area, by its code, a province or city by its name,
        or any place by its path from one of those. Raises Invalid, with what to write."""
        return self._answer(text, "", anywhere=True)

    def village(self, text: str, *, town: str = "") -> Division:
        """``inside``, and a village or a natural village."""
        found = self.inside(text, town=town)
        if found.level not in (Level.VILLAGE, Level.HAMLET):
            raise Invalid(_("%(place)s is not a village.") % {"place": found.name})
        return found

    def _answer(self, text: str, town: str, *, anywhere: bool) -> Division:
        key = (tidy(text), tidy(town), anywhere)
        if key not in self._answers:
            try:
                self._answers[key] = self._looked_up(*key)
            except Invalid as refusal:
                self._answers[key] = str(refusal)
        found = self._answers[key]
        if isinstance(found, str):
            raise Invalid(found)
        return found

    def _looked_up(self, text: str, town: str, anywhere: bool) -> Division:
        if text.isdecimal():
            return self._coded(text, anywhere=anywhere)
        found = self._named(text, town)
        if not found and (anywhere or self.scope.everything):
            found = self._beyond(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise Invalid(self._several(text, found))
        raise Invalid(
            _("“%(place)s” is not found. Write its code, or the province and city before it.")
            % {"place": text}
            if anywhere
            else _("“%(place)s” is not on the list of your area, and is looked for nowhere else.")
            % {"place": text}
        )

    def _coded(self, digits: str, *, anywhere: bool) -> Division:
        if not 2 <= len(digits) <= 15:
            raise Invalid(_("“%(code)s” is not a division code.") % {"code": digits})
        found = self._own.get(full_code(digits))
        if found is None and (anywhere or self.scope.everything):
            found = selectors.by_code(digits)
        if found is None:
            raise Invalid(_("No place of your area has the code %(code)s.") % {"code": digits})
        return found

    def _several(self, text: str, found: list[Division]) -> str:
        named = [
            f"{one.where} {one.division.name}" for one in selectors.placed(found[:_MOST_NAMED])
        ]
        return _("“%(place)s” may be several: %(known)s. Write the township before it.") % {
            "place": text,
            "known": "；".join(named),
        }

    def _named(self, text: str, town: str) -> list[Division]:
        """Inside the area: by name, or by a path whose beginning may be left out."""
        if not self._own:
            return []
        found: list[Division] = []
        # As it is written first: 涵江街道 is a place, and not 街道 in 涵江.
        for rest in dict.fromkeys((text, self._without_home(text))):
            if not rest:
                # The whole path names the area itself, or something above it.
                return [self.home] if self.home is not None and self._is_home(text) else []
            found = self._in_town(rest, town) if town else self._called(rest) or self._below(rest)
            if found:
                break
        exact = [one for one in found if rest in (one.name, spoken(one.name))]
        return exact if len(exact) == 1 else found

    def _in_town(self, text: str, town: str) -> list[Division]:
        above = self._called(town) or self._called(self._without_home(town))
        near = [
            one
            for each in above
            for key in _ways(text)
            for one in self._by_parent.get((each.pk, key), ())
            if _is_called(one, text)
        ]
        if near:
            return list({one.pk: one for one in near}.values())
        found = self._called(text) or self._below(text)
        return [one for one in found if any(each == one or _holds(each, one) for each in above)]

    def _called(self, text: str) -> list[Division]:
        if text not in self._found:
            found = {
                one.pk: one
                for key in _ways(text)
                for one in self._by_core.get(key, ())
                if _is_called(one, text)
            }
            self._found[text] = list(found.values())
        return self._found[text]

    def _below(self, text: str) -> list[Division]:
        """石桥镇石桥村: the longest beginning that names something which holds the rest."""
        for cut in range(len(text) - 1, 1, -1):
            above = [one for one in self._called(text[:cut]) if one.level != Level.VILLAGE]
            if not above:
                continue
            found = self._called(text[cut:]) or self._below(text[cut:])
            inside = [one for one in found if any(_holds(each, one) for each in above)]
            if inside:
                return inside
        return []

    def _is_home(self, text: str) -> bool:
        return self.home is not None and text.endswith((self.home.name, self.home.core))

    def _without_home(self, text: str) -> str:
        """A path without the names of what the whole area lies in (福建省莆田市涵江区…)."""
        for name in self._above_home:
            # What follows must still be a name: 诸城市 is not 市 in 诸城.
            if text.startswith(name) and len(text) != len(name) + 1:
                text = text[len(name) :]
        return text

    @cached_property
    def _path(self) -> list[Division]:
        return selectors.path(self.home) if self.home is not None else []

    @cached_property
    def _above_home(self) -> list[str]:
        return [name for one in self._path for name in dict.fromkeys((one.name, one.core))]

    def _beyond(self, text: str) -> list[Division]:
        """Outside the area: provinces and cities by name, all else by path from one of them."""
        above = [one for one in self._path if text in (one.name, one.core)]
        if above:
            return above[:1]
        answer = selectors.look_up(text)
        if answer.inside is not None:
            return [one for one in answer.matches if _is_called(one, answer.rest)]
        high = [one for one in answer.matches if one.level in _HIGH and _is_called(one, text)]
        # 上海 is a province; the city below it bears its name too.
        widest = max((SPAN[one.level] for one in high), default=0)
        return [one for one in high if SPAN[one.level] == widest]


def _keys(one: Division) -> set[str]:
    return {one.core, one.name, spoken(one.name)}


def _ways(text: str) -> list[str]:
    """Under which keys something that is called so may stand."""
    return sorted({text} | {core_of(text, level) for level in Level})


def _is_called(one: Division, text: str) -> bool:
    """Whether this is the division's name; a kind that was said (村, 镇, 区) must be its own."""
    if text in (one.name, one.core, spoken(one.name)):
        return True
    return core_of(text, one.level) == one.core


def _holds(above: Division, one: Division) -> bool:
    first, behind = above.range
    return first <= one.code < behind and one.pk != above.pk


def home_of(division: int | None) -> Division | None:
    """The division of a post, for ``Places``."""
    return selectors.division(division) if division is not None else None
