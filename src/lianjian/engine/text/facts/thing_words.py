"""The words for a thing that is lacked or wished for: where they begin behind a verb, where they
end, and whether they name a thing at all (an end in the list, or a noun to the lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import Lexicon
from .units import UNITS
from .vocabulary import WANTED_DEEDS

_units = "|".join(map(re.escape, UNITS))
NUMBER = (
    "(?:约|近|至少|大约|将近|大概)?(?:\\d[\\d.,]*[万千百]?|[一二两俩仨三四五六七八九十百千几]+)"
    "[来多余几]?"
)
QUANTITY = rf"{NUMBER}(?:千伏安|{_units}|方|团|户)(?:左右|以上|上下)?(?:规模|容量|大小|级|的)*"
_ARTICLE = "[一两几]?(?:[个名位台套支条口间座批副份处眼辆家](?!人)|些)"
_LEAD = re.compile(
    f"(?:人[：，]|(?:主要|还|就|也|正|都|反倒)?是|的是|：|这么|更多的?|自己的?|专门的?|像样的?|得上|{QUANTITY}|{_ARTICLE})*"
)
_PIECE = re.compile("[^，。；：！？…、\\n（）()\\s“”\\d|｜\\t]+")
_JOINT = re.compile("以及|(?<![共饱])和(?![平谐])|及(?!时)|与(?!会)")
_COUNTED = re.compile(f"{QUANTITY}(?=[、和及与])")
_QUALIFIED = re.compile(
    "(?:[懂会能有][^，。；、的\\d]{1,8}、)+[懂会能]?[^，。；、的\\d]{1,8}的[\u4e00-\u9fff]{1,4}"
)
"""懂经营、会电商的同志 is one."""
_BREAK = re.compile(
    f"{QUANTITY}|等(?:问题|困难|现象|方面)?|(?:的|这个)?(?:问题|难题|短板|困难)|[给才就也都还但而可]|(?<![阳功性智节储产技效])能|来(?!源)|去(?!处)|用(?![地房水电工于具])|"
    "至今|一直|目前|全[村镇乡县]|(?<=.)(?:帮忙|帮助|请|希望|支持|解决|挂职|常驻|驻村|轮值|值守)"
)
_TRAILS = re.compile("(?:[约近共各哈呢啊吧呀了哦]|至少|大概|大约|不少于)*$")
_SINGLE = frozenset("路水草桥井车灯肥苗煤料电药泵棚窖钱网油气")
_ENDS = re.compile(
    "(?:员|师|医|工|手|匠|机|器|仪|车|库|房|棚|池|窖|井|泵|路|桥|渠|站|室|厂|线|网|管|灯|箱|证|柜|架|塔|炉|秤|槽|床|膜|带|栓|罐|仓|堤|坝|"
    "道|场|地|牌子|商标|品牌|认证|设备|设施|仪器|机械|机具|农具|器材|耗材|材料|建材|水泥|砂石|碎石|钢材|管材|资金|经费|本钱|人才|人|人手|"
    "人员|队伍|团队|单位|企业|对象|伙伴|会计|出纳|专家|博士|大夫|老师|教师|师傅|同志|年轻人|青年|带头人|技术|工艺|配方|品种|良种|原种|种源|菌种|种子|"
    "种苗|苗木|苗|肥|饲料|饲草|草料|水源|水|电|信号|网络|宽带|变压器|动力电|渠道|门路|销路|出路|市场|订单|买家|客商|标准|包装|检测报告|报告|意见|手续|"
    "指标|用地|场所|阵地|平台|基地|车位|床位|学位|位|图书|书籍|教材|教具|桌椅|电脑|软件|系统|劳力|劳动力|短工|保险|贷款|贴息|能力|条件|去处|着落|"
    "水窖|蜂箱|药品|疫苗|货源|原料|贷款|护栏|服务|培训|指导|义诊|支教|直采|技能|食堂|超市|广场|电梯|空调|暖气|燃气|围栏|盘|节灌|对接|牵线|方向|商|音响|袋|废料|粪污|污水|垃圾|秸秆|书|被褥|衣物)"
    "(?:项目|工程)?$"
)
_NO_THING = re.compile(
    "^(?:拓宽|硬化|维修|修复|更新|改造|提升|建设)$|^(?:加快|提高|推进|完善|调整|变动|解决|尽快|进一步|加强|不断|努力|我们|什么|哪|怎|如何|没|缺|无|再|继续|依托|坚持|的|一|得|了|过)|"
    "什么|哪些|时间|努力|依据|关系|问题$|变化|必要|办法$|意义|收入$|差距|进展|成效|理由|来往|机会$|信心|意识|力度|经验$|氛围|积极性|主动性|认识|精神|动力$|"
    "(?:造血|发展|组织|治理|经营|带富|履职|创新)能力|支持$|理解|重视|关心|配合|关注|时候|样子|结果|答复|回音|参与|工作$|事项$|情况$|内容$|部分$|办法|人来|有人$|两地|双方|最好|有关|家里|屋里|旺季|淡季|高峰|容积|坡度|面积|数量|厚度|产量|比例|率$|密度|局$|厅$|政府$|部门$|^个"
)
_WHO_CAN = re.compile("[会懂能][^，。；的]{2,8}的")
"""会开叉车的 is somebody."""
_LONGEST_VERB = 3
_LONGEST = 120
"""Characters behind a word of lacking in which what is lacked stands."""
_NO_NOUN = re.compile("v|vd|vg|[dpcurymqtfe]|u[jlzg]")
"""Tags of words that no thing ends with."""
_DEED_FIRST = re.compile("[那这见下设催要说想用来去上做人客签落听问跟把给让被]|行政")


_ENDS_OF_PHRASE = re.compile("[，。；！？…\n（]|$")


def phrase_end(text: str, at: int) -> int:
    """Where the words end in which what is lacked or wished for stands."""
    found = _ENDS_OF_PHRASE.search(text, at, at + _LONGEST)
    return found.start() if found else min(len(text), at + _LONGEST)


def things_in(text: str, at: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The things named from ``at`` on, without their numbers; ends where something else follows
    (缺两组消火栓和一份图审意见)."""
    qualified = _QUALIFIED.match(text, _lead(text, at, end), end)
    if qualified:
        yield qualified.span()
        return
    while at < end:
        start = _lead(text, at, end)
        piece = _PIECE.match(text, start, end)
        if piece is None:
            return
        stop, more = _stop(text, start, piece.end())
        stop = start + len(_TRAILS.sub("", text[start:stop]))
        if not is_thing(text[start:stop], lexicon):
            return
        yield start, stop
        if not more and not text.startswith("、", stop):
            counted = _COUNTED.match(text, stop, end)
            if counted is None:
                return
            stop = counted.end()
        joint = _JOINT.match(text, stop, end)
        at = joint.end() if joint else stop + 1


def _lead(text: str, at: int, end: int) -> int:
    lead = _LEAD.match(text, at, end)
    return lead.end() if lead else at


def _stop(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words end, and whether a joint does it."""
    joint = _JOINT.search(text, start + 1, end)
    first = _BREAK.search(text, start + 1, joint.start() if joint else end)
    while first and text.find("的", first.start(), end) > 0 and first.group() in ("能", "会", "可"):
        first = _BREAK.search(text, first.end(), joint.start() if joint else end)
    if first:
        return first.start(), False
    return (joint.start(), True) if joint else (end, False)


def is_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words name a thing that one may lack."""
    if len(words) == 1:
        return words in _SINGLE
    if words in WANTED_DEEDS or _WHO_CAN.fullmatch(words):
        return True
    if not 2 <= len(words) <= 16 or _NO_THING.search(words):
        return False
    ends = _ENDS.search(words)
    if ends and len(words) > _LONGEST_VERB:
        return True
    last = lexicon.cut(words)[-1]
    if ends:
        return not (last.tag == "v" and last.text == words)
    return not _NO_NOUN.fullmatch(last.tag) and len(last.text) > 1


def is_plain_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words name a thing even behind a bare 没 or 没有, where most that stands is a deed
    (没细算, 没有下指标)."""
    if _DEED_FIRST.match(words) or not is_thing(words, lexicon):
        return False
    return bool(_ENDS.search(words)) or words in _SINGLE
