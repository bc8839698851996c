"""Lines that are a text's title or a heading, told from what else stands on a line of its own: rows
of a table, messages, labels, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"^[ \u3000]*(?P<text>\S[^\n]{1,40}?)[ \u3000]*$", re.MULTILINE)
_NUMBERED = re.compile("[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[★●■◆▶]")
_ENDS_WELL = re.compile(
    r"[一二三四五六七八九十]+、[^。；！？]{2,24}[）：]$|[★●■◆▶][^。；]{2,24}[？！]$"
    r"|[^。；，]{3,30}（单位：[^）]{1,6}）$|[^。；，：！？“]{2,18}“[^”]{1,8}”$"
)
"""A heading may end in these marks, which a sentence ends in otherwise."""
_ROW = re.compile("[\t｜|]")
"""What stands between the cells of a table's row."""
_LABEL = re.compile(
    r"(?:发布|来源|时间|地点|主持|出席|列席|记录|抄送|报：|发：|图文"
    r"|编辑|作者|印\d|联系|电话|记者|本报|〔|"
    r"散会|成员|组员|填报|审核|原创|阅读 ?\d|点赞|——[^—\n]{1,6}——"
    r"|【[^】]{1,14}[-—·][^】]{1,6}】|ok|OK|[@#]|"
    r"[\u4e00-\u9fff]{0,4}(?:单位|时间|地点|日期|名称|组长|方|人|电话|地址)(?:[:：]))"
)
_NO_SECTION = re.compile(r"[^。！？]{0,60}\Z")
"""So little behind a line, without a sentence, is no section: the line belongs to the signature."""


def headings(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a line stands that may be a heading, and whether it is the text's first, its title."""
    lines = list(_LINE.finditer(text))
    loose = sum(_is_message(line["text"]) for line in lines)
    for line in lines:
        words = line["text"]
        first = not text[: line.start()].strip()
        if len(words) < 4 or _ROW.search(words) or _ends_a_sentence(words, first=first):
            continue
        if not first:
            numbered = _NUMBERED.match(words)
            if _LABEL.match(words) or (loose > 1 and not numbered):
                continue
            if not numbered and _NO_SECTION.match(text, line.end()):
                continue
        yield line.start("text"), line.end("text"), first


def _ends_a_sentence(words: str, *, first: bool) -> bool:
    if words[-1] not in "。，；：！？”）" or _ENDS_WELL.match(words):
        return False
    return not (first and words[-1] in "”）")


def _is_message(words: str) -> bool:
    """Whether a line reads like a message that was sent without its full stop."""
    return len(words) > 15 and "，" in words and words[-1] not in "。，；：！？”）"
