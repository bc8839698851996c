"""What the pairs of the two years did together: projects of two annual lists, and their figures.

Recorded as of before, by the county: whoever lists them answers for the list. Figures are reported
with their year and confirmed, but for some of the latest; what needs a document has one or is not
counted, as everywhere.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import typst

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord
from lianjian.chain.accords.paper.typeset import typefaces
from lianjian.chain.outcomes import selectors as figures
from lianjian.chain.outcomes import services as outcomes
from lianjian.chain.outcomes.contents import About, Told
from lianjian.chain.outcomes.models import Observation
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.projects import services as projects
from lianjian.chain.projects.contents import Contents
from lianjian.chain.projects.models import Cluster, Project
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.places.models import Division

from ..invented import SEED
from .sheets import Pair, Past

A_YEAR = 50
"""Projects listed in each of the two years."""

CLUSTERS = ("柑橘", "茶叶", "食用菌", "乡村旅游", "农产品加工")
BRANDS = ("云岭蜜柑", "白沙春茶", "青龙香菇")
_KINDS: Sequence[tuple[str, str, str, str]] = (
    ("planting", "technology", "{}标准化果园", "柑橘"),
    ("planting", "industry", "{}茶园改造", "茶叶"),
    ("technology", "technology", "{}菌棒示范点", "食用菌"),
    ("tourism", "industry", "{}半日游线路", "乡村旅游"),
    ("processing", "investment", "{}初加工车间", "农产品加工"),
    ("training", "training", "{}电商培训基地", ""),
    ("service", "livelihood", "{}流动诊室", ""),
)
"""Kind, work area, name (of a village), cluster."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is reported of a kind of project: indicator, unit, from and to, on paper or not."""

    code: str
    unit: str
    least: int
    most: int
    on_paper: bool = False
    increase: bool = False


_ALWAYS = (
    Measured("jobs", "人", 3, 40),
    Measured("collective_income_increase", "万元", 2, 30, on_paper=True, increase=True),
)
_OF_KIND: Mapping[str, Sequence[Measured]] = {
    "tourism": (Measured("visits", "人次", 800, 20000),),
    "technology": (Measured("talent_introduced", "人", 1, 4),),
    "processing": (Measured("funds_arrived", "万元", 30, 300, on_paper=True),),
    "planting": (Measured("farmers_income_increase", "万元", 5, 60, on_paper=True, increase=True),),
}


def list_projects(actor: Actor, county: Division, past: Past, year: int, place: int) -> None:
    """One annual list: some begin in the year, some are finished, few come to nothing."""
    rng = np.random.default_rng(SEED + year)
    clusters = _name_clusters(actor, county) if place == 0 else _clusters(actor)
    live = [one for one in past.pairs if one.live_since and one.live_since.year <= year]
    branches, standing = _branches(actor, live), _accords(actor)
    chosen = list(itertools.islice(itertools.cycle(live), A_YEAR))
    for at, pair in enumerate(chosen):
        kind, area, name, cluster = _KINDS[int(rng.integers(len(_KINDS)))]
        listed = max(dt.date(year, 3, 20), pair.live_since or dt.date(year, 3, 20))
        begun = listed + dt.timedelta(days=int(rng.integers(10, 60)))
        village, partner = branches[pair.village.name], branches[pair.body.name]
        if village.host.affiliation is None:
            raise LookupError(f"{village.name} has no place.")
        project = projects.record_existing(
            actor,
            issuer=county,
            contents=Contents(
                name=f"{name.format(pair.village.name)}（{year}年）",
                area=area,
                kind=kind,
                division=village.host.affiliation,
                parties=(village, partner),
                accord=standing[pair.village.name],
                pairings=tuple(pairing.standing_pairings(actor.scope).filter(village=village)),
                cluster=clusters.get(cluster),
                tier="key" if at % 7 == 0 else "ordinary",
            ),
            listed_on=listed,
            launched_on=begun if at % 10 and begun.year == year else None,
            is_demo=True,
        )
        _what_became(actor, project, year, at)


def _what_became(actor: Actor, project: Project, year: int, at: int) -> None:
    """Three of ten are accepted at the year's end, one of twenty-five is given up."""
    if project.launched_on is None:
        if at % 20 == 0:
            projects.cancel(actor, project=project, reason="用地没有落实，双方同意不再实施")
        return
    if at % 3 == 0:
        projects.accept(
            actor,
            project=project,
            accepted_by="示例县农业农村局",
            result="按约定建成，已投入使用",
            accepted_on=dt.date(year, 12, 18),
            on_site=at % 6 == 0,
        )
    elif at % 25 == 1:
        projects.suspend(actor, project=project, reason="等水利部门的批复")


def report_a_year(actor: Actor, county: Division, year: int, *, is_latest: bool) -> None:
    """Every project that had begun says what the year brought; the county confirms it."""
    rng = np.random.default_rng(SEED - year)
    paper = proof(year)
    reported = [
        _report(actor, project, measured, year, rng, paper)
        for project in _begun(actor, county, year)
        for measured in (*_ALWAYS, *_OF_KIND.get(project.kind, ()))
    ]
    for at, one in enumerate(reported):
        if at % 17 == 3:
            outcomes.return_it(actor, observation=one, reason="口径不清：请写明同哪一年相比")
        elif at % 23 == 5:
            outcomes.check(actor, observation=one, on_site="查看台账和现场（示例）")
    left = len(reported) // 8 if is_latest else 0
    sure = [one for at, one in enumerate(reported[: len(reported) - left]) if at % 17 != 3]
    outcomes.confirm_all(actor, observations=sure)
    if is_latest:
        for one in sure[:4]:
            _correct(actor, one)


def _report(
    actor: Actor,
    project: Project,
    measured: Measured,
    year: int,
    rng: np.random.Generator,
    paper: bytes,
) -> Observation:
    number = int(rng.integers(measured.least, measured.most))
    return outcomes.report(
        actor,
        indicator=figures.indicator(actor.scope, measured.code),
        about=About(division=project.division, project=project),
        told=Told(
            f"{number}{measured.unit}",
            period_from=dt.date(year, 1, 1),
            period_to=dt.date(year, 12, 31),
            baseline=f"{year - 1}年同期" if measured.increase else "",
        ),
        evidence="村级台账（示例）",
        document=paper if measured.on_paper and number % 4 else b"",
        is_demo=True,
    )


def _correct(actor: Actor, observation: Observation) -> None:
    value = observation.value or 0
    money = observation.definition.indicator.kind == "money"
    number = f"{value // 100 - 10_000}元" if money else f"{max(value - 1, 1)}人"
    outcomes.correct(
        actor,
        observation=observation,
        told=Told(
            number,
            period_from=observation.period_from,
            period_to=observation.period_to,
            baseline=observation.baseline,
        ),
        reason="复核时发现重复计算了一户",
    )


STATED = (
    ("joint_bodies", "{}个", "当年成立跨县域联建党总支{}", (11, 13)),
    ("projects_new", "{}个", "当年新上联建项目{}", (46, 52)),
    ("projects_listed", "{}个", "累计确立联建项目{}", (52, 104)),
    ("visits", "{}万余人次", "年接待游客{}", (6, 9)),
    ("brands", "{}个", "打造特色品牌{}", (5, 8)),
)
"""What the county's own yearly report says of the whole: more than its records show."""


def state_a_year(actor: Actor, county: Division, year: int, place: int) -> None:
    """The yearly report as a source, and its numbers beside what is counted."""
    source = registry.enter_source(
        actor,
        title=f"示例县跨县域联建{year}年工作总结（示例）",
        outlet="中共示例县委组织部",
        published_on=dt.date(year, 12, 28),
        is_demo=True,
    )
    for code, number, words, said in STATED:
        shown = number.format(said[place])
        outcomes.state(
            actor,
            whole=county,
            indicator=figures.indicator(actor.scope, code),
            told=Told(
                shown,
                period_from=dt.date(year, 1, 1),
                period_to=dt.date(year, 12, 31),
                source=source,
                words=words.format(shown),
            ),
            stated_on=dt.date(year, 12, 28),
            is_demo=True,
        )


def proof(year: int) -> bytes:
    """One page that shows a figure: a sample, and it says so."""
    font = '#set text(font: "Noto Serif SC", size: 16pt)'
    page = f"{font}\n= 示例：{year}年度核验表\n示例数据，无证明效力。"
    made = typst.Compiler(page.encode(), font_paths=typefaces(), ignore_system_fonts=True).compile(
        format="pdf"
    )
    if not isinstance(made, bytes):
        raise TypeError("One PDF is one bytes.")
    return made


def _name_clusters(actor: Actor, county: Division) -> dict[str, Cluster]:
    for name in BRANDS:
        projects.name_brand(
            actor,
            division=county,
            name=f"{name}（示例）",
            attribution="联建单位帮助设计和推介",
            is_demo=True,
        )
    return {
        name: projects.name_cluster(
            actor,
            division=county,
            name=f"{name}（示例）",
            evidence="县产业规划（示例）",
            is_demo=True,
        )
        for name in CLUSTERS
    }


def _clusters(actor: Actor) -> dict[str, Cluster]:
    rows = Cluster.within(actor.scope).filter(is_demo=True)
    return {one.name.removesuffix("（示例）"): one for one in rows}


def _branches(actor: Actor, pairs: Sequence[Pair]) -> dict[str, Branch]:
    """The branches of both sides, by the name of their organisation."""
    names = {name for one in pairs for name in (one.village.name, one.body.name)}
    rows = pairing.branches_in_reach(actor.scope).filter(host__name__in=names, unit="")
    return {one.host.name: one for one in rows.select_related("host__affiliation")}


def _accords(actor: Actor) -> dict[str, Accord]:
    """The accords of before, by the village that is named first in their titles."""
    rows = accords.accords(actor.scope).filter(title__endswith="共建协议（示例）")
    return {one.title.partition("与")[0]: one for one in rows}


def _begun(actor: Actor, county: Division, year: int) -> Iterator[Project]:
    rows = Project.within(actor.scope).filter(
        issuer_division=county, is_demo=True, launched_on__lte=dt.date(year, 12, 31)
    )
    yield from rows.exclude(state="cancelled").select_related("division").order_by("pk")
