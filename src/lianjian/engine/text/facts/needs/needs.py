"""What is needed: what a village or a township lacks or asks for.

It stands behind a word of lacking (缺冷库), before one (烘干能力不足), or behind a word of wishing
and one of getting (希望支持收姜机2台). A company that recruits needs nothing of anybody here. What
was lacked once and is there by now is told as met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from ..clauses import start_behind
from ..tables import columns
from ..vocabulary import GENERAL_NEEDS, NEED_COLUMNS
from .asking import asked_for, urgent_deeds
from .lacking import lacks
from .wishing import wishes

_ONCE = re.compile(
    "(?:以前|从前|\\d{4}年(?:时|以前|之前|前|那时|那会儿)|[几十多]年前|(?:联建|结对|搬迁|脱贫)(?:之|以)?前|去年以前|原先|早先|早些年|前些年|前几年|那时|当时|曾经?(?!任)|一度|起初|当初|(?:(?<=[，；：])|^)(?:之前|此前|过去)|(?<![过未])往年)[^。；\\n]{0,24}$"
)
_STILL = re.compile("仍|依旧|至今|现在也|到现在|还是")
_STILL_SO = re.compile(
    "[^。！？\\n]*?[还仍](?:是|然|旧)?(?:缺|没有?|差|少|不够|不足|未)(?:解决|有|落实|到位|着落|着)?(?=[，。；！？\\n]|$)"
)
"""Later in the sentence, of the same: 以前缺技术员，现在还是缺."""
_MET = re.compile(
    "[^，。；]{0,8}[，；](?:现在?|目前|如今|后来|这次)?(?:均|都|也)?已(?:经|全部|由[^，。；]{1,10})?(?:解决|补齐|补上|配齐|落实|到位|到账|送到|运到|"
    "装好|建成|修好|开通|找到|添置|买)"
)
_SOLVED = re.compile("(?:解决|破解|化解|改变|结束|告别|补上|扭转)了?[^，。；]{0,12}\\Z")
_AS_PROBLEM = re.compile("[^，。；]{0,4}的?(?:问题|难题|困难|历史|局面|状况|短板|日子)")
"""解决了没有冷库的问题."""
_IS_SOLVED = re.compile(
    "[^，。；]{0,4}的?(?:问题|难题|困难|短板|难)(?!没|未|还|仍|尚)[^，。；没未]{0,8}"
    "(?:(?:得到|已经?|全面|彻底|终于|基本|有效)[^，。；没未]{0,4}(?:解决|破解|缓解|化解)|迎刃而解|成为?了?历史)"
)
"""缺水的问题终于解决了."""
_CAME = re.compile(
    "[^，。；]{0,8}[，；](?:去年|今年|前年|后来|如今|今[春夏秋冬])(?![^。；]{0,24}(?:要|将|拟|计划|打算|准备|想|争取|力争|预计|等))"
    "[^，。；]{0,16}(?:[建装买修打配添](?:[了成起上好通]了?|回了?))(?=[一两几\\d]|[。，；])"
)
"""没有冷库，去年公司投资80万元建了一座."""
_NOT_OURS = re.compile(
    "(?:公司|企业|医院|集团|学院|大学|本报|本店|本厂|我司|本司)(?:方面|自己)?(?:正在|现|目前|每?年|常年|长期|也|还|正|因[^，。；\n]{2,10}|面向[^，。；\n]{2,8})?\\Z"
)
_OPENS = re.compile(
    "(?:^|[\\n。；：，])(?:[一二三四五六]是|其[一二三四五六]，|第[一二三四五六]，|[（(]?[\\d一二三四五六七八九]{1,2}[)）]?[.、．，]?)(?:还|最|就是)?(?:缺少?|少|没有?)?$"
)
_SAYS = re.compile("[^，。；：\\n缺]{2,5}。")
"""路不好走。立林村到基地3.2公里砂石路年久失修: the item tells of it in its sentences."""
_TITLE = re.compile(
    "[ \u3000]*关于[^\n]{2,50}(?:函|信|请示|报告|申请|答复|意见|通知|方案|建议)[ \u3000]*(?:\n|$)"
)
"""What a title asks for is told again in the text."""
_CLOSES = re.compile("；|\n|[，。；][一二三四五六]是")
_ANSWER = re.compile("答复|回复|复函|回信")
_ASKED = re.compile(
    "(?m)^\\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）]|\\d{1,2}[.、．])(?:关于)?"
    "(?P<what>[\\u4e00-\\u9fffA-Za-z]{2,12}?)(?:的?(?:问题|请求|一事|事宜|需求))?(?=[。：])"
)


def needs(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where what is needed stands."""
    found = [
        *lacks(text, lexicon),
        *wishes(text, lexicon),
        *asked_for(text, lexicon),
        *_asked(text),
        *columns(text, NEED_COLUMNS),
    ]
    titles = [match.span() for match in _TITLE.finditer(text)]
    deeds = set(urgent_deeds(text))
    kept: list[tuple[int, int]] = []
    for start, end in sorted({*found, *deeds}, key=lambda one: (one[0], -one[1])):
        if kept and start < kept[-1][1]:
            continue
        told = (start, end) in deeds and kept and kept[-1][1] > _sentence_start(text, start)
        if told or any(begins <= start < ends for begins, ends in titles):
            continue  # 设备陈旧，急需更换 tells of one need.
        if not _NOT_OURS.search(text[_clause_start(text, start) : _cue(text, start)]):
            kept.append((start, end))
    for at, (start, end) in enumerate(kept):
        if _is_within_next(text, kept[at : at + 2]):
            continue
        if not _only_opens(text, start, end, kept[at + 1 : at + 2]):
            yield start, end


_CUE = re.compile("(?:急需|亟需|紧缺|尚?缺|需要?|希望|招聘|想)[^，。；\n]{0,8}\\Z")


def _cue(text: str, start: int) -> int:
    """Where the word of lacking begins, a few characters before the thing."""
    cue = _CUE.search(text[max(0, start - 14) : start])
    return start - len(cue.group()) if cue else start


def _only_opens(text: str, start: int, end: int, following: list[tuple[int, int]]) -> bool:
    """Whether a general word only opens an item that names the thing (缺机器。…收姜机2台)."""
    if not following or not (opens := _OPENS.search(text[max(0, start - 8) : start])):
        return False
    told = not opens.group().endswith(("缺", "少", "没", "有")) and _SAYS.match(text, end)
    if text[start:end] not in GENERAL_NEEDS and not told:
        return False
    close = _CLOSES.search(text, end, following[0][0] + 3)
    return close is None or following[0][0] < close.start()


def _is_within_next(text: str, two: list[tuple[int, int]]) -> bool:
    """Whether the same is said once more and better in the same sentence (没有灯，急需路灯)."""
    if len(two) < 2:
        return False
    (start, end), (begins, ends) = two
    return text[start:end] in text[begins:ends] and not re.search("[。！？；\n]", text[end:begins])


def is_met(text: str, start: int, end: int) -> bool:
    """Whether a text says that the need which stands there was one only once (以前没有冷库)."""
    before = text[_sentence_start(text, start) : start]
    if (_SOLVED.search(before) and _AS_PROBLEM.match(text, end)) or _IS_SOLVED.match(text, end):
        return True
    once = _ONCE.search(before)
    if once and not _STILL.search(once.group()) and not _STILL_SO.match(text, end):
        return True
    return bool(_MET.match(text, end) or _CAME.match(text, end))


def _asked(text: str) -> Iterator[tuple[int, int]]:
    """What an answer goes through, one by one: each was asked for."""
    title = text.lstrip()[: max(text.lstrip().find("\n"), 0)]
    if _ANSWER.search(title):
        for match in _ASKED.finditer(text):
            yield match.span("what")


def _sentence_start(text: str, at: int) -> int:
    return start_behind(text, at, "。！？；\n")


def _clause_start(text: str, at: int) -> int:
    return start_behind(text, at, "，。！？；：\n")
