"""The peer: what somebody builds in an afternoon out of ftfy, OpenCC and regular expressions.

It is set up as well as it can be: ftfy leaves Chinese quotation marks and full-width punctuation
alone, brackets with pinyin go, Traditional becomes Simplified, half-width punctuation beside a Han
character becomes full-width, blanks between two of them go, and a line that stood there before is
left out. It changes what it likes, tells nobody, and cannot be taken back.
"""

from __future__ import annotations

import re
from functools import cache

import ftfy
from opencc import OpenCC

_HAN = r"\u3400-\u9fff"
_PINYIN = re.compile(r"\([a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ'’]+\)")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>")
_BLANK = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_MARK = re.compile(f"(?<=[{_HAN}”》）])[,:;?!()]|[(](?=[{_HAN}])|[,:;?!)](?=[{_HAN}“《（])")
_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_CONFIG = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False)


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def mended(raw: str) -> str:
    """The text as the peer would have it."""
    text = ftfy.fix_text(raw, _CONFIG)
    text = _TAG.sub("", text)
    text = _PINYIN.sub("", text)
    text = _simplified().convert(text)
    text = _BLANK.sub("", text)
    text = _MARK.sub(lambda found: _FULL[found.group()], text)
    kept, seen = list[str](), set[str]()
    for line in text.split("\n"):
        if line.strip() not in seen:
            kept.append(line)
        if line.strip():
            seen.add(line.strip())
    return "\n".join(kept)
