"""Who lives in the rest of the invented county, and who stands outside it: names that nobody has.

Pure: the same for the same seed. With those of ``invented`` they are 260 villages in 16 towns and
about 500 organisations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianjian.ground.organisations.models import Kind

from ..invented import BODIES, COUNTY
from ..invented import TOWNS as TOLD_BEFORE

TOWNS: Sequence[str] = (
    "云岭镇", "白沙镇", "青龙乡", "金坪镇", "东溪乡", "长泰镇",
    "新塘镇", "上坂乡", "红林镇", "古田岭乡", "高峰镇", "南洋镇",
)  # fmt: skip
VILLAGES_A_TOWN = 20
_FIRST = "青白石龙金南东上下大小高长新古红云"
_SECOND = "溪坪岭湾塘坑桥山泉林洋坂岩田峰"

_SCHOOLS = (
    "农林", "海洋", "工商", "财经", "医药", "体育", "艺术", "外语", "电力", "建筑",
    "交通", "信息", "旅游", "中医药", "水产", "食品", "茶业", "畜牧", "水利", "环境",
)  # fmt: skip
_BRANDS = (
    "丰禾", "绿源", "恒信", "山青", "田园", "鲜达", "茗香", "果满", "禾盛", "云仓",
    "惠农", "聚力", "康养", "明远", "同心", "金穗", "春晖", "百味", "竹韵", "清泉",
    "万顷", "天润", "海川", "新源", "远景", "和兴", "乐山", "益民", "正大地", "三江",
)  # fmt: skip
_TRADES = ("农业科技", "食品", "商贸", "物流", "文旅", "新能源")
_FIELDS = (
    "农业农村", "水务", "交通运输", "教育", "卫生健康", "文化旅游", "商贸流通", "科技", "民政",
    "人力资源", "林草", "自然资源", "住房建设", "应急管理", "审计", "统计", "税务", "气象",
    "供销合作", "金融监管",
)  # fmt: skip
_TOPICS = (
    "食用菌", "柑橘", "茶叶", "水稻", "蔬菜", "花卉", "中药材", "肉牛", "生猪", "家禽",
    "水产养殖", "竹产业", "木材加工", "乡村旅游", "民宿经济", "电子商务", "冷链物流", "农机",
    "植保", "土壤肥料", "农村水利", "乡村规划", "传统建筑", "古树名木", "民间工艺", "乡村教育",
    "乡村医疗", "养老服务", "妇女创业", "青年创业", "退役军人创业", "法律援助", "会计", "志愿服务",
    "乡村阅读", "体育健身", "节水灌溉",
)  # fmt: skip
_MEDIA = ("日报", "晚报", "广播电台", "电视台", "农民报", "青年报", "画报", "乡村频道", "客户端")


@dataclass(frozen=True, slots=True)
class Village:
    """A village and its township, by name."""

    code: str
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation outside the county; ``unit`` is the inner unit whose branch it is."""

    name: str
    kind: str
    place: str
    unit: str = ""


def towns() -> dict[str, str]:
    """The code of each further town: they follow those that were told before."""
    first = 100 + len(TOLD_BEFORE)
    return {name: f"{COUNTY}{first + place}" for place, name in enumerate(TOWNS)}


def villages() -> list[Village]:
    """Twenty villages a town; none is called like one that was told before."""
    taken = {name for names in TOLD_BEFORE.values() for name in names}
    free = (
        name
        for first, second in itertools.product(_FIRST, _SECOND)
        if (name := f"{first}{second}村") not in taken
    )
    return [
        Village(f"{code}{201 + place}", next(free), town)
        for town, code in towns().items()
        for place in range(VILLAGES_A_TOWN)
    ]


def bodies() -> list[Body]:
    """Universities, enterprises, organs, associations, institutes and media of elsewhere."""
    taken = {name for name, _kind, _place in BODIES}
    return [one for one in _every_body() if one.name not in taken]


def _every_body() -> Iterator[Body]:
    for school in _SCHOOLS:
        yield Body(f"示例省{school}大学", Kind.UNIVERSITY, "示例省")
        yield Body(f"邻示例市{school}职业学院", Kind.UNIVERSITY, "邻示例市")
    for brand, trade in itertools.product(_BRANDS, _TRADES):
        yield Body(f"邻示例市{brand}{trade}公司", Kind.ENTERPRISE, "邻示例市")
    for field in _FIELDS:
        yield Body(f"示例省{field}厅", Kind.GOVERNMENT, "示例省")
        yield Body(f"示例省{field}厅", Kind.GOVERNMENT, "示例省", "机关服务处")
        yield Body(f"邻示例市{field}局", Kind.GOVERNMENT, "邻示例市")
    for topic in _TOPICS:
        for end in ("协会", "促进会"):
            yield Body(f"示例省{topic}{end}", Kind.SOCIETY, "示例省")
        yield Body(f"邻示例市{topic}服务队", Kind.SOCIETY, "邻示例市")
        yield Body(f"示例省{topic}研究所", Kind.OTHER, "示例省")
    for outlet in _MEDIA:
        yield Body(f"示例省{outlet}", Kind.MEDIA, "示例省")
        yield Body(f"邻示例市{outlet}", Kind.MEDIA, "邻示例市")
