"""The ledgers that the county kept before the system, as sheets that its coordinator hands in.

Pure: a seed and a day in, rows out. Two years lie behind that day: pairings, bodies and accords of
before are dated in them; what is needed and offered stands as it is today.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.organisations.models import Kind

from ..invented import SEED
from .names import Body, Village, bodies, villages

Row = tuple[str, ...]
PAIRED, WITH_ACCORD, BODIES_OF_BEFORE, TIES = 150, 110, 20, 600
NEEDS_A_VILLAGE, OFFERS_A_BRANCH = 11, 11

AREA = {
    WorkArea.INDUSTRY: "产业",
    WorkArea.INVESTMENT: "招商",
    WorkArea.RECRUITMENT: "引才",
    WorkArea.TRAINING: "培训",
    WorkArea.TECHNOLOGY: "技术",
    WorkArea.LIVELIHOOD: "民生",
}
KIND = {
    Kind.UNIVERSITY: "高校",
    Kind.ENTERPRISE: "企业",
    Kind.GOVERNMENT: "机关",
    Kind.SOCIETY: "社会组织",
    Kind.MEDIA: "媒体",
    Kind.OTHER: "其它",
}
_CROPS = (
    "柑橘", "枇杷", "杨梅", "葡萄", "茶叶", "水稻", "玉米", "红薯", "辣椒", "番茄", "香菇", "竹笋",
    "油茶", "黄精", "灵芝", "花卉", "肉牛", "山羊", "土鸡", "蜜蜂", "鲈鱼", "小龙虾",
    "板栗", "百香果",
)  # fmt: skip
_NEEDS: Sequence[tuple[WorkArea, str, str]] = (
    (WorkArea.TECHNOLOGY, "{}病虫害没有把握，想请人来看", "约{}亩"),
    (WorkArea.TECHNOLOGY, "{}品种老了，想试新品种", "约{}亩"),
    (WorkArea.INDUSTRY, "{}集中上市卖不动，想找收购订单", "每年{}吨"),
    (WorkArea.INDUSTRY, "想给{}做自己的牌子和包装", "一个品牌，{}户"),
    (WorkArea.INVESTMENT, "想引一家企业来做{}加工", "年产{}吨"),
    (WorkArea.TRAINING, "想办{}种养培训班", "{}人"),
    (WorkArea.RECRUITMENT, "想请懂{}的技术员驻村", "{}个月"),
)
_AT_HOME: Sequence[tuple[WorkArea, str, str]] = (
    (WorkArea.LIVELIHOOD, "老人多，盼有医生定期来义诊", "每季{}人次"),
    (WorkArea.LIVELIHOOD, "孩子暑假没人管，想办夏令营", "{}名孩子"),
    (WorkArea.LIVELIHOOD, "村道没有路灯，想请人看方案", "约{}盏"),
    (WorkArea.LIVELIHOOD, "村里用水不稳，想请水利专家看一看", "{}户"),
    (WorkArea.TRAINING, "合作社想学记账和合同", "{}人"),
    (WorkArea.INVESTMENT, "空置校舍想改民宿，找运营方", "{}间"),
    (WorkArea.INDUSTRY, "古村想做半日游线路", "每年{}人"),
)
_OFFERS: dict[str, Sequence[tuple[WorkArea, str, str]]] = {
    Kind.UNIVERSITY: (
        (WorkArea.TECHNOLOGY, "{}技术指导和新品种试种", "示范田{}亩"),
        (WorkArea.TRAINING, "{}种养和加工培训", "每期{}人"),
        (WorkArea.RECRUITMENT, "{}方向的师生团队驻村", "{}个月"),
    ),
    Kind.ENTERPRISE: (
        (WorkArea.INDUSTRY, "{}订单收购", "每年{}吨起"),
        (WorkArea.INVESTMENT, "{}加工厂选址", "年产{}吨"),
        (WorkArea.INDUSTRY, "{}品牌代工和包装设计", "{}个产品"),
    ),
    Kind.GOVERNMENT: (
        (WorkArea.TECHNOLOGY, "{}项目申报和验收指导", "每年{}次"),
        (WorkArea.TRAINING, "{}合作社财务与合同培训", "每期{}人"),
        (WorkArea.LIVELIHOOD, "种{}的村的道路和用水方案咨询", "{}个村"),
    ),
    Kind.SOCIETY: (
        (WorkArea.TECHNOLOGY, "{}技术员上门指导", "每月{}次"),
        (WorkArea.RECRUITMENT, "{}专家智库咨询", "{}位"),
        (WorkArea.LIVELIHOOD, "到种{}的村做志愿服务", "每季{}人次"),
    ),
    Kind.MEDIA: (
        (WorkArea.INDUSTRY, "{}产地的采访与推介", "每季{}次"),
        (WorkArea.TRAINING, "{}直播带货培训", "每期{}人"),
    ),
    Kind.OTHER: (
        (WorkArea.TECHNOLOGY, "{}检测和栽培试验", "{}个样品"),
        (WorkArea.RECRUITMENT, "{}课题组驻点", "{}个月"),
    ),
}
_TIES = (
    ("乡贤", "该单位有从本村走出去的干部，愿意牵线", "有文件"),
    ("校友", "村两委有人在该单位进修过", "有人说过"),
    ("曾驻村", "该单位上一轮派人驻过本村", "有文件"),
    ("合作过", "双方一起办过技术培训", "系统有留痕"),
    ("合作过", "双方签过一年的购销合同", "有文件"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: what its title says, its headings, its rows, and who hands it in.

    What an organisation can give is entered by its own people or its own coordinator: for those
    outside the county that is the province's.
    """

    title: str
    heads: Row
    rows: Sequence[Row]
    by: str = "county"


@dataclass(frozen=True, slots=True)
class Pair:
    """A village and a body that were joined before the system."""

    village: Village
    body: Body
    agreed_on: dt.date
    live_since: dt.date | None


@dataclass(frozen=True, slots=True)
class Past:
    """Everybody, and who was joined with whom."""

    villages: Sequence[Village]
    bodies: Sequence[Body]
    pairs: Sequence[Pair]


def years(today: dt.date) -> tuple[int, int]:
    """The two years that lie behind a day."""
    return today.year - 2, today.year - 1


def a_past(today: dt.date, seed: int = SEED) -> Past:
    """Who was joined with whom in the two years before ``today``."""
    rng = np.random.default_rng(seed)
    everybody = villages()
    outside = bodies()
    able = [one for one in outside if not one.unit and one.kind != Kind.MEDIA]
    chosen = rng.permutation(len(everybody))[:PAIRED]
    partners = rng.permutation(len(able))[:PAIRED]
    return Past(
        everybody,
        outside,
        [
            _pair(rng, today, everybody[village], able[body], place)
            for place, (village, body) in enumerate(zip(chosen, partners, strict=True))
        ],
    )


def _pair(
    rng: np.random.Generator, today: dt.date, village: Village, body: Body, place: int
) -> Pair:
    agreed = _a_day(rng, years(today)[place % 2])
    live = agreed + dt.timedelta(days=int(rng.integers(5, 40))) if place < WITH_ACCORD else None
    return Pair(village, body, agreed, live)


def _a_day(rng: np.random.Generator, year: int) -> dt.date:
    """A day of a year that leaves some weeks for what follows it."""
    return dt.date(year, 1, 8) + dt.timedelta(days=int(rng.integers(0, 300)))


def sheets(past: Past, today: dt.date, seed: int = SEED) -> Iterator[Sheet]:
    """In the order in which they must be taken: who is there before what they have."""
    rng = np.random.default_rng(seed + 1)
    yield Sheet(
        "全县村党组织名册（示例）",
        ("行政村", "乡镇", "单位类别", "行政区划", "管理幅度", "薄弱村"),
        [
            (
                one.name,
                one.town,
                "村",
                "示例县",
                str(1 + place % 2),
                "是" if not place % 9 else "否",
            )
            for place, one in enumerate(past.villages)
        ],
    )
    yield Sheet(
        "县外单位名册（示例）",
        ("单位名称", "单位类别", "隶属", "内设机构", "管理幅度"),
        [
            (one.name, KIND[Kind(one.kind)], one.place, one.unit, str(int(rng.integers(1, 4))))
            for one in past.bodies
        ],
    )
    yield Sheet(
        "村级需求台账（示例）",
        ("行政村", "乡镇", "需求", "工作领域", "数量"),
        list(itertools.chain.from_iterable(map(partial(_needs, rng), past.villages))),
    )
    yield Sheet(
        "县外单位资源台账（示例）",
        ("县外单位", "优势资源", "工作领域", "数量"),
        list(itertools.chain.from_iterable(map(partial(_offers, rng), past.bodies))),
        by="province",
    )
    yield Sheet(
        "人缘纽带台账（示例）",
        ("行政村", "乡镇", "县外单位", "纽带类型", "情况说明", "证明单位", "证据等级", "起始时间"),
        list(_ties(rng, past, today)),
    )
    yield from _joined(past)


def _needs(rng: np.random.Generator, village: Village) -> Iterator[Row]:
    of_crops = list(itertools.product(_NEEDS, _CROPS))
    some = [(of_crops[at][0], of_crops[at][1]) for at in _some(rng, len(of_crops), 8)]
    home = [(_AT_HOME[at], "") for at in _some(rng, len(_AT_HOME), NEEDS_A_VILLAGE - len(some))]
    for (area, words, much), crop in (*some, *home):
        title = words.format(crop) if crop else words
        yield village.name, village.town, title, AREA[area], much.format(_much(rng))


def _offers(rng: np.random.Generator, body: Body) -> Iterator[Row]:
    possible = list(itertools.product(_OFFERS[body.kind], _CROPS))
    name = f"{body.name}{body.unit}党支部" if body.unit else body.name
    for at in _some(rng, len(possible), OFFERS_A_BRANCH):
        (area, words, much), crop = possible[at]
        yield name, words.format(crop), AREA[area], much.format(_much(rng))


def _ties(rng: np.random.Generator, past: Past, today: dt.date) -> Iterator[Row]:
    known = {(one.village.name, one.body.name) for one in past.pairs}
    able = [one for one in past.bodies if not one.unit]
    while len(known) < PAIRED + TIES:
        village = past.villages[int(rng.integers(len(past.villages)))]
        body = able[int(rng.integers(len(able)))]
        if (village.name, body.name) in known:
            continue
        known.add((village.name, body.name))
        ground, words, grade = _TIES[int(rng.integers(len(_TIES)))]
        since = today - dt.timedelta(days=int(rng.integers(30, 900)))
        attested = f"{village.name}党支部"
        row = (village.name, village.town, body.name, ground, words, attested, grade)
        yield (*row, since.isoformat())


def _joined(past: Past) -> Iterator[Sheet]:
    """What was agreed, approved and signed in the two years."""
    yield Sheet(
        "已结对情况表（示例）",
        ("结对村", "乡镇", "结对单位", "结对时间"),
        [
            (one.village.name, one.village.town, one.body.name, one.agreed_on.isoformat())
            for one in past.pairs
        ],
    )
    live = [(one, one.live_since) for one in past.pairs if one.live_since is not None]
    yield Sheet(
        "跨县域联建党组织名册（示例）",
        ("联建党组织", "类型", "成员单位", "批准机关", "批准文号", "批准时间", "是否运行"),
        [
            (
                f"{one.village.name}联建党总支（示例）",
                "联建党总支",
                f"{one.village.name}、{one.body.name}",
                "中共示例县委组织部",
                f"示例〔{since.year}〕{place}号",
                since.isoformat(),
                "是",
            )
            for place, (one, since) in enumerate(live[:BODIES_OF_BEFORE], start=11)
        ],
    )
    yield Sheet(
        "共建协议台账（示例）",
        ("协议名称", "协议编号", "签约各方", "签订时间"),
        [
            (
                f"{one.village.name}与{one.body.name}共建协议（示例）",
                f"示联〔{since.year}〕{place}号",
                f"{one.village.name}、{one.body.name}",
                since.isoformat(),
            )
            for place, (one, since) in enumerate(live, start=11)
        ],
    )


def _some(rng: np.random.Generator, of: int, how_many: int) -> list[int]:
    return sorted(int(at) for at in rng.choice(of, size=how_many, replace=False))


def _much(rng: np.random.Generator) -> int:
    return int(rng.integers(2, 40)) * 5
