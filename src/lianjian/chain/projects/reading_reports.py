"""The projects that a report names: 蔡家沟“农文旅”融合发展项目, and no mere 项目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianjian.ground.core.reports import Report, Said

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”‘’·—-]+$")
_NO_NAME = re.compile(
    "^(?:各类|多个|一批|计划|拟|将|新上|新建|新增|上马|实施|谋划|储备|落地|推进|带动|帮助|联建"
    "|重点|特色|这些|该|此|本|国家|精品|产业|帮扶|年度|个|的)*"
    "(?:发展|建设|产业|重点|国家重点研发计划|国家自然科学基金|自然科学基金)?(?:项目|工程|基地|车间)$"
)
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class ProjectSaid:
    """A project by its name, where the text has it, and the facts that say so."""

    name: str
    start: int
    end: int
    modality: str
    facts: tuple[int, ...]


def projects_said(report: Report) -> Sequence[ProjectSaid]:
    """The projects that have a name, in the order of the text."""
    found = []
    for fact in report.of("project"):
        start, places = _begins(report, fact)
        name = report.text[start : fact.end].strip("“”")
        if name.count("“") != name.count("”"):
            name = report.text[start : fact.end]
        if len(name) >= _SHORTEST and not _NO_NAME.match(name) and not name[0].isdigit():
            facts = (fact.number, *places)
            found.append(ProjectSaid(name, start, fact.end, fact.modality, facts))
    return found


def _begins(report: Report, fact: Said) -> tuple[int, tuple[int, ...]]:
    """Where its name begins: with a village named right before it, if only a name lies between."""
    for place in reversed(list(report.beside(fact, "place"))):
        if place.end > fact.start:
            continue
        between = report.text[place.end : fact.start]
        if place.more.get("level") in ("village", "hamlet") and (
            not between or _NAME.fullmatch(between)
        ):
            return place.start, (place.number,)
        break
    return fact.start, ()
