"""What is needed: what a village or a township lacks or asks for.

A company that recruits needs nothing of anybody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEEDS = re.compile(
    "(?:急需|亟需|紧缺|奇缺|尚缺|最缺的?是?|(?<!不)还?缺(?![席口乏陷失货勤位额])少?|需要(?!说明|指出|注意|强调|的是)|"
    "想学|希望(?:得到|有|派|引进)|想上(?:个|一?套)?|招聘|(?<![邀聘申敬])请[^，。；]{1,6}?派)[：，]?"
)
_SHORT_OF = re.compile("(?P<what>[\u4e00-\u9fff]{2,6}?)缺口(?=约?\\d)")
_THINGS = (
    "设备|仪器|机(?![会制构关])|线(?![上索])|库|房|棚|路(?![人过线径])|桥|灯|车|泵|场地|阵地|资金|经费|技术|人才|人手|人员|专家|医生|村医|老师|教师|师傅|年轻人|"
    "懂[\u4e00-\u9fff]{1,8}的人|团队|劳力|销路|渠道|市场|订单|商标|品牌|包装|标准|证|信号|药柜|药品|检测报告|检验室|停车位|消火栓|水源|苗|种子|肥|大夫|带头人"
)
_LACKS = re.compile(
    f"(?:没有|没|尚无|还?没个|苦于没有?)(?:自己的|一[个条间台])?(?P<what>[\u4e00-\u9fff]{{0,6}}?(?:{_THINGS}))(?=[，。；、！？…（）”]|$|也|和)"
)
_WISHES = re.compile(
    "(?:盼望?着?|希望|想|能否|能不能)(?:[^，。；]{0,6}?(?:能|可以))?(?:帮助?|帮忙|协助|支持|请[^，。；]{1,5}?)?(?:有一?[间个名条位]?|建设?|引进|派|联系|添置?|配)"
    f"(?:一?[间个名条位台])?(?P<what>[\u4e00-\u9fff]{{0,8}}?(?:{_THINGS}))"
)
_IS_SHORT = re.compile(
    f"(?P<what>[\u4e00-\u9fff]{{0,6}}?(?:{_THINGS}|动力电))(?:尚未接入|(?:一直|始终)?是短板|(?:严重|明显)?(?:不足|不够|紧缺|跟不上)|缺口大|奇缺)"
)
_WAITS = re.compile(
    f"(?:剩[^，。；]{{0,3}}等|就差|还差|只差|愁的是[^，。；]{{0,12}}没|缺的是|最缺[^，。；]{{0,4}}的?是)(?:[\\d.]+万?元|一[个台套])?(?P<what>[\u4e00-\u9fff]{{0,6}}?(?:{_THINGS}|变压器))"
)
_NEEDED = re.compile(r"[^，。；：！？\n（）、 \u3000\d][^，。；：！？\n（）、 \u3000]{0,18}")
_COUNTED = re.compile(r"\d|[一二两三四五六七八九十](?:名|位|台|个|套|辆)")
_AFTER_COUNT = re.compile(
    "(?:\\d[\\d.]*|[一二两三四五六七八九十]+)(?:名|位|台|个|套|辆|万元)(?:的)?(?P<what>[\u4e00-\u9fff]{2,10})"
)
_NO_NEED = re.compile(
    "什么|哪|^(?:加快|提高|推进|完善|调整|变动|解决|尽快|的)|资金|时间|进一步|努力|加强|不断|我们"
)
_COMPANY = re.compile("(?:公司|企业|医院|学院)[^，。；]{0,8}$")


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
            if counted and not counted.start():
                what = _AFTER_COUNT.match(text, start, item.end())
                start, end = what.span("what") if what else (start, start)
            if end - start < 2 or text[match.start() - 1 : match.start()] == "“":
                continue
            if not _NO_NEED.search(text[start:end]):
                yield start, end
    for match in _SHORT_OF.finditer(text):
        if not match["what"].endswith("有"):
            yield match.span("what")
    for pattern in (_LACKS, _WISHES, _IS_SHORT, _WAITS):
        for match in pattern.finditer(text):
            start = match.start("what") + _lead(match["what"])
            if match.end("what") - start >= 2:
                yield start, match.end("what")


def _lead(what: str) -> int:
    """How much before the thing itself is none of it (但深加工人才, 二是停车位)."""
    found = re.match("(?:但是?|而|且|又|还|也|只|[一二三四]是|目前|村里|我村|镇上|的)+", what)
    return found.end() if found else 0


def _article(words: str) -> int:
    found = re.match("(?:一|两|几)?[个位名台套支]", words)
    return found.end() if found and found.end() < len(words) else 0
