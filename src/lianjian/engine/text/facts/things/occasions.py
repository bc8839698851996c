"""Meetings, activities and premises that lie idle: what a line of minutes names, what is held so
many times, what stands empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fact import FactKind
from ..needs.thing_words import QUANTITY
from .assets import idle

_MEETINGS = re.compile(
    "(?m)^(?P<titled>[^\\n，。；]{4,40}?(?:会议|碰头会|协商会|座谈会|联席会|例会))(?=纪要|记录)|"
    "下次(?:会议|碰头会?|例会)|下一次会议|支部会(?=[，。])|村民(?:代表)?大会|村民代表会议?"
)
_OCCASION = (
    "(?:培训班|托管班|培训课?|测评|义诊|测产|讲座|竞赛|比赛|大赛|夏令营|招聘会|体检|"
    "支教|研学课?|采摘节|丰收节|专题课|聘任仪式|公益活动|[技匠]\\w{0,2}班|编班)"
)
_HELD = re.compile(
    f"(?:举办|开展|组织|参加|补办|进行|推出|设立|来[办做]|办|作|搞|做)(?:了|过|的)?(?:第?{QUANTITY}|[第一二三四五六七八九十\\d]+[期次场轮届](?:的)?)?"
    f"(?P<what>(?:“[^”\\n]{{2,10}}”)?[\u4e00-\u9fff]{{0,8}}?{_OCCASION}|“[^”\\n]{{2,10}}”(?=[，。；、]))(?=[，。；、）\\n\\d一二两三四五]|$)"
)
_QUOTED_ONLY = re.compile("“[^”]*(?:回头看|大讲堂|课堂|学堂|大走访|结对行|直播月|服务月)”$")


def occasions(text: str) -> Iterator[tuple[FactKind, int, int]]:
    """Where each is named."""
    for match in _MEETINGS.finditer(text):
        yield FactKind.MEETING, match.start(), match.end()
    for match in _HELD.finditer(text):
        what = match["what"]
        if what == "培训" or what.endswith("参加培训"):
            continue
        if what[-1] != "”" or _QUOTED_ONLY.search(what):
            yield FactKind.ACTIVITY, *match.span("what")
    for start, end in idle(text):
        yield FactKind.ASSET, start, end
