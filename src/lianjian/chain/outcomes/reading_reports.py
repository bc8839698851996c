"""What a report says in numbers: stated of a whole, or figures of one village or its project.

A number is proposed where its words say which indicator it counts. Of the whole (全市, 诸城市, or
no village in its sentence) it is *stated*; of a village or a project it is a *figure*. A share
without its numbers and what was spread in media are shown and refused, never silently left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from lianjian.chain.projects.reading_reports import ProjectSaid, projects_said
from lianjian.chain.registry import citing
from lianjian.ground.core import said_days
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Text
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.places.reading_reports import PlacesSaid, Spoken

from . import figures
from .figures import Measure
from .words import INDICATORS, indicator_of, is_media

NUMBERS = ("count", "amount", "measure", "ratio", "group")
MEASURES = {one.code: one.measure for one in INDICATORS}
INCREASES = frozenset({"collective_income_increase", "farmers_income_increase"})
MOST_WORDS = 300
_SAME = ("indicator", "place", "organisation", "project", "number")
_CLAUSE = re.compile("[，。；：！？\n（）]")
_YEARLY = re.compile(
    "(?<![今去上明前后本当两三四五六七八九十0-9])年(?:均)?"
    "(?=接待|带动|实现|增收|增加|可|吸引|培训|新增|产|销)"
)
_LEADING = re.compile(r"^(?:近|约|超过?|逾)?[\d,.]+[余多]?[万亿]?[余多]?(?:个|位|名|家)")


@dataclass(frozen=True, slots=True)
class _Around:
    """A number and its words: of what indicator it is, of which place or project."""

    fact: Said
    before: str
    behind: str
    sentence: str
    code: str = ""


@dataclass(slots=True)
class _Line:
    """A line in the making; the same number said twice is one line with two facts."""

    values: dict[str, str]
    facts: list[int]
    asks: dict[str, Text] = field(default_factory=dict)
    refused: Text = ""
    doubt: Text = ""
    is_figure: bool = False

    def says_the_same(self, other: _Line) -> bool:
        """Whether it is the number of the same, said once more."""
        if any(self.values.get(name) != other.values.get(name) for name in _SAME):
            return False
        if self.refused:
            return self.values["words"] == other.values["words"]
        days = {one.values.get("period_to") for one in (self, other)} - {None}
        return len(days) < 2

    def proposed(self) -> Proposed:
        return Proposed(
            {name: value for name, value in self.values.items() if value},
            tuple(dict.fromkeys(self.facts)),
            self.asks,
            self.refused,
            self.doubt,
        )


def reads_stated(actor: Actor, report: Report) -> Sequence[Proposed]:
    """What the report states of a whole in the actor's care, and what it says that is refused."""
    return [one.proposed() for one in _Reader(actor, report).lines() if not one.is_figure]


def reads_figures(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The figures of single villages and projects."""
    return [one.proposed() for one in _Reader(actor, report).lines() if one.is_figure]


class _Reader:
    def __init__(self, actor: Actor, report: Report) -> None:
        self.actor, self.report = actor, report
        self.said = PlacesSaid(actor, report)
        self.projects = projects_said(report)
        self.own = organisations.own(actor) if actor.division is None else None
        self.numbers = [one for one in report.of(*NUMBERS) if one.kind != "group" or _counts(one)]

    def lines(self) -> list[_Line]:
        """One for each thing that is said, in the order of the text."""
        found: list[_Line] = []
        for fact in self.numbers:
            line = self._line(self._around(fact))
            first = next((one for one in found if line and one.says_the_same(line)), None)
            if line is None:
                continue
            if first is None:
                found.append(line)
                continue
            first.facts += line.facts
            if "period_to" in line.values and "period_to" not in first.values:
                first.values, first.asks = line.values, line.asks
        return found

    def _around(self, fact: Said) -> _Around:
        """The words between the numbers beside it, inside its clause."""
        text = self.report.text
        start, end = self.report.sentence_span(fact)
        marks = [one.end() for one in _CLAUSE.finditer(text, start, fact.start)]
        begins = max([start, *marks, *(n.end for n in self.numbers if n.end <= fact.start)])
        found = _CLAUSE.search(text, fact.end, end)
        later = [n.start for n in self.numbers if n.start >= fact.end]
        ends = min([found.start() if found else end, *later])
        before, behind = text[begins : fact.start], text[fact.end : ends]
        sentence = text[start:begins]
        if fact.kind == "group":
            noun = _LEADING.sub("", fact.text)
            behind = noun + behind
        code = indicator_of(before, behind, fact.unit or "个", _measure(fact), sentence)
        return _Around(fact, before, behind, sentence, code)

    def _line(self, around: _Around) -> _Line | None:
        if around.fact.kind == "ratio":
            return self._share(around)
        if around.code:
            return self._figure(around)
        if around.fact.kind != "group" and is_media(around.before, around.behind):
            return self._refused(around, _in_media())
        return None

    def _share(self, around: _Around) -> _Line:
        lacks = [
            _("how many of them (the numerator)"),
            _("of how many (the denominator)"),
            _("from when to when"),
        ]
        why = _("A percentage alone says nothing. Still missing: %(what)s.") % {
            "what": "；".join(lacks)
        }
        if is_media(around.before, around.behind):
            why = f"{why} {_in_media()}"
        return self._refused(around, why)

    def _refused(self, around: _Around, why: Text) -> _Line:
        values = {"number": around.fact.text, "words": self._words(around.fact)}
        return _Line(values, [around.fact.number], refused=why)

    def _figure(self, around: _Around) -> _Line | None:
        """A line of what the number is of; None for what is of nobody in the actor's care."""
        fact = around.fact
        line = _Line({}, [fact.number])
        if not self._say_of_what(line, around):
            return None
        measure = MEASURES[around.code]
        number = written(fact, measure)
        line.values |= {"indicator": around.code, "number": number}
        line.values |= {"modality": fact.modality or "done", "words": self._words(fact)}
        if isinstance(fact.value, tuple):
            line.asks["number"] = _("The text gives a range. Say at least or at most.")
        self._say_when(line, around)
        if around.code in INCREASES:
            against = str(fact.more.get("against") or "")
            line.values["baseline"] = against
            if not against:
                line.asks["baseline"] = _("Compared with when? The text does not say.")
        line.values |= citing.values_of(self.report)
        return line

    def _say_of_what(self, line: _Line, around: _Around) -> bool:
        fact = around.fact
        start, _end = self.report.sentence_span(fact)
        project = self._project(start, fact.start)
        place = self.said.last(start, fact.start)
        if project is not None and (place is None or place.at <= project.start):
            return self._of_project(line, project, place)
        if place is None and self.own is not None:
            line.values["organisation"] = self.own.name
            return True
        place = place or self.said.of_home()
        if place is None or not place.inside:
            return self._of_own_body(line, place)
        if place.is_village:
            line.is_figure = True
            line.values["place"] = place.written
            line.facts += place.facts
            return True
        line.values["place"] = place.written
        line.doubt = self._of_a_village_before(start)
        return True

    def _of_own_body(self, line: _Line, place: Spoken | None) -> bool:
        """A society says what it did in a province: that is stated of the society."""
        if self.own is None or (place is not None and place.is_village):
            return False
        line.values["organisation"] = self.own.name
        return True

    def _project(self, start: int, end: int) -> ProjectSaid | None:
        """The project named last before a number in its sentence, if it is one by name."""
        named = [
            (found, replace(one, start=found, end=found + len(one.name)))
            for one in self.projects
            if (found := self.report.text.rfind(one.name, start, end)) >= 0
        ]
        return max(named, key=lambda one: one[0])[1] if named else None

    def _of_project(self, line: _Line, project: ProjectSaid, place: Spoken | None) -> bool:
        villages = self.said.villages(project.start, project.end)
        place = villages[0] if villages else place or self.said.of_home()
        if place is not None and place.is_village and not place.inside:
            return False
        line.is_figure = True
        line.values["project"] = project.name
        line.facts += project.facts
        if place is not None and place.is_village:
            line.values["place"] = place.written
            line.facts += place.facts
        else:
            line.asks["place"] = _("Which place benefits? The text does not say.")
        return True

    def _of_a_village_before(self, start: int) -> Text:
        """Where the sentence names no place and the one before is of a village, who knows?"""
        begins = self.report.text.rfind("\n", 0, start) + 1
        before = self.said.last(begins, start)
        if before is None or not before.is_village:
            return ""
        return _("Of the whole, or of %(village)s, which is named before?") % {
            "village": before.name
        }

    def _say_when(self, line: _Line, around: _Around) -> None:
        fact = around.fact
        published = self.report.published
        if not line.is_figure and published is not None:
            line.values["stated_on"] = published.isoformat()
        if _YEARLY.search(around.before):
            line.asks["period_to"] = _("A number for a year: for which? The text does not say.")
            return
        days = said_days.period_of(self.report, fact)
        if days is None or not days.is_known:
            line.asks["period_to"] = (
                _("Until when? The text gives no year, and no day of publication is known.")
                if published is None
                else _("Until when? The text does not say.")
            )
            return
        if days.first is not None:
            line.values["period_from"] = days.first.isoformat()
        if days.last is not None:
            line.values["period_to"] = days.last.isoformat()
        line.values["inferred"] = days.how

    def _words(self, fact: Said) -> str:
        """The sentence; of a long one the clauses around the number."""
        said = self.report.sentence(fact)
        if len(said) <= MOST_WORDS:
            return said
        start, end = self.report.sentence_span(fact)
        begins = max(start, fact.start - MOST_WORDS // 2)
        return self.report.text[begins : min(end, begins + MOST_WORDS)].strip()


def _counts(group: Said) -> bool:
    """Whether a group is told by a number (30余个村级党组织)."""
    return _LEADING.match(group.text) is not None


def _in_media() -> str:
    return _("What was spread in media is recorded with media and enters no evaluation.")


def _measure(fact: Said) -> Measure:
    if fact.kind == "amount":
        return Measure.MONEY
    if fact.unit == "人次":
        return Measure.VISITS
    return Measure.PEOPLE if fact.unit in ("人", "名", "位") else Measure.COUNT


def written(fact: Said, measure: Measure) -> str:
    """The number as the text writes it, where that is read; else as it can be read."""
    said = fact.text
    if fact.kind == "group":
        found = _LEADING.match(said)
        said = found.group() if found else said
    try:
        figures.read(said, measure)
    except figures.NotAFigure:
        return _anew(fact)
    return said


_SIGNS = {
    "at_least": ("", "以上"),
    "more_than": ("超", ""),
    "about": ("约", ""),
    "nearly": ("近", ""),
    "at_most": ("", "以内"),
}


def _anew(fact: Said) -> str:
    """百余名 → 100名以上: what the text's reader understood, in digits."""
    unit = fact.unit if fact.unit in ("人次", "人", "名", "位", "元") else ""
    if isinstance(fact.value, tuple):
        return ""
    if not isinstance(fact.value, Fraction):
        return f"多{unit or '个'}"
    sign, after = _SIGNS.get(fact.comparator, ("", ""))
    exact = fact.value
    number = str(exact.numerator) if exact.denominator == 1 else f"{float(exact):f}".rstrip("0")
    return f"{sign}{number}{unit}{after}"
