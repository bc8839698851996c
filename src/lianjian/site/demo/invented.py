"""An invented county, from a seed: places, bodies, needs, offers and ties that nobody has.

Pure: numbers in, tables out, the same for the same seed. Every name begins with 示例 or lies in
示例县, so that nobody takes it for a real one. Province code 99 is no province's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.registry.models import Tie
from lianjian.ground.organisations.models import Kind

PROVINCE, CITY, NEXT_CITY, COUNTY = "99", "9901", "9902", "990101"
SEED = 20_260_701

TOWNS: dict[str, Sequence[str]] = {
    "石桥镇": ("石桥村", "青杏村", "双井村", "古槐村", "磨盘村"),
    "云溪镇": ("上云溪村", "下云溪村", "茶山村", "竹园村", "枫林村"),
    "柳湾镇": ("柳湾村", "芦花村", "稻香村", "雁塘村", "河口村"),
    "松坡镇": ("松坡村", "板栗坪村", "桃花坞村", "梨树沟村", "南岭村"),
}

BODIES: Sequence[tuple[str, str, str]] = (
    ("示例省农业大学", Kind.UNIVERSITY, PROVINCE),
    ("示例省林业职业学院", Kind.UNIVERSITY, PROVINCE),
    ("示例省师范大学", Kind.UNIVERSITY, PROVINCE),
    ("示例省医科大学", Kind.UNIVERSITY, PROVINCE),
    ("示例市职业技术学院", Kind.UNIVERSITY, NEXT_CITY),
    ("示例省设计学院", Kind.UNIVERSITY, PROVINCE),
    ("示例省农业科学院", Kind.OTHER, PROVINCE),
    ("示例市鲜果供应链公司", Kind.ENTERPRISE, NEXT_CITY),
    ("示例省粮油集团", Kind.ENTERPRISE, PROVINCE),
    ("示例省文旅集团", Kind.ENTERPRISE, PROVINCE),
    ("示例市冷链物流公司", Kind.ENTERPRISE, NEXT_CITY),
    ("示例省茶业公司", Kind.ENTERPRISE, PROVINCE),
    ("示例市电商公司", Kind.ENTERPRISE, NEXT_CITY),
    ("示例省农担公司", Kind.ENTERPRISE, PROVINCE),
    ("示例市养殖公司", Kind.ENTERPRISE, NEXT_CITY),
    ("示例省水利厅农村水利处", Kind.GOVERNMENT, PROVINCE),
    ("示例省商务厅流通处", Kind.GOVERNMENT, PROVINCE),
    ("示例省人社厅就业处", Kind.GOVERNMENT, PROVINCE),
    ("示例省卫健委基层处", Kind.GOVERNMENT, PROVINCE),
    ("示例市交通局", Kind.GOVERNMENT, NEXT_CITY),
    ("示例市市场监管局", Kind.GOVERNMENT, NEXT_CITY),
    ("示例省乡村共建促进会", Kind.SOCIETY, PROVINCE),
    ("示例省果业协会", Kind.SOCIETY, PROVINCE),
    ("示例省民宿协会", Kind.SOCIETY, PROVINCE),
    ("示例省老年大学志愿服务队", Kind.SOCIETY, PROVINCE),
    ("示例市律师公益服务中心", Kind.SOCIETY, NEXT_CITY),
    ("示例省茶文化研究会", Kind.SOCIETY, PROVINCE),
    ("示例省三农频道", Kind.MEDIA, PROVINCE),
    ("示例市融媒体中心", Kind.MEDIA, NEXT_CITY),
    ("示例省乡村杂志社", Kind.MEDIA, PROVINCE),
)

NEEDS: Sequence[tuple[str, str, str]] = (
    (WorkArea.TECHNOLOGY, "老果园树势弱，想请人教修剪和换种", "约一百亩老果园"),
    (WorkArea.INDUSTRY, "鲜果集中上市，缺冷库和分级设备", "旺季每天两万斤"),
    (WorkArea.INDUSTRY, "茶青卖不上价，想做自己的加工和品牌", "三百亩茶园"),
    (WorkArea.INVESTMENT, "空置校舍想改民宿，找运营方一起做", "两层校舍一栋"),
    (WorkArea.RECRUITMENT, "想请懂电商的年轻人回村带一带", "一到两名"),
    (WorkArea.TRAINING, "村里妇女想学直播和短视频", "三十人左右"),
    (WorkArea.TECHNOLOGY, "山塘渗漏，灌溉缺水，请水利专家看一看", "山塘两口"),
    (WorkArea.LIVELIHOOD, "老人多，盼有医生定期来村义诊", "每月一次"),
    (WorkArea.LIVELIHOOD, "孩子暑假没人管，想办夏令营", "二十名孩子"),
    (WorkArea.TECHNOLOGY, "肉牛防疫没有把握，想请兽医指导", "存栏一百二十头"),
    (WorkArea.INDUSTRY, "稻米想走订单，找粮油企业收购", "六百亩水稻"),
    (WorkArea.INVESTMENT, "想引一家企业来做板栗和杂粮加工", "年产四百吨"),
    (WorkArea.TRAINING, "合作社理事想学财务和合同", "十五人"),
    (WorkArea.LIVELIHOOD, "进村的路塌了一段，想请交通部门帮着看方案", "约三百米"),
    (WorkArea.INDUSTRY, "村史馆和古树想做成半日游线路", "一条线路"),
    (WorkArea.RECRUITMENT, "缺村庄规划的人，想请专家驻村半年", "一名"),
)

OFFERS: dict[str, Sequence[tuple[str, str, str]]] = {
    Kind.UNIVERSITY: (
        (WorkArea.TECHNOLOGY, "果树、茶树修剪和换种技术指导", "每季两次"),
        (WorkArea.TRAINING, "电商直播和短视频培训", "每期三十人"),
        (WorkArea.LIVELIHOOD, "师生暑期支教和夏令营", "二十名孩子以内"),
        (WorkArea.RECRUITMENT, "村庄规划师生团队驻村", "半年一轮"),
        (WorkArea.LIVELIHOOD, "附属医院医生下乡义诊", "每月一次"),
    ),
    Kind.OTHER: (
        (WorkArea.TECHNOLOGY, "新品种试种和土壤检测", "示范田十亩"),
        (WorkArea.TECHNOLOGY, "畜禽防疫和兽医指导", "按需上门"),
    ),
    Kind.ENTERPRISE: (
        (WorkArea.INDUSTRY, "鲜果订单收购，带冷库和分级设备", "旺季每天三万斤"),
        (WorkArea.INDUSTRY, "稻米、杂粮订单收购", "一千亩起"),
        (WorkArea.INVESTMENT, "民宿和半日游线路运营投资", "一处"),
        (WorkArea.INDUSTRY, "茶叶加工和品牌代工", "三百亩茶园"),
        (WorkArea.INVESTMENT, "农产品加工厂选址", "年产五百吨"),
        (WorkArea.RECRUITMENT, "电商运营人员驻点带教", "两名"),
    ),
    Kind.GOVERNMENT: (
        (WorkArea.TECHNOLOGY, "山塘、灌溉等小型水利的技术论证", "按需"),
        (WorkArea.LIVELIHOOD, "进村道路方案咨询", "按需"),
        (WorkArea.TRAINING, "合作社财务、合同和食品许可培训", "每期二十人"),
        (WorkArea.LIVELIHOOD, "医生定期下乡义诊安排", "每月一次"),
    ),
    Kind.SOCIETY: (
        (WorkArea.RECRUITMENT, "村庄规划专家智库咨询", "按需"),
        (WorkArea.INVESTMENT, "民宿设计和运营对接", "两处"),
        (WorkArea.TECHNOLOGY, "果树技术员上门指导", "每月一次"),
        (WorkArea.TRAINING, "合作社合同和法律咨询", "每季一次"),
        (WorkArea.INDUSTRY, "茶叶评鉴和品牌策划", "一个品牌"),
    ),
    Kind.MEDIA: (
        (WorkArea.INDUSTRY, "农产品和半日游线路的采访与推介", "每季一次"),
        (WorkArea.TRAINING, "短视频拍摄和直播培训", "每期三十人"),
    ),
}

ASSETS: Sequence[tuple[str, str, str, str, str, str]] = (
    ("空置小学校舍", "house", "两层一栋", "collective", "房产证未办", "0"),
    ("荒着的旱地", "land", "约四十亩", "contracted", "分散在二十三户", "0.6"),
    ("养过鱼的山塘", "water", "两口，约十五亩", "collective", "坝体渗漏", "0.3"),
    ("古树和老祠堂", "scenery", "古树六棵，祠堂一座", "collective", "修缮要报批", "0"),
    ("闲在家里的妇女和老人", "labour", "约三十人", "private", "离不开家", ""),
)
"""What lies dormant: sort, amount, whose, what stands in the way, income a year in 10,000 yuan."""

ENTITIES: Sequence[tuple[str, str, str, int, Sequence[int]]] = (
    ("示例石桥果品合作社", "cooperative", "01", 2, (0, 1)),
    ("示例云溪茶业公司", "leading_firm", "15", 1, (7,)),
    ("示例双井家庭农场", "family_farm", "01", 1, (2,)),
    ("示例松坡板栗加工厂", "village_company", "13", 1, (16,)),
)
"""Who does business: name, kind, industry, how many joint bodies at most, villages by place."""

TIES: Sequence[tuple[str, str, int, int]] = (
    (Tie.Ground.NATIVE_PLACE, "该单位有从本村走出去的干部，愿意牵线", 600, 1),
    (Tie.Ground.FORMER_POSTING, "该单位上一轮派人驻过本村", 800, 2),
    (Tie.Ground.PAST_COOPERATION, "双方一起办过技术培训", 700, 2),
    (Tie.Ground.ALUMNI, "村两委有人在该单位进修过", 400, 0),
    (Tie.Ground.PAST_COOPERATION, "双方签过一年的购销合同", 800, 2),
)


@dataclass(frozen=True, slots=True)
class Village:
    """One village: its official code, what it needs, how many partners it can take."""

    code: str
    name: str
    town: str
    span: int
    must_serve: bool
    needs: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Body:
    """One body outside the county: where it is affiliated, what it offers, to how many."""

    name: str
    kind: str
    affiliation: str
    span: int
    offers: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """Village and body (by place in their lists) that know each other, and how."""

    village: int
    body: int
    ground: str
    evidence: str
    strength: int
    grade: int
    age: int
    """Days since it was fresh."""


@dataclass(frozen=True, slots=True)
class County:
    """All of it. ``wishes`` are (village, body, rank) and ``welcomes`` (body, village, rank)."""

    villages: Sequence[Village]
    bodies: Sequence[Body]
    known: Sequence[Known]
    wishes: Sequence[tuple[int, int, int]]
    welcomes: Sequence[tuple[int, int, int]]


def a_county(seed: int = SEED) -> County:
    """20 villages in 4 towns and 30 bodies outside their county, the same for the same seed."""
    rng = np.random.default_rng(seed)
    villages = _villages(rng)
    bodies = [
        Body(name, kind, affiliation, int(rng.integers(1, 4)), _some(rng, OFFERS[kind], 1, 2))
        for name, kind, affiliation in BODIES
    ]
    pairs = _pairs(rng, len(villages), len(bodies), 4)
    return County(
        villages=villages,
        bodies=bodies,
        known=_known(rng, len(villages), len(bodies)),
        wishes=[(village, body, rank) for village, body, rank in pairs if village % 4 != 3],
        welcomes=[
            (body, village, rank)
            for body, village, rank in _pairs(rng, len(bodies), len(villages), 3)
            if body % 5 != 4
        ],
    )


def town_codes() -> dict[str, str]:
    """The code of each town: 990101100, 990101101, …"""
    return {name: f"{COUNTY}{100 + place}" for place, name in enumerate(TOWNS)}


def _villages(rng: np.random.Generator) -> list[Village]:
    codes = town_codes()
    return [
        Village(
            code=f"{codes[town]}{201 + place}",
            name=name,
            town=town,
            span=int(rng.integers(1, 3)) if place else 2,
            must_serve=place == 4,
            needs=_some(rng, NEEDS, 1, 3),
        )
        for town, names in TOWNS.items()
        for place, name in enumerate(names)
    ]


def _some(
    rng: np.random.Generator, of: Sequence[tuple[str, str, str]], least: int, most: int
) -> list[tuple[str, str, str]]:
    size = min(len(of), int(rng.integers(least, most + 1)))
    return [of[place] for place in sorted(rng.choice(len(of), size=size, replace=False))]


def _pairs(rng: np.random.Generator, one: int, other: int, most: int) -> list[tuple[int, int, int]]:
    """For each of ``one`` up to ``most`` different of ``other``, ranked from 1."""
    return [
        (row, int(column), rank)
        for row in range(one)
        for rank, column in enumerate(
            rng.choice(other, size=int(rng.integers(1, most + 1)), replace=False), start=1
        )
    ]


def _known(rng: np.random.Generator, villages: int, bodies: int) -> list[Known]:
    found = []
    for village, body, _rank in _pairs(rng, villages, bodies, 2):
        ground, evidence, strength, grade = TIES[int(rng.integers(len(TIES)))]
        age = int(rng.integers(30, 900))
        found.append(Known(village, body, ground, evidence, strength, grade, age))
    return found
