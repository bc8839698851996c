"""Of which place a report speaks at a point: the village named there, or a whole (全市, 诸城市)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Report, Said
from lianjian.ground.core.verdicts import Invalid

from . import selectors
from .codes import Level, official
from .models import Division
from .resolving import Places, home_of

VILLAGES = (Level.VILLAGE, Level.HAMLET)
_OWN = re.compile("(?:全|我|本|该)(?P<what>省|市|县|区|旗|镇|乡|街道|村|社区)")
_VILLAGE_ENDS = re.compile("村")
_LENGTHS = (5, 4, 3)
"""Of a village's name with 村, the longest first."""
_AT_THE_HEAD = re.compile(
    "(?:^|(?<=[，。；：\n]))(?P<name>(?![各两三多外跨每到在])[\u4e00-\u9fff]{1,5}?[省市县])"
    "(?=共|累计|已|新|今|全|成立|接待|实现|带动|引进|打造|建成|确立|完成)",
    re.MULTILINE,
)
_TIME = re.compile("^(?:截至)?(?:目前|现在|今年|去年|近年)(?:以来|来)?")
_LEVELS = {
    "省": (Level.PROVINCE,),
    "市": (Level.CITY, Level.COUNTY),
    "县": (Level.COUNTY,),
    "区": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "镇": (Level.TOWN,),
    "乡": (Level.TOWN,),
    "街道": (Level.TOWN,),
    "村": VILLAGES,
    "社区": VILLAGES,
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place as a report speaks of it: ``written`` is what one writes so that it is found.

    ``inside`` says whether it lies in the reader's area; a village on no list may well do so.
    """

    name: str
    written: str
    is_village: bool
    inside: bool
    at: int = 0
    facts: tuple[int, ...] = ()


class PlacesSaid:
    """The places of one report, for one reader."""

    def __init__(self, actor: Actor, report: Report) -> None:
        self.actor, self.report = actor, report
        self.places = Places(actor.scope, home_of(actor.division))
        self.home = home_of(report.division)

    @cached_property
    def named(self) -> list[tuple[Said, Spoken]]:
        """Every place that the text names and that a record may be of, in its order."""
        facts = [one for one in self.report.of("place") if one.more.get("level") != "natural"]
        return [(one, self._spoken(one)) for one in facts]

    @cached_property
    def mentions(self) -> list[tuple[int, int, Said, Spoken]]:
        """Where each of them is named: a fact stands at the first place, the text goes on."""
        text, bodies = self.report.text, list(self.report.of("branch", "organisation"))
        found = {}
        for fact, spoken in self.named:
            for match in re.finditer(re.escape(fact.text), text):
                start, end = match.span()
                if not any(one.start <= start < one.end for one in bodies):
                    found[start] = (start, end, fact, spoken)
            found[fact.start] = (fact.start, fact.end, fact, spoken)
        return [found[start] for start in sorted(found)]

    def of_home(self) -> Spoken | None:
        """The place whose people handed the report in."""
        return self.of_division(self.home) if self.home is not None else None

    def villages(self, start: int, end: int) -> list[Spoken]:
        """The villages named between two points of the text, each once."""
        found: dict[str, Spoken] = {}
        for begins, ends, _fact, spoken in self.mentions:
            if spoken.is_village and start <= begins and ends <= end:
                found.setdefault(spoken.name, spoken)
        return list(found.values())

    def last(self, start: int, end: int) -> Spoken | None:
        """The place that is spoken of last between two points: by its name, or as 全市, 该村."""
        cues = [
            (begins, replace(spoken, at=begins))
            for begins, ends, _fact, spoken in self.mentions
            if start <= begins and ends <= end
        ]
        for found in _OWN.finditer(self.report.text, start, end):
            meant = self._meant(found["what"], found.start())
            if meant is not None:
                cues.append((found.start(), replace(meant, at=found.start())))
        cues += [(one.at, one) for one in self._overlooked(start, end)]
        return max(cues, key=lambda one: one[0])[1] if cues else None

    def _overlooked(self, start: int, end: int) -> Iterator[Spoken]:
        """Names that no fact holds: villages of the reader's own list, and a city or county at the
        head of a clause (诸城市共成立…). A number of another place is never taken for ours because
        its name was not read."""
        read = [(begins, ends) for begins, ends, _fact, _spoken in self.mentions]
        for found in _VILLAGE_ENDS.finditer(self.report.text, start, end):
            for length in _LENGTHS:
                at = found.end() - length
                name = self.report.text[max(at, start) : found.end()]
                if len(name) == length and self.is_ours(name) and not _overlap(read, at):
                    yield Spoken(name, name, is_village=True, inside=True, at=at)
                    break
        for found in _AT_THE_HEAD.finditer(self.report.text, start, end):
            if _OWN.search(found["name"]) or _overlap(read, found.end("name") - 1):
                continue
            name = self._bare(found["name"])
            at = found.end("name") - len(name)
            yield Spoken(name, name, is_village=False, inside=self.is_ours(name), at=at)

    def _bare(self, name: str) -> str:
        """目前诸城市 → 诸城市: what of it names a place of ours, else all behind a time."""
        ours = (name[at:] for at in range(len(name) - 1) if self.is_ours(name[at:]))
        return next(ours, _TIME.sub("", name))

    def _meant(self, what: str, at: int) -> Spoken | None:
        """全市: the last city or county-level city named before; else the one we are in."""
        levels = _LEVELS[what]
        for begins, _ends, fact, spoken in reversed(self.mentions):
            if begins >= at or fact.more.get("level") not in levels:
                continue
            if spoken.is_village or spoken.name.endswith(what):
                return spoken
        if self.home is None:
            return None
        above = [
            one
            for one in selectors.path(self.home)
            if one.level in levels and (one.level in VILLAGES or one.name.endswith(what))
        ]
        return self.of_division(above[-1]) if above else None

    def of_division(self, one: Division) -> Spoken:
        """A division as one writes it."""
        return Spoken(
            one.name,
            self._written(one.name, one.code),
            one.level in VILLAGES,
            self.actor.scope.covers(one.code),
        )

    def _spoken(self, fact: Said) -> Spoken:
        name, code = str(fact.value or fact.text), fact.more.get("code")
        is_village = fact.more.get("level") in VILLAGES
        if isinstance(code, int):
            written, inside = self._written(name, code), self.actor.scope.covers(code)
        else:
            # On no list: ours by its name, or a village that nobody entered yet; never another's.
            written, inside = name, is_village or self.is_ours(name)
        return Spoken(name, written, is_village, inside, fact.start, (fact.number,))

    def is_ours(self, name: str) -> bool:
        """Whether a place of this name is on the list of the reader's area."""
        try:
            self.places.inside(name)
        except Invalid:
            return False
        return True

    def _written(self, name: str, code: int) -> str:
        """The name where it is enough in the reader's area, else the code."""
        try:
            found = self.places.anywhere(name)
        except Invalid:
            return official(code)
        return name if found.code == code else official(code)


def _overlap(read: Sequence[tuple[int, int]], at: int) -> bool:
    return any(begins <= at < ends for begins, ends in read)
