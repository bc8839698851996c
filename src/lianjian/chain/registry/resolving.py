"""Branches as many lines of a sheet name them: by their own name, or by their host's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import folded
from lianjian.ground.organisations.resolving import Bodies, in_portions
from lianjian.ground.places.names import tidy

from .models import Branch

_SUFFIX = re.compile(
    r"(?:中共|中国共产党)?(.+?)(?:联合)?(?:党支部委员会|党支部|党总支|党委|党组织|支部|委员会)$"
)


def host_name(text: str) -> str:
    """A branch's name without what only says that it is a branch: 石桥村党支部 → 石桥村."""
    found = _SUFFIX.fullmatch(tidy(text))
    return found[1] if found else tidy(text)


class Branches:
    """The branches that a scope may see among those that a sheet names; all read beforehand."""

    def __init__(self, scope: Scope, texts: Iterable[str]) -> None:
        wanted = {text for text in texts if text}
        self.by_name: dict[str, list[Branch]] = defaultdict(list)
        self.by_host: dict[int, list[Branch]] = defaultdict(list)
        self._seen: set[int] = set()
        self._known: dict[tuple[str, bool | None], dict[str, list[Branch]]] = {}
        hosts = {host_name(text) for text in wanted}
        self.bodies = Bodies(scope, wanted | hosts | {f"{name}村" for name in hosts})
        self._read(scope, wanted)

    def _read(self, scope: Scope, texts: set[str]) -> None:
        rows = Branch.within(scope).select_related("host__affiliation__parent").order_by("pk")
        for portion in in_portions(sorted(texts)):
            for one in rows.filter(name__in=portion):
                self._put(one)
        bodies = {one.pk for several in self.bodies.by_name.values() for one in several}
        bodies |= {one.pk for one in self.bodies.by_code.values()}
        for keys in in_portions(sorted(bodies)):
            for one in rows.filter(host__in=keys):
                self._put(one)

    def _put(self, one: Branch) -> None:
        if one.pk not in self._seen:
            self._seen.add(one.pk)
            self.by_name[folded(one.name)].append(one)
            self.by_host[one.host_id].append(one)

    def called(self, text: str, *, town: str = "", village: bool | None = None) -> Branch:
        """The one that is meant. ``village`` says on which side it is. Raises Invalid."""
        found = self._by_town(text, village)[""]
        if town and len(found) > 1:
            found = self._by_town(text, village).get(tidy(town)) or found
        if len(found) == 1:
            return found[0]
        if found:
            raise Invalid(
                _("“%(name)s” may be several branches. Write township or organisation with it.")
                % {"name": text}
            )
        raise Invalid(
            _("There is no branch “%(name)s” in your area or directory. Enter it first.")
            % {"name": text}
        )

    def _by_town(self, text: str, village: bool | None) -> dict[str, list[Branch]]:
        """Those that a name may mean, all of them and by township: asked a thousand times over."""
        if (text, village) not in self._known:
            found = self._named(text)
            if village is not None:
                found = [one for one in found if one.is_village is village] or found
            towns: dict[str, list[Branch]] = defaultdict(list)
            towns[""] = found
            for one in found:
                above = one.host.affiliation.parent if one.host.affiliation else None
                for name in {above.name, above.core} if above is not None else ():
                    towns[name].append(one)
            self._known[text, village] = towns
        return self._known[text, village]

    def _named(self, text: str) -> list[Branch]:
        exact = self.by_name.get(folded(text))
        if exact:
            return exact
        host = host_name(text)
        for name in (text, host, f"{host}村"):
            found = [
                one for body in self.bodies.named(name) for one in self.by_host.get(body.pk, ())
            ]
            whole = [one for one in found if not one.unit]
            if found:
                return whole or found
        return []
