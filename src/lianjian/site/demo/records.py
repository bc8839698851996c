"""What the registers of the invented county hold beside its branches: texts, honours, offices, and
who was posted where. Every issuer and outlet is a sample; of people there are roles alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch, BusinessEntity, Honour, Posting, Source
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.organisations.models import Organisation

from . import hands

SOURCES: Sequence[tuple[str, str, str, int]] = (
    ("石桥片区：五个村和一所大学的果园课堂", "示例日报", "记者、通讯员", 20),
    ("上云溪村的茶青，今年不愁卖", "示例省乡村杂志社", "特约记者", 75),
    ("山塘修好了，双井村的稻田有水了", "示例市融媒体中心", "记者、摄影", 160),
    ("驻村第一书记交接的一天", "示例县融媒体中心", "通讯员", 300),
)
"""Headline, outlet, byline, how many days ago it was published."""

HONOURS: Sequence[tuple[str, str, str, str, int, int | None, str, int | None]] = (
    ("石桥村", "先进基层党组织", "中共示例县委", "county", 0, None, "", 0),
    (
        "石桥村",
        "省级美丽乡村示范村",
        "示例省农业农村厅",
        "province",
        2,
        3,
        "牌匾在村委会",
        0,
    ),
    ("上云溪村", "一村一品示范村", "示例市农业农村局", "city", 1, 3, "", 1),
    ("双井村", "市级文明村", "示例市文明办", "city", 5, 3, "证书在村档案室", None),
    ("茶山村", "县级生态村", "示例县生态环境局", "county", 3, None, "", None),
    ("示例省农业大学", "科技特派员工作先进单位", "示例省科技厅", "province", 1, 4, "", 0),
    ("示例石桥果品合作社", "市级示范合作社", "示例市农业农村局", "city", 2, 3, "", None),
    ("示例云溪茶业公司", "省级重点龙头企业", "示例省农业农村厅", "province", 1, 2, "", 1),
)
"""Whose, title, issuer, level, how many years ago, for how many years, evidence, which source."""

WITHDRAWN = ("茶山村", "两个村同名，录到了这里，已按实际获评的村重新录入")
"""Whose honour was entered by mistake, and why it does not hold."""

OFFICES: Mapping[str, Sequence[tuple[str, int, int | None]]] = {
    "石桥村": (("村委会主任", 3, None), ("村会计", 6, None), ("妇联主席", 4, 1)),
    "双井村": (("村委会主任", 2, None),),
    "示例省农业大学": (("科技处处长", 2, None), ("果树团队负责人", 5, None)),
    "示例市鲜果供应链公司": (("采购部经理", 1, None),),
}
"""Of a body: title, years since it began, years since it ended."""

POSTED: Sequence[tuple[int, str | None, str]] = (
    (4, "示例省农业科学院", "果园台账和两份购销合同在村档案室；水利专家的联系由镇里接着做。"),
    (9, "示例省水利厅农村水利处", ""),
    (14, "示例省文旅集团", "民宿的设计图和审批清单已移交村委会。"),
    (19, None, ""),
)
"""Place of the village, who sends the batch of today, what the batch before handed over."""


def tell(
    coordinator: Post,
    villages: Sequence[tuple[Branch, Post]],
    bodies: Sequence[Branch],
    entities: Sequence[BusinessEntity],
) -> None:
    """Texts first, then what they tell of; each by whoever would enter it."""
    actor = hands.acting(coordinator)
    sources = _enter_sources(actor)
    branches = {one.host.name: one for one in (*(one for one, _post in villages), *bodies)}
    holders: dict[str, Branch | BusinessEntity] = {
        **branches,
        **{one.name: one for one in entities},
    }
    _enter_honours(holders, sources)
    _enter_offices(villages, branches)
    hosts = {one.host.name: one.host for one in bodies}
    _post_first_secretaries(actor, [one for one, _post in villages], hosts)


def _years_ago(years: int, month: int = 7, day: int = 1) -> dt.date:
    """This day of a month, so many years ago; never a day to come."""
    found = dt.date(clock.today().year - years, month, day)
    return found if found <= clock.today() else found.replace(year=found.year - 1)


def _enter_sources(actor: Actor) -> list[Source]:
    return [
        registry.enter_source(
            actor,
            title=title,
            outlet=outlet,
            published_on=clock.today() - dt.timedelta(days=ago),
            byline=byline,
            is_demo=True,
        )
        for title, outlet, byline, ago in SOURCES
    ]


def _enter_honours(
    holders: Mapping[str, Branch | BusinessEntity], sources: Sequence[Source]
) -> None:
    given: dict[str, Honour] = {}
    for whose, title, issuer, level, ago, years, evidence, source in HONOURS:
        day = _years_ago(ago)
        given[whose] = registry.enter_honour(
            hands.SYSTEM,
            holder=holders[whose],
            title=title,
            issuer=issuer,
            level=level,
            awarded_on=day,
            valid_until=None if years is None else day.replace(year=day.year + years),
            evidence=evidence,
            source=None if source is None else sources[source],
            is_demo=True,
        )
    whose, why = WITHDRAWN
    registry.withdraw_honour(hands.SYSTEM, honour=given[whose], reason=why)


def _enter_offices(villages: Sequence[tuple[Branch, Post]], branches: Mapping[str, Branch]) -> None:
    """Every village's secretary has an account; in every fourth somebody held it before."""
    for place, (branch, post) in enumerate(villages):
        actor, began = hands.acting(post), _years_ago(3)
        title = "党支部书记"
        if place % 4:
            registry.enter_office(
                actor, place=branch, title=title, starts=began, person=post.person, is_demo=True
            )
            continue
        before = registry.enter_office(
            actor, place=branch, title=title, starts=_years_ago(8), is_demo=True
        )
        registry.hand_over_office(actor, office=before, starts=began, person=post.person)
    for name, offices in OFFICES.items():
        place_ = branches[name].host
        for title, since, until in offices:
            registry.enter_office(
                hands.SYSTEM,
                place=place_,
                title=title,
                starts=_years_ago(since),
                ends=None if until is None else _years_ago(until, 6, 30),
                is_demo=True,
            )


def _post_first_secretaries(
    actor: Actor, villages: Sequence[Branch], hosts: Mapping[str, Organisation]
) -> None:
    """Of two batches: the one of today took over from the one before."""
    for place, sends, handover in POSTED:
        before = registry.post_first_secretary(
            actor,
            branch=villages[place],
            batch=5,
            level=Posting.Level.PROVINCE,
            starts=_years_ago(5, 6),
            is_demo=True,
        )
        registry.hand_over_posting(
            actor,
            posting=before,
            batch=6,
            level=Posting.Level.PROVINCE,
            starts=_years_ago(2, 6),
            ends=_years_ago(2, 6).replace(year=clock.today().year + 1, day=30),
            sending_unit=None if sends is None else hosts[sends],
            handover=handover,
        )
