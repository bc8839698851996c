"""The words for a thing that is lacked or wished for: where they begin behind a verb, where they
end, and whether they name a thing at all (an end in the list, or a noun to the lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from ..numbers.units import UNITS
from ..vocabulary import WANTED_DEEDS
from .thing_ends import ENDS, NO_THING, SINGLE

_units = "|".join(map(re.escape, UNITS))
NUMBER = (
    "(?:约|近|至少|大约|将近|大概)?(?:\\d[\\d.,]*[万千百]?|[一二两俩仨三四五六七八九十百千几]+)"
    "[来多余几]?"
)
QUANTITY = rf"{NUMBER}(?:千伏安|{_units}|方|团|户)(?:左右|以上|上下)?(?:规模|容量|大小|级|的)*"
_ARTICLE = "[一两几]?(?:[个名位台套支条口间座批副份处眼辆家](?!人)|些)"
_LEAD = re.compile(
    f"(?:人[：，]|[①-⑩]|(?:主要|还|就|也|正|都|反倒)?是|的是|：|这么|更多的?|自己的?|专门的?|像样的?|得上|{QUANTITY}|{_ARTICLE})*"
)
_PIECE = re.compile("[^，。；：！？…、\\n（）()\\s“”\\d|｜\\t]+")
_JOINT = re.compile("以及|(?<![共饱])和(?![平谐])|及(?!时)|与(?!会)")
_COUNTED = re.compile(f"{QUANTITY}(?=[、和及与])")
_COUNTING = re.compile(f"{NUMBER}[条个件户家村项]")
"""How many lack it (缺销路的27条)."""
_QUALIFIED = re.compile(
    "(?:[懂会能有][^，。；、的\\d]{1,8}、)+[懂会能]?[^，。；、的\\d]{1,8}的[\u4e00-\u9fff]{1,4}"
)
"""懂经营、会电商的同志 is one."""
_SOMEBODY = re.compile(
    "(?:人才|人员|专家|老师|教师|师傅|大夫|医生|技术员|农技员|指导员|年轻人|青年|同志|干部|带头人|团队|施工队|企业|公司|单位|客商|商家|(?<=的)人)"
    "(?=帮|带|来|到|去(?!处)|给|为|把|教|指导|讲|授课|现场|进场|上门|下乡|[进入驻]村|驻|长期|定期|常年|当|接班|接手|牵头|打理|经营|运营|管护|"
    "看护|做|搞|种|养|签|收购|合作|入驻|落户|投资|参与|支撑|手把手|前来|每|一起|坐诊|轮流|住)"
)
"""Who is wanted ends there, before what he is to do (农技专家现场指导)."""
_BREAK = re.compile(
    f"{QUANTITY}|(?<=.)是|等(?:问题|困难|现象|方面)?|(?:的|这个)?(?:问题|难题|短板|困难)|(?<!人)才|[就也都还但而]|(?<!供)给(?![水排])|(?<![许认])可(?![降编调移再])|(?<![阳功性智节储产技效])能|(?<![自未原本近从])来(?!源)|去(?!处)|用(?![地房水电工于具])|"
    "至今|一直|目前|全[村镇乡县]|(?<=.)(?:帮忙|帮助|请|希望|支持|解决|挂职|常驻|驻村|轮值|值守)"
)
_TRAILS = re.compile("(?:[约近共各哈呢啊吧呀了哦]|至少|大概|大约|不少于)*$")
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
        if text[stop - 1] == "的" and _COUNTING.match(text, stop):
            stop -= 0 if _WHO_CAN.fullmatch(text, start, stop) else 1
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
    while first and _is_told_of(text, start, first, end):
        first = _BREAK.search(text, first.end(), joint.start() if joint else end)
    who = _SOMEBODY.search(text, start, first.start() if first else end)
    if who and not (joint and joint.start() < who.end()):
        return who.end(), False
    if first:
        return first.start(), False
    return (joint.start(), True) if joint else (end, False)


def _is_told_of(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether what looks like the end still tells of the thing (愿意来的年轻人, 能用起来的设备)."""
    if len(found.group()) > 1 or text.find("的", found.start(), end - 1) < 0:
        return False
    return ENDS.search(text[start : found.start()]) is None


def is_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words name a thing that one may lack."""
    if len(words) == 1:
        return words in SINGLE
    if words in WANTED_DEEDS or _WHO_CAN.fullmatch(words):
        return True
    if not 2 <= len(words) <= 16 or NO_THING.search(words):
        return False
    ends = ENDS.search(words)
    last = lexicon.cut(words)[-1]
    if ends and len(ends.group()) > 1 and len(words) > _LONGEST_VERB:
        return True
    if ends:
        return not (
            last.tag in ("v", "d", "vd") and len(last.text) > 1 and last.text != ends.group()
        )
    return not _NO_NOUN.fullmatch(last.tag) and len(last.text) > 1


def is_plain_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words name a thing even behind a bare 没 or 没有, where most that stands is a deed
    (没细算, 没有下指标)."""
    if _DEED_FIRST.match(words) or not is_thing(words, lexicon):
        return False
    return bool(ENDS.search(words) or _WHO_CAN.fullmatch(words)) or words in SINGLE
