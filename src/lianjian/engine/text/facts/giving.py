"""What is given: money, people, equipment, land, technology, expertise.

A resource is what stands behind a word of giving (捐赠电脑40台): what the lists name, or what
its number alone tells of. The investment of a project as a whole is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .clauses import end_before
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
    特派员 专家组 专家 教授 博士 硕士 研究生 大学生 匠人 医生 医护 技术员
    技术小组 师傅 职工 员工 农艺师 工程师 教师 老师
    讲师
    (?<!村)干部 志愿者 社工 设计师 技术人员 科技人员 服务队 实践队 师生 劳力 青壮年 指导员
    """,
    "technology": "专利(?!\\d*件?$) 技术(?!员|人) 配方 品种 菌种 图纸 软件",
    "land": """
    用房 周转房 校舍 厂房 场地 土地 房间 房屋 门面 仓库 宿舍 教室 公所 建设用地 用地 果园 低洼田
    经营权 使用权 茶厂 [一二两三四五六七八九十\\d]间房
    """,
    "equipment": """
    设备 仪器 电脑 传感器 农机(?!手) 收割机 图书 书籍 书包
    书(?![记店法画信屋面]) 煤 菌种 原种 缝纫机 割草机 削皮机 潜水泵 冷藏车 管材 水管(?!道) 水泥
    建材 有机肥 化肥 肥料 苗木 种苗 树苗 种子 药品 心电图机 制氧机 挖机 面包车 平板 教具 滴灌带
    色选机
    烘干机 路灯 物资 分拣线 生产线 车辆 冷链车 铲车 桌椅 器材 农资
    """,
    "expertise": "设计与 培训与 运营培训 检测服务 诊疗 指导服务",
}
_KIND = tuple((kind, re.compile("|".join(nouns.split()))) for kind, nouns in _KINDS.items())
_GIVES = re.compile(
    "捐(?=的|书|[\\d一二两三四五六七八九十]|[^，。；款赠出献了资]{1,6}\\d)|(?<![选运配赠护接报呈寄])送(?=[\\d一二两三四五六七八九十]|[\u4e00-\u9fff]{1,5}\\d)|派来(?:的|了)?|抽调?(?=[\\d一二两三四五])|"
    "组织(?=[\\d一二两三四五]+名[^，。；]{1,8}(?:帮|支教|驻|到村|进村))|匀出来?|划出|赊|出(?=[地料][，。；\\d]|[\\d一二两三四五六七八九十]+(?:吨|亩|台|辆|套|间))|"
    "掏|拿(?=[\\d一二两三四五六七八九十]+[万元千])|补(?=\\d)|再投|派俩|调(?=[一二两三四五\\d]+[辆套])|装(?=[一二两三四五\\d]+名)|"
    "捐资(?:助学)?|捐助|注资|(?<!村集体)(?<!两村)自筹了?|筹集了?|预付|垫付|承担(?=[^，。；]{2,12}(?:监测|检测|设计|培训|规划))|支援了?|添置了?|添了|寄来(?:的)?|"
    "拉来|带来|运来|发放(?:了)?|资助|授信|供应|落实(?=[^，。；]{0,6}(?:用地|土地|厂房|资金))|筹措|下派|外派|"
    "派(?!出|驻|遣)(?=\\d|[一二两三四五六七八九十]|[^，。；]{0,8}(?:特派员|专家|教授|医生|技术|社工|教师|工程师))|"
    "(?<=[年月季周期])派|常驻(?=\\d)|调(?=[一二两三\\d]台)|开放|"
    "捐赠了?|捐出|捐了|捐献|赠送了?|送来|送去|拿出|投入了?(?!使用|产|运)|提供了?|派出了?|"
    "选派(?!四批|[一二三]批)|派驻了?|布设|配备|(?<!水电)(?<!设施)配套|安排(?!了?在)|列支|拨付了?|腾出?|补贴(?=[^，。；]{0,4}费)|收拾出|"
    "协调(?:资金)?|申请|(?<!可)出(?=设备|配方|技术|资金|资\\d|管材|土地|苗|场地|劳力|钱)|"
    "到位(?=[\u4e00-\u9fff]{0,4}款)|组织(?=[^，。；]{0,16}专家)|负责(?=设计|培训|检测)|"
    "(?:帮扶|扶持|支持)(?=资金)|发(?=[\u4e00-\u9fff]{0,4}补贴)|约定的|（含"
)
_BROUGHT_IN = re.compile("以(?P<what>[^，。；\\d]{2,12}?)(?:作价|折价|入股|出资)")
_HANDED_OVER = re.compile(
    "[将把](?P<what>[^，。；]{0,8}?(?:校舍|厂房|场地|土地|用房|仓库))[^，。；]{0,16}(?:交|租|借|给)"
)
_FUND = re.compile(
    r"[\d.]+[万亿]?余?元(?:奖补|补助|补贴|扶持资金)|[\u4e00-\u9fff]{2,8}(?:经费|奖补|补助|补贴)[\d.]+[万亿]?余?元"
)
_SOURCE_OF_MONEY = re.compile(
    r"(?P<what>(?:[\u4e00-\u9fff]{0,6}?(?:衔接|协作|帮扶|专项|启动|对口|扶持|奖补|援助|慈善|公益))(?:资金|经费|费|款|基金))(?=(?:补|共|约)?\d[\d.]*[万亿]?余?元)|"
    r"(?P<due>[\u4e00-\u9fff]{2,4}(?:款|钱))(?=掏|\d[^，。；]{0,10}由[^，。；]{2,8}垫付|[\u4e00-\u9fff]{2,6}出[，。；])"
)
"""Money by where it comes from, or by what it is due for (设备款60万元由集团垫付)."""
_LEADS_IN = re.compile(
    ".*(?:其中|拨付|投入|用好|列支|到位|落实|申请|安排|到账|整合|下达|筹集|使用|财政)(?=.{3})"
)
_GOT = re.compile("获批|获得|争取")
_OF_ALL = re.compile(
    "(?:单位|各方|三方|双方)共(?:引进|争取|帮助)?[^，。；\n]{0,3}\\Z|累计引进[^。；\n]{0,8}\\Z|"
    "是[^，。；\n]{2,8}\\Z"
)
"""Before a sum of all that came, or before who somebody is (是学院派来的)."""
_JOINS = re.compile("[的来了出]|[一二三四五六七八九\\d]+批次?，?共")
_PEOPLE = (
    "(?:专家|教授|博士|硕士|研究生|大学生|医生|医护|"
    "技术员|农艺师|工程师|教师|老师|特派员|干部|师傅)"
)
_STAYS = re.compile(
    rf"(?:\d+|[一二两三四五六七八九十]+)[名位][\u4e00-\u9fff]{{0,6}}{_PEOPLE}(?=(?:常年|长期)?(?:驻村|常驻|驻点|蹲点))"
)
_FOR_NOTHING = re.compile(
    "(?P<what>[\u4e00-\u9fff]{2,8})(?:可以?)?(?:无偿|免费)(?:提供给|交给|给|借给|租给|交)"
)
_SOURCE = re.compile("从(?P<what>[^，。；\n]{2,10}?)中\\Z")
_PURPOSE = re.compile("(?:设立|作为|用作|建立)[^，。；]{0,12}?(?:金|奖补|补助)")
_INVESTS = re.compile(
    r"(?<![总划成定复加年新额])投资(?:近|约|超)?\d[\d.]*[万亿]?余?元(?=[\u4e00-\u9fff]|$)"
)
_INVESTOR = re.compile("(?:公司|企业|集团|茶业|方|社|厂|在[^，。；\n]{2,8}[村镇])\\Z")
_COUNTED = re.compile(
    r"(?P<number>(?:近|约|超过?|不少于|不超过|价值)?(?:\d[\d.,]*[万亿千百]*[余多来]?|[一二两三四五六七八九十百]+[余多来]?几?))"
    r"(?P<unit>名|位|人|支|批|台|套|辆|把|件|册|盏|顶|条|吨|万?斤|公斤|株|棵|头|只|羽|尾|袋|箱|间|栋|座|亩|平方米|份|本|块|组)"
    r"(?:的)?(?P<what>[\u4e00-\u9fff“”]{0,10}?)"
    r"(?=[，。；：、！？（）\n]|$|驻|进村|到村|来村|下村|组成|轮流|用于|当|做|供|给|住|作为|作试|作价|入股|挂职|组织|开展|指导|专门|帮|到|去|来|和|与|及|\d)"
)
_NOUN_FIRST = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,8}?)(?P<number>\d[\d.,]*[万亿千百]*[余多]?|[一二两三四五六七八九十百]+[余多]?)"
    r"(?P<unit>名|位|人|支|批|台|套|辆|把|件|册|盏|顶|吨|万?斤|公斤|株|棵|头|只|羽|尾|袋|箱|间|栋|亩|本)(?![\u4e00-\u9fff])"
)
_KIND_OF_UNIT = {
    **dict.fromkeys(["名", "位", "人", "支", "批"], "people"),
    **dict.fromkeys(["间", "栋", "座", "亩", "平方米"], "land"),
}
_MONEY = re.compile(
    r"(?:近|约|超过?|不少于|不超过)?\d[\d.,]*[余多]?[万亿]?[余多]?元|\d[\d.,]*万(?=[，。；]|$)"
)
_FINANCES = re.compile(
    "出资|投入|捐资|注资|自筹|筹集|垫付|预付|授信|拨付|列支|资助|捐|拿|掏|补|再投|支持|到位"
)
_RECEIVES = re.compile("资助|补贴|捐|发放|供应|奖励")
"""Behind these, people are those who are given to."""
_NOT_GIVEN = re.compile(
    "村干部|学习|共\\d|方案|规划|岗位|就业|务工|游客|订单|客人|观众|学员|群众|农户|村民|脱贫|困难|项目|批次|村(?:民)?$|次$|活动|会议|问题"
)
_NOTHING = re.compile("机会|保障|服务(?!$)|支持$|平台|参考|依据|便利|动力|经验|思路|工作|会议|信息")
_SPLIT = re.compile("[^、和及]+")


def resources(text: str) -> Iterator[tuple[int, int, str]]:
    """Where what is given stands, and its kind; of two that overlap the longer."""
    done, last = 0, ""
    for start, end, kind in sorted(_given(text), key=lambda one: (one[0], -one[1])):
        told = last == kind == "money" and start - done <= _NEAR and text[done:start].isalnum()
        if start >= done and not told:
            yield start, end, kind
            done, last = end, kind


_NEAR = 3
"""Within so few characters a sum is that of the fund before it (设备款掏18万)."""


def _given(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _GIVES.finditer(text):
        if _OF_ALL.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        begin = _JOINS.match(text, match.end())
        begins = begin.end() if begin else match.end()
        end = _clause_end(text, begins)
        for item in _SPLIT.finditer(text, begins, end):
            known = list(_item(text, match.start(), *item.span()))
            yield from known or _counted(text, match, *item.span())
    for match in _INVESTS.finditer(text):
        if _INVESTOR.search(text[max(0, match.start() - 10) : match.start()]):
            yield match.start(), match.end(), "money"
    for match in _BROUGHT_IN.finditer(text):
        for item in _SPLIT.finditer(text, *match.span("what")):
            yield from _item(text, item.start(), *item.span())
    for match in _HANDED_OVER.finditer(text):
        yield *match.span("what"), "land"
    for match in _FUND.finditer(text):
        if not _GOT.search(text[match.start() : match.start() + 3]):
            yield match.start(), match.end(), "money"
    for match in _SOURCE_OF_MONEY.finditer(text):
        if not _OF_ALL.search(text[max(0, match.start() - 6) : match.start()]):
            start, end = match.span("what" if match["what"] else "due")
            lead = _LEADS_IN.match(text, start, end)
            yield lead.end() if lead else start, end, "money"
    for match in _STAYS.finditer(text):
        yield match.start(), match.end(), "people"
    for match in _FOR_NOTHING.finditer(text):
        noun = next((kind for kind, nouns in _KIND if nouns.search(match["what"])), "")
        if noun:
            yield *match.span("what"), noun


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
        source, purpose = _SOURCE.search(text[max(0, verb - 14) : verb]), _PURPOSE.match(text, stop)
        start = verb - len(source.group()) if source else verb
        stop = purpose.end() if purpose else stop
    yield start, stop, kind


def _counted(
    text: str, verb: re.Match[str], start: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """A thing that no list names, told by its number: 滴灌带26卷, 12人的实践队, 出资15万元."""
    money = _MONEY.search(text, start, end)
    if money and _FINANCES.search(verb.group() + text[verb.end() : money.start()]):
        if money.start() - start <= 8 and start - verb.end() <= 1:
            yield money.start(), money.end(), "money"
        return
    for pattern in (_NOUN_FIRST, _COUNTED):
        match = pattern.search(text, start, end)
        if match is None or match.start() - start > 4:
            continue
        if _NOT_GIVEN.search(text[start : match.end()]):
            return
        if len(match["what"]) < 1 and match["unit"] not in ("名", "位", "人"):
            continue
        kind = _KIND_OF_UNIT.get(match["unit"], "equipment")
        if kind != "people" or not _RECEIVES.search(verb.group()):
            yield match.start(), match.end(), kind
        return


def _clause_end(text: str, at: int) -> int:
    return end_before(text, at, "，。；：！？\n（")
