"""The text of a web page's bytes. What the page says of its charset is told, not trusted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lianjian.ground.core.confined import TooMuch

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_FAMILIES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5"}
_SAME = {"gbk": "gb18030", "gb2312": "gb18030", "hz": "gb18030", "big5": "big5hkscs"}
_USUAL = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出就分对成会可主发年动也能下过面方后定"
    "这為個國們來時會對發經學實業農產東與種過後說黨縣聯"
    "村支部党县乡镇省市区委员联建共同工程经济产业农民书记项目社组织干群众，。、；：“”（）《》"
)
"""Characters that every second line has, in either script: bytes read wrongly give rare ones."""
_MOST_LOST = 0.2


@dataclass(frozen=True, slots=True)
class Read:
    text: str
    charset: str
    declared: str
    lost: int


def read(data: bytes) -> Read:
    """Raises TooMuch("letters") for bytes that are no text in any of our charsets."""
    found = _DECLARED.search(data[:8192])
    declared = found[1].decode("ascii").lower() if found else ""
    for mark, charset in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _weighed(data, charset, declared)
    data = data.removeprefix(codecs.BOM_UTF8)
    utf8 = _weighed(data, "utf-8", declared)
    beyond = _beyond_ascii(utf8.text)
    if utf8.lost <= max(1, beyond // 50) and utf8.lost * 3 <= beyond:
        # Letters of other charsets are almost never valid UTF-8; a page may be cut off in one.
        return utf8
    others = [_weighed(data, name, declared) for name in ("gb18030", "big5hkscs")]
    best = max(others, key=lambda one: (_usual(one) - one.lost, one.charset == _family(declared)))
    if best.lost > _MOST_LOST * _beyond_ascii(best.text):
        raise TooMuch("letters")
    return best


def _weighed(data: bytes, name: str, declared: str) -> Read:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    return Read(text, _FAMILIES.get(name, name.upper()), declared, lost)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _family(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    return _FAMILIES.get(_SAME.get(name, name), name)


def agree(page: Read) -> bool:
    """Whether a page is in the charset that it names, or names none."""
    return not page.declared or _family(page.declared).upper() == page.charset.upper()


def _usual(page: Read) -> int:
    return sum(each in _USUAL for each in page.text[:20_000])
