"""Pairings that a text only points at: 自去年8月结对以来, 结对协议法务还在看, a title.

Each is told once, and only where the text tells of no pairing in so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fact import FactKind
from .accords import title_end
from .thing import Thing

_JOINED = "(?P<word>结对共建|结对帮扶|结对|联建|共建|牵手)"
_DATE = "、{2,}"
"""Dates stand as marks of their length."""
_HINTS = (
    re.compile(
        f"(?:{_DATE}|[自从][^，。；\n]{{0,12}}?)(?:首次|正式|双方)?(?:开展|建立)?{_JOINED}(?:关系)?(?:以来|到现在|至今|到今天|算起)"
    ),
    re.compile(
        "(?<![份个项批对])(?<!\\d)(?:(?:签|谈|看|改|拟|盖|定|订|添)[^，。；\n]{0,6}?|(?:^|(?<=[的，。、：；\n])))"
        f"{_JOINED}(?:协议书?|备忘录|意向书?)(?!\\d|[\\d]+份|名称)"
    ),
    re.compile(
        f"{_JOINED}(?:协议书?|备忘录)[^，。；\n]{{0,8}}(?:法务|盖章|章盖|啥时候签|什么时候签|还没签|还没回|寄|快签|在走流程)"
    ),
    re.compile(f"(?:{_DATE}|双方|两家|正式)(?P<word>签约)(?=[时后那，。]|当天|仪式|以来)"),
    re.compile("(?:[与和同跟]|携手)[^，。；：\n]{4,40}?(?P<word>合作)(?:以来|至今)"),
    re.compile("[与和同跟][^，。；：\n]{4,40}?(?P<word>合办|共建|联建|联办)的(?!第[一二三])"),
    re.compile(f"{_JOINED}(?:单位|对象|方|伙伴|企业|院校)(?:[：:]|——|是)(?=[\u4e00-\u9fff]{{4}})"),
    re.compile(
        f"{_JOINED}的(?=[\u4e00-\u9fff]{{4,20}}(?:公司|集团|学院|大学|研究[院所]|协会|商会|学校))"
    ),
    re.compile(
        "(?:党委|支部|总支|[公司集团学院协会])(?:[与和同跟、][^，。；：\n]{2,30})?[三四五]方(?P<word>联建|共建|结对)"
    ),
)
_YOU = re.compile(
    f"[与和同跟](?:你们|贵)[^，。；：\n]{{0,8}}?(?:开展|建立|正式)?{_JOINED}(?!协议|单位|工作)|"
    "(?:感谢|承蒙)(?:贵|你们)[^，。；：\n]{0,12}?"
    f"{_JOINED.replace('word', 'thanked')}以来"
)
_MEETING = re.compile(
    "(?P<word>联建|共建|结对)(?:工作)?(?:第[一二三四五六七八九十\\d]+次)?(?:联席会议?|碰头会|会商|调度会|协商会|推进会)(?:议)?(?:纪要|记录)"
)
_TITLE = re.compile(
    f"[\u4e00-\u9fff]{{2,20}}(?:[与和同]|携手)[^，。；：\n]{{3,40}}?{_JOINED}(?!单位|对象|促进会|办|示范|协议|工作(?:汇报|总结|计划|小结))"
)


def hinted(text: str) -> Iterator[Thing]:
    """The words that point at a pairing, the title's first."""
    first = title_end(text)
    for pattern in (_MEETING, _TITLE):
        if match := pattern.search(text, 0, first):
            yield _thing(*match.span("word"), match["word"])
    for match in _YOU.finditer(text):
        group = "word" if match["word"] else "thanked"
        yield _thing(*match.span(group), match[group])
    found = [one for hint in _HINTS for one in hint.finditer(text, first)]
    for match in sorted(found, key=lambda one: one.start("word")):
        yield _thing(*match.span("word"), match["word"])


def _thing(start: int, end: int, word: str) -> Thing:
    return Thing(FactKind.PAIRING, start, end, word, {"hinted": True, "place": start + 1})
