"""What is asked for in so many words: an application, a list of wants, a deed that is wished for
(盼着把老粮站用起来) or urgent (急需拓宽).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from .thing_words import is_plain_thing, is_thing, phrase_end, things_in

_APPLIES = re.compile(
    "(?:特此?|现特?|为此，?特?|谨)(?:向[^，。；\n]{2,16}?)?(?:申请|请求|恳请|恳求|请示)(?:贵[单公司校院会]{1,2}|上级|县里|帮扶单位)?"
    "(?:给予|予以)?(?:帮助|支持|协助)?(?:解决|安装|购置|购买|采购|新建|建设|修建|配备|添置|增设|拨付|拨给|安排)?(?=[\u4e00-\u9fff\\d])"
    "|(?:我们?[村镇乡社]|本[村镇乡社])(?:委会|党支部)?(?:现|拟)?申请(?=[^，。；\n]{0,6}(?:帮扶|救灾|扶持|补助|专项)?(?:资金|经费|物资|设备|路灯))"
    "|(?:请求|恳请|申请)(?:上级|县里|贵[单公司校院会]{1,2}|各位)?(?:帮助|协助|支持)?解决(?=[\u4e00-\u9fff])"
)
_GIVEN = re.compile(
    "(?:希望|恳请|请求|盼望?|敬请|请)[^，。；：\n]{0,14}?在(?P<what>[^，。；：\n]{2,30}?)等?(?:方面|上|领域)[^，。；\n]{0,4}?"
    "(?:给予|予以|提供|多?给(?:点|些)?)[^，。；\n]{0,4}(?:支持|帮助|指导|扶持|倾斜|帮扶|协助)"
)
_KIND_OF_HELP = re.compile(
    "(?:希望|恳请|请求|盼望?|敬请)[^，。；：\n]{0,14}?(?:给予|予以)(?:一定的?|必要的?|大力)?(?P<what>[^，。；：\n]{2,12}?)(?:上的?|方面的?)?"
    "(?:支持|帮助|扶持|援助|帮扶)(?=[，。；！\n]|$)"
)
_LISTED = re.compile(
    "(?:需求|所需|急需|现需|需要|尚?缺|希望|恳请|诉求|心愿|愿望|想要|请[^，。；：\n]{2,8}(?:支持|帮助|协助|解决))[^，。；：\n]{0,10}："
    "\\s*(?=(?:\\d{1,2}[.、．]|[①-⑩]|[（(]\\d{1,2}[)）]|[一1]是))"
)
_HEADED = re.compile(
    "(?m)^[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）)?"
    "[^，。；：\n]{0,10}"
    "(?:需求(?:清单|事项)?|急需物资|所需物资|帮扶诉求|微?心愿(?:清单)?)[：。]?[ \u3000]*\n"
)
_ITEM = re.compile(
    "(?:[；。，、\\s]|^)?(?:\\d{1,2}[.、．]|[①-⑩]|[（(]\\d{1,2}[)）]|[一二三四五六]是)\\s*(?:急?缺少?|急?需要?|派|选派|赠送|捐赠|提供|支援|联系|协调|解决|添置|购置|新建|修建|安装)?"
)
_HEADS = re.compile("[^，。；、\n]{2,6}。(?!\n|$)")
"""加工。村里主要卖原粮: the item tells of it in its sentences."""
_ITEMS_REACH = 240
_DEMANDS = re.compile(
    "(?:提|愁|盼|诉求|愿望|开口|心愿|要求)[^。！？；\n]{0,14}[：，][^。！？；\n]{0,20}?(?=要[^，。；、\n]{2,8}、要)"
)
_DEMAND = re.compile("要(?P<what>[^，。；、\n]{1,8})[、，。；]")
_DIRECT = re.compile(
    "(?:需求|诉求|微?心愿|所需|急需|求助|缺口|请求支援|请求帮助|缺什么[^。！？；\n]{0,14})(?:主要)?(?:有|是|为|如下|包括)?："
    "(?P<what>[^。！？\n]{2,80})"
)
"""需求主要有：修建排洪沟1条，配备灭火器20套."""
_DIRECT_PART = re.compile(
    "(?<=[，；、：])(?:安装|新建|修建|建设|购置|购买|配备|添置|增设|引进|选派|聘请|硬化|建|修|请)?"
    "(?P<what>[\u4e00-\u9fff]{2,14}?)(?=(?:各|约|共)?[\\d一二两三四五六七八九十几百]+[\u4e00-\u9fff])"
)
_SOLVE = re.compile(
    "(?:希望|恳请|期盼|盼望)[^。！？\n]{0,24}?(?:协调|帮助)?解决(?P<what>[^，。；！？\n]{2,24}?)等?(?:实际|突出|现实)?(?:问题|困难|难题)"
)
_INVITED = re.compile(
    "(?:想请|盼望?着?|能不能请|能否请|希望能?请?|恳请|盼望?着?(?:能)?有[一个家位名]{0,2})(?:贵[单院公校会][司位院]?的?|城里的?|省[里城]的?|[\u4e00-\u9fff]{2,6}的)?"
    "(?P<what>[\u4e00-\u9fff]{0,8}?(?:专家|医生|老师|教授|技术员|大夫|农技员|师傅|医疗队|设计师|律师|厂|老板))"
    "(?=多|常|能|定期|每|来|到|下乡|上门|现场|给|为|教|讲|帮|驻|进村)"
)
_USED = re.compile(
    "(?:盼望?着?|希望|巴望着?|巴不得|(?:期?盼|愿望|心愿|想|急)的?(?:就)?是|想请[^，。；\n]{2,8}|想)(?:能够?|早日|尽快|早点|赶紧|有人)*"
    "(?P<what>把(?![^，。；\n]{0,4}(?:工作|合作|关系|联建|共建|活动))[^，。；！？\n]{3,18}?(?:起来|出去|修好|修通|打通|接通|盘活|建好|硬化|拓宽|办下来|卖上价))"
    "(?=[，。；！？、\n”]|$)"
)
_IF_ONLY = re.compile(
    "(?:要是|如果|假如|若是|要|(?<=[，。；“])能(?=有))(?:也|再|还)?(?:能|有人|可以)?(?:再|也|来人|帮着|帮忙)?(?P<has>有)?(?:[一几两]?[个位名座条台间所家批]|点)?"
    "(?P<what>[^，。；！？\n“”]{2,16}?)(?:那?该?就?(?:更)?(?:好|美|妥)了|该(?:有)?多好|就(?:不愁|踏实|放心|省心|省事|妥当)了)"
)
_TEACHES = re.compile("^(?:教|带|讲|帮|指点|培训|辅导)")

_URGENT = re.compile(
    "(?:急需|亟需|亟待|急待|急盼|迫切需要|急需对其)(?P<what>(?:拓宽|加宽|硬化|改造|维修|修缮|整修|抢修|加固|更换|更新|翻新|扩建|升级|扩容|增容|"
    "清淤|疏通|重建|改建|修复|改扩建|提质|配套|检修|翻修|修通|修好|打通)[^，。；、！？\n]{0,8})(?=[，。；、！？\n]|$)"
)


def asked_for(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where it stands; the order is none, and some overlap."""
    for match in _APPLIES.finditer(text):
        yield from things_in(text, match.end(), phrase_end(text, match.end()), lexicon)
    for pattern in (_GIVEN, _KIND_OF_HELP):
        for match in pattern.finditer(text):
            yield from _parts(text, *match.span("what"), lexicon)
    for pattern in (_USED, _INVITED):
        for match in pattern.finditer(text):
            yield match.span("what")
    for match in _SOLVE.finditer(text):
        for start, end in _parts(text, *match.span("what"), lexicon):
            if is_thing(text[start:end], lexicon):
                yield start, end
    for match in _DIRECT.finditer(text):
        for part in _DIRECT_PART.finditer(text, match.start("what"), match.end()):
            if is_plain_thing(part["what"], lexicon):
                yield part.span("what")
    for match in _IF_ONLY.finditer(text):
        what = match["what"]
        if _TEACHES.match(what) or (match["has"] and is_thing(what, lexicon)):
            yield match.span("what")
    for match in _DEMANDS.finditer(text):
        for demand in _DEMAND.finditer(text, match.end(), phrase_end(text, match.end()) + 1):
            if is_thing(demand["what"], lexicon):
                yield demand.span("what")
    for pattern in (_LISTED, _HEADED):
        for match in pattern.finditer(text):
            yield from _items(text, match.end(), lexicon)


def urgent_deeds(text: str) -> Iterator[tuple[int, int]]:
    """What is to be done soon to something (急需拓宽到4.5米)."""
    for match in _URGENT.finditer(text):
        yield match.span("what")


def _parts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The parts of 人才培训、产品销售, where the last one says that they are help of a kind."""
    for part in re.finditer("[^、和与及]+", text[start:end]):
        if len(part.group()) > 1 and not _NO_HELP.search(part.group()):
            yield start + part.start(), start + part.end()


_NO_HELP = re.compile("大力|更多|一如既往|继续|各|多$|工作$|^等|更大|一定|联建|共建|党建")


def _items(text: str, at: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """What the items of a list name first, as far as its items follow each other."""
    last = min(len(text), at + _ITEMS_REACH)
    item = _ITEM.match(text, at)
    while item and item.end() < last:
        end = phrase_end(text, item.end())
        if not _HEADS.match(text, item.end()):
            for start, stop in things_in(text, item.end(), end, lexicon):
                if is_plain_thing(text[start:stop], lexicon):
                    yield start, stop
        item = _ITEM.search(text, end, min(end + 60, last))
