"""Which words of a text mean which indicator of the dictionary (指标, 口径).

Whoever knows the field adds to them here. A number counts for the indicator whose words stand
nearest to it: 16 新上项目 and 18 确立联建项目 are two, and neither is ever the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from .figures import Measure

_FAR = 6
"""Characters between a number and the words that say what it counts, at most."""
_OF_PEOPLE = frozenset("人名位")
_OF_THINGS = frozenset({"个", "家", "项", "份", "件", "类", "大类", "种", "支", "村"})


@dataclass(frozen=True, slots=True)
class Words:
    """``said`` is what is counted; ``needs``, if given, must stand before it in the sentence."""

    code: str
    name: str
    also: tuple[str, ...]
    measure: Measure
    said: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    units: Collection[str] = _OF_THINGS


def _words(
    code: str,
    name: str,
    also: str,
    measure: Measure,
    said: str,
    *,
    needs: str = "",
    units: Collection[str] = _OF_THINGS,
) -> Words:
    needed = re.compile(needs) if needs else None
    return Words(code, name, tuple(also.split()), measure, re.compile(said), needed, units)


INDICATORS = (
    _words("joint_bodies", "跨县域联建党总支", "联建党总支 联合党总支", Measure.COUNT,
           "(?:联建|联合|跨县域)[^，、]{0,6}党总支"),
    _words("villages_paired", "有结对的村", "结对村 联建村 结对村数", Measure.COUNT,
           "村(?:级?党(?:组织|支部))?", needs="结对|结成|结为", units={"个", "村"}),
    _words("accords_in_force", "生效的联建协议", "联建协议 共建协议 签订协议", Measure.COUNT,
           "(?:签订|签署|签约|达成)[^，、]{0,6}协议|协议(?:书)?"),
    _words("talent_introduced", "引进科技人才", "引进人才 科技人才 引才", Measure.PEOPLE,
           "人才|博士后?|专家|科研人员", needs="引进|引才|招引|汇聚|柔性", units=_OF_PEOPLE),
    _words("grants_key_rd", "承担国家重点研发计划项目", "国家重点研发计划 国家重点研发",
           Measure.COUNT,
           "国家重点研发(?:计划)?(?:项目|课题)?"),
    _words("grants_nsfc", "承担国家自然科学基金项目", "国家自然科学基金 国自然", Measure.COUNT,
           "(?:国家)?自然科学基金(?:项目|课题)?"),
    _words("funds_arrived", "到位资金", "到账资金 资金到位", Measure.MONEY,
           "(?:到位|到账)(?:各类|帮扶|项目)?资金|资金(?:已|全部|累计|实际)*(?:到位|到账)"),
    _words("projects_new", "今年新上项目", "新上项目 新建项目 新增项目", Measure.COUNT,
           "新(?:上|建|增|启动|开工|实施)了?[^，、]{0,6}项目"),
    _words("projects_listed", "累计确立联建项目", "联建项目 确立项目 累计项目", Measure.COUNT,
           "(?:确立|确定|列入|立项)了?[^，、]{0,6}项目|联建项目"),
    _words("clusters", "产业集群", "特色产业集群", Measure.COUNT, "产业集群"),
    _words("brands", "特色品牌", "品牌", Measure.COUNT, "品牌"),
    _words("visits", "接待游客", "游客 接待人次 旅游人次", Measure.VISITS,
           "接待|游客|客流|旅游|研学|参观", units={"人次"}),
    _words("collective_income_increase", "村集体增收", "集体增收 集体经济增收", Measure.MONEY,
           "集体(?:经济)?(?:经营性)?(?:年?增收|收入[^，、]{0,4}增(?:加|长|收))"
           "|增加了?(?:村)?集体(?:经济)?(?:经营性)?收入"),
    _words("farmers_income_increase", "农民增收", "农户增收 村民增收 群众增收", Measure.MONEY,
           "(?:农民|农户|村民|群众)(?:年?增收|收入[^，、]{0,4}增(?:加|长|收))"
           "|增加了?(?:农民|农户|村民|群众)收入"),
    _words("jobs", "带动就业", "就业 就业人数 带动务工", Measure.PEOPLE,
           "就业|务工|用工", units=_OF_PEOPLE),
)  # fmt: skip

_MEDIA = re.compile(
    "转发|阅读|点击|播放|浏览|点赞|粉丝|收看|收听|推文|图文|稿件?|报道|宣传|短视频|信息"
)
"""Words of media reach: it is recorded with media and enters no evaluation."""
_PER_HEAD = re.compile("[人户亩]均|每[人户亩]|平均")


def indicator_of(before: str, behind: str, unit: str, measure: Measure, sentence: str) -> str:
    """The code of the indicator that a number counts, empty where it counts none of ours.

    ``before`` and ``behind`` are the words beside it, ``sentence`` all that goes before it.
    """
    if "/" in unit or _PER_HEAD.search(before[-8:]):
        return ""
    found = [
        (gap, -length, each.code)
        for each in INDICATORS
        if each.measure == measure
        and (measure == Measure.MONEY or unit in each.units)
        and (each.needs is None or each.needs.search(sentence + before + behind))
        for gap, length in _near(each.said, before, behind)
    ]
    return min(found)[2] if found else ""


def is_media(before: str, behind: str) -> bool:
    """Whether a number tells how far something was spread."""
    return any(True for _gap in _near(_MEDIA, before, behind))


def _near(said: re.Pattern[str], before: str, behind: str) -> list[tuple[int, int]]:
    """(how far off, how long) for the words that stand near enough to the number."""
    at, found = len(before), []
    for match in said.finditer(before + behind):
        gap = max(at - match.end(), match.start() - at, 0)
        if gap <= _FAR:
            found.append((gap, match.end() - match.start()))
    return found
