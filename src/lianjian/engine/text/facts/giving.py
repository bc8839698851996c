"""What is given, and what is needed: money, people, equipment, land, technology, expertise.

A resource is what stands behind a word of giving (捐赠电脑40台); the investment of a project as a
whole is none. A need is what a village or a township lacks or asks for; a company that recruits
needs nothing of anybody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .units import UNITS

_units = "|".join(map(re.escape, UNITS))
_QUANTITY = re.compile(
    rf"(?:价值|折款|共计?|约|近|超|逾)*(?:[\d.,]+[万亿千百]*[余多]?|[一二两三四五六七八九十百千]+[余多]?|若干|[一大]?批)"
    rf"(?:{_units})?(?:以上|左右)?"
)
_KINDS = {
    "money": """
    资金 经费 捐款 善款 苗木款 补贴 奖补 奖金 预算 会费 种子金 助学金 基金 贷款 现金 结余 元
    """,
    "people": """
    特派员 专家 教授 博士 硕士 研究生 大学生 匠人 医生 医护 技术员 农艺师 工程师 教师 老师 讲师
    (?<!村)干部 志愿者 劳力 青壮年 指导员
    """,
    "technology": "专利 技术(?!员|人) 配方 品种 菌种 图纸 软件",
    "land": """
    用房 周转房 校舍 厂房 场地 土地 房间 房屋 门面 仓库 宿舍 [一二两三四五六七八九十\\d]间房
    """,
    "equipment": """
    设备 仪器 电脑 传感器 农机(?!手) 收割机 图书 书籍 书包 管材 水管(?!道) 水泥 建材 有机肥 化肥
    肥料 苗木 种苗 树苗 种子 药品 路灯 物资 分拣线 生产线 车辆 冷链车 铲车 桌椅 器材 农资
    """,
    "expertise": "设计与 培训与 运营培训 检测服务 诊疗 指导服务",
}
_KIND = tuple((kind, re.compile("|".join(nouns.split()))) for kind, nouns in _KINDS.items())
_GIVES = re.compile(
    "捐赠了?|捐出|捐了|捐献|赠送了?|送来|送去|拿出|投入了?(?!使用|产|运)|提供了?|派出了?|"
    "选派(?!四批|[一二三]批)|派驻了?|布设|配备|(?<!水电)(?<!设施)配套|安排(?!了?在)|列支|拨付了?|腾出?|收拾出|"
    "协调(?:资金)?|申请|(?<!可)出(?=设备|配方|技术|资金|资\\d|管材|土地|苗|场地|劳力|钱)|"
    "到位(?=[\u4e00-\u9fff]{0,4}款)|组织(?=[^，。；]{0,16}专家)|负责(?=设计|培训|检测)|"
    "(?:帮扶|扶持|支持)(?=资金)|发(?=[\u4e00-\u9fff]{0,4}补贴)|约定的|（含"
)
_BROUGHT_IN = re.compile("以(?P<what>[^，。；\\d]{2,12}?)(?:作价|入股|出资)")
_HANDED_OVER = re.compile(
    "[将把](?P<what>[^，。；]{0,8}?(?:校舍|厂房|场地|土地|用房|仓库))[^，。；]{0,16}(?:交|租|借|给)"
)
_FUND = re.compile(
    r"[\d.]+[万亿]?余?元(?:奖补|补助|补贴|扶持资金)|[\u4e00-\u9fff]{2,8}(?:经费|奖补|补助|补贴)[\d.]+[万亿]?余?元"
)
_SOURCE = re.compile("从(?P<what>[^，。；]{2,10}?)中$")
_PURPOSE = re.compile("(?:设立|作为|用作|建立)[^，。；]{0,12}?(?:金|奖补|补助)")
_INVESTS = re.compile(
    r"(?<![总划成定复加年新额])投资(?:近|约|超)?\d[\d.]*[万亿]?余?元(?=[\u4e00-\u9fff]|$)"
)
_INVESTOR = re.compile("(?:公司|企业|集团|茶业|村|镇|方|社|厂)$")
_NOTHING = re.compile("机会|保障|服务(?!$)|支持$|平台|参考|依据|便利|动力|经验|思路|工作|会议|信息")
_SPLIT = re.compile("[^、和及]+")
_NEEDS = re.compile(
    "(?:急需|亟需|紧缺|奇缺|尚缺|最缺的?是?|还?缺(?![席口乏陷失货勤位额])少?|需要(?!说明|指出|注意|强调|的是)|"
    "想学|希望(?:得到|有|派|引进)|想上(?:个|一?套)?|招聘|(?<![邀聘申敬])请[^，。；]{1,6}?派)[：，]?"
)
_SHORT_OF = re.compile("(?P<what>[\u4e00-\u9fff]{2,6}?)缺口(?=约?\\d)")
_NEEDED = re.compile(r"[^，。；：！？\n（）、 \u3000\d][^，。；：！？\n（）、 \u3000]{0,18}")
_COUNTED = re.compile(r"\d|[一二两三四五六七八九十](?:名|位|台|个|套|辆)")
_NO_NEED = re.compile(
    "什么|哪|^(?:加快|提高|推进|完善|调整|变动|解决|尽快|的)|资金|时间|进一步|努力|加强|不断|我们"
)
_COMPANY = re.compile("(?:公司|企业|医院|学院)[^，。；]{0,8}$")


def resources(text: str) -> Iterator[tuple[int, int, str]]:
    """Where what is given stands, and its kind; of two that overlap the longer."""
    done = 0
    for start, end, kind in sorted(_given(text), key=lambda one: (one[0], -one[1])):
        if start >= done:
            yield start, end, kind
            done = end


def _given(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _GIVES.finditer(text):
        end = _clause_end(text, match.end())
        for item in _SPLIT.finditer(text, match.end(), end):
            yield from _item(text, match.start(), *item.span())
    for match in _INVESTS.finditer(text):
        if _INVESTOR.search(text[max(0, match.start() - 6) : match.start()]):
            yield match.start(), match.end(), "money"
    for match in _BROUGHT_IN.finditer(text):
        for item in _SPLIT.finditer(text, *match.span("what")):
            yield from _item(text, item.start(), *item.span())
    for match in _HANDED_OVER.finditer(text):
        yield *match.span("what"), "land"
    for match in _FUND.finditer(text):
        yield match.start(), match.end(), "money"


def _item(text: str, verb: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The thing itself: without what it is for, and with its number."""
    words = text[start:end]
    found = [(kind, one) for kind, nouns in _KIND if (one := nouns.search(words))]
    if not found or _NOTHING.search(words):
        return
    kind, noun = min(found, key=lambda one: (one[1].start(), -one[1].end()))
    if noun.end() > 16:
        return
    number = _QUANTITY.match(text, start + noun.end(), end)
    stop = number.end() if number and number.group() else start + noun.end()
    if kind == "money" and text[verb] == "（":
        return
    if kind == "money" and noun.group() == "元":
        if not _QUANTITY.match(text, start, end):
            return
        source, purpose = _SOURCE.search(text[:verb][-14:]), _PURPOSE.match(text, stop)
        start = verb - len(source.group()) if source else verb
        stop = purpose.end() if purpose else stop
    yield start, stop, kind


def needs(text: str) -> Iterator[tuple[int, int]]:
    """Where what is needed stands."""
    for match in _NEEDS.finditer(text):
        if _COMPANY.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        at = match.end()
        if match.group()[-1] in "缺少" and text[at : at + 2].endswith(("：", "。")):
            lead = text[at : at + 2]
            if lead.endswith("。"):
                if lead[0] not in "人钱":
                    yield at, at + 1
                continue
            at += 2
        stop = re.compile(r"[，。；！？\n（]|[ \u3000]\d|$").search(text, at)
        for item in _NEEDED.finditer(text, at, stop.start() if stop else at):
            start = item.start() + _article(item.group())
            counted = _COUNTED.search(text[start : item.end()])
            end = start + counted.start() if counted and counted.start() else item.end()
            if end - start < 2 or text[match.start() - 1 : match.start()] == "“":
                continue
            if not _NO_NEED.search(text[start:end]):
                yield start, end
    for match in _SHORT_OF.finditer(text):
        yield match.span("what")


def _article(words: str) -> int:
    found = re.match("(?:一|两|几)?[个位名台套支]", words)
    return found.end() if found and found.end() < len(words) else 0


def _clause_end(text: str, at: int) -> int:
    ends = (place for mark in "，。；：！？\n（" if (place := text.find(mark, at)) >= 0)
    return min(ends, default=len(text))
