"""The projects that a report names (蔡家沟“农文旅”融合发展项目, and no mere 项目), and the clusters
and brands. Of "five clusters" only those that are named become records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianjian.chain.registry.reading_reports import IS_SO, PartiesSaid, Party, written_name
from lianjian.chain.registry.resolving import Branches
from lianjian.ground.core import said_days
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places.reading_reports import PlacesSaid

from . import selectors
from .models import Project

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”‘’·—-]+$")
_NO_NAME = re.compile(
    "^(?:各类|多个|一批|计划|拟|将|新上|新建|新增|上马|实施|谋划|储备|落地|推进|带动|帮助|联建"
    "|重点|特色|这些|该|此|本|国家|精品|产业|帮扶|年度|个|的)*"
    "(?:发展|建设|产业|重点|国家重点研发计划|国家自然科学基金|自然科学基金)?(?:项目|工程|基地|车间)$"
)
_SHORTEST = 5
_KINDS = (
    (Project.Kind.TOURISM, "旅|民宿|采摘|研学"),
    (Project.Kind.PROCESSING, "加工|冷链|冷库|仓"),
    (Project.Kind.BREEDING, "养殖|养猪|牛|羊|渔|蜂"),
    (Project.Kind.PLANTING, "种植|果|茶|蔬|菌|苗|大棚|田"),
    (Project.Kind.TRAINING, "培训|课堂"),
    (Project.Kind.TECHNOLOGY, "技术|检测|智慧|数字"),
)


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
    start, _end = report.sentence_span(fact)
    for place in report.of("place"):
        at = report.text.rfind(place.text, start, fact.start)
        between = report.text[at + len(place.text) : fact.start]
        if (
            at >= 0
            and place.more.get("level") in ("village", "hamlet")
            and (not between or _NAME.fullmatch(between))
        ):
            return at, (place.number,)
    return fact.start, ()


def reads_projects(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each project of a name that is under way, with its village and who the text joins it with."""
    said = PartiesSaid(actor, report)
    found: dict[str, Proposed] = {}
    for project in projects_said(report):
        if project.modality in IS_SO:
            found.setdefault(project.name, _project(said, project))
    return list(found.values())


def _project(said: PartiesSaid, project: ProjectSaid) -> Proposed:
    report = said.report
    first = next(one for one in report.facts if one.number == project.facts[0])
    start, _end = report.sentence_span(first)
    villages = said.places.villages(project.start, project.end)
    villages = villages or said.places.villages(start, project.start)
    parties = _parties(said, first, villages[0].name if villages else "")
    known = Branches(said.actor.scope, [each for one in parties for each in (one.branch, one.host)])
    values = {"name": project.name, "kind": _kind(project.name)}
    values["parties"] = "、".join(written_name(known, one) for one in parties)
    asks: dict[str, Text] = {}
    if villages:
        values["place"] = villages[0].written
    else:
        asks["place"] = _("Which place benefits? The text does not say.")
    if len(parties) < 2:
        asks["parties"] = _("Who takes part in it? The text does not say.")
    doubt: Text = ""
    there = _there(said.actor, values)
    days = said_days.day_of(report, first)
    if there is not None and there.listed_on is not None:
        # It is entered already: what the text leaves out is not asked again.
        values["listed_on"], asks = there.listed_on.isoformat(), {}
        values["place"] = there.division.digits
        values["parties"] = "、".join(selectors.sides_of(there))
    elif days is not None and days.first is not None and days.first == days.last:
        values["listed_on"], doubt = days.first.isoformat(), days.how
    else:
        asks["listed_on"] = _("Since when does it stand on a list? The text does not say.")
    facts = (*project.facts, *(number for one in parties for number in one.facts))
    values = {key: one for key, one in values.items() if one}
    return Proposed(values, tuple(dict.fromkeys(facts)), asks, doubt=doubt)


def _there(actor: Actor, values: Mapping[str, str]) -> Project | None:
    """The project of this name that is entered already, where there is one."""
    found = list(selectors.projects(actor.scope).filter(name=values["name"])[:2])
    return found[0] if len(found) == 1 else None


def _parties(said: PartiesSaid, project: Said, village: str) -> list[Party]:
    """Who is named with it, and whom the text pairs its village with."""
    found = {one.name: one for one in said.of(project) if not one.is_group}
    for thing, several in said.taking_part("pairing"):
        if any(one.name == village for one in several) and thing.modality in IS_SO:
            found |= {one.name: one for one in several if not one.is_group}
    if not village or village in found:
        return list(found.values())
    own = [one for one in said.named if one.is_village and one.host == village]
    return [*own[:1], *found.values()]


def _kind(name: str) -> str:
    return next((kind.value for kind, words in _KINDS if re.search(words, name)), "")


def reads_clusters(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The clusters that are named; how many there are is stated elsewhere and makes none."""
    return _named(actor, report, "cluster", "evidence")


def reads_brands(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The brands that are named, with the words that say what partnership did for them."""
    return _named(actor, report, "brand", "attribution")


def _named(actor: Actor, report: Report, kind: str, words: str) -> Sequence[Proposed]:
    places = PlacesSaid(actor, report)
    found: dict[str, Proposed] = {}
    for fact in report.of(kind):
        if fact.modality not in IS_SO:
            continue
        start, _end = report.sentence_span(fact)
        place = places.last(start, fact.start) or places.of_home()
        values = {"name": str(fact.value or fact.text), words: report.sentence(fact)[:300]}
        asks: dict[str, Text] = {}
        if place is not None and place.inside:
            values["place"] = place.written
        else:
            asks["place"] = _("Of which place? The text names none of yours.")
        found.setdefault(values["name"], Proposed(values, (fact.number,), asks))
    return list(found.values())
