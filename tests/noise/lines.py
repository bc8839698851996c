"""Blanks and line ends where none belong; lines and bodies that come again; tails of web pages.

Each function takes a text, a strength from 0 to 1 (the share of places that are hit; for a whole
body the chance that it is) and a source of chance, and returns changes of that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.noise.tracing import Change

_GAP = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
OTHERS = "春秋山水东西南北金木石田上下左右甲乙丙丁"
TAILS = (
    ("相关推荐", "评论列表", "暂无评论，快抢沙发吧~", "你 发表评论：", "欢迎"),
    ("相关阅读", "上一篇：没有了", "下一篇：没有了", "返回顶部"),
    ("分享到：微信 微博", "扫一扫在手机打开当前页", "【打印本页】 【关闭窗口】"),
    ("点击查看更多", "相关推荐", "热门评论", "评论列表", "暂无评论", "发表评论"),
)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its place, without its end. Only LF ends one (a CR stays with its line)."""
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1


def blanks(text: str, strength: float, rng: Random) -> list[Change]:
    """联 建 共 建."""
    return [
        Change(gap.start(), gap.start(), " ")
        for gap in _GAP.finditer(text)
        if rng.random() < strength
    ]


def wraps(text: str, strength: float, rng: Random) -> list[Change]:
    """A line end after every so many characters of a paragraph, one width for a text; a word or
    number of ASCII stays whole."""
    width = rng.randint(18, 40)
    changes = []
    for start, line in lines(text):
        if rng.random() >= strength:
            continue
        place = width
        while place < len(line.rstrip()):
            while place < len(line) and (line[place - 1] + line[place]).isascii():
                place += 1
            if place < len(line.rstrip()):
                changes.append(Change(start + place, start + place, "\n"))
            place += width
    return changes


def body_again(text: str, strength: float, rng: Random) -> list[Change]:
    """The whole text once more below itself."""
    if rng.random() >= strength or not text.strip():
        return []
    return [_below(text, text)]


def nearly_again(text: str, strength: float, rng: Random) -> list[Change]:
    """A second body in which a few characters differ, so that it may be another version."""
    places = [found.start() for found in _HAN.finditer(text)]
    if rng.random() >= strength or len(places) < 40:
        return []
    copy = list(text)
    for place in rng.sample(places, rng.randint(2, 4)):
        copy[place] = rng.choice([char for char in OTHERS if char != copy[place]])
    return [_below(text, "".join(copy))]


def _below(text: str, more: str) -> Change:
    return Change(len(text), len(text), more if text.endswith("\n") else "\n" + more)


def lines_again(text: str, strength: float, rng: Random) -> list[Change]:
    """A paragraph and the same paragraph again. A line with few characters may come again in a true
    text, and nobody could tell: only those with many."""
    return [
        Change(start + len(line), start + len(line), "\n" + line)
        for start, line in lines(text)
        if len("".join(line.split())) >= 20 and rng.random() < strength
    ]


def title_again(text: str, strength: float, rng: Random) -> list[Change]:
    """The title a second time on a line of its own, and glued before paragraphs."""
    title, *_rest = text.split("\n")
    if not 4 <= len(title.strip()) <= 60:
        return []
    glued = [
        start
        for start, line in lines(text)
        if start and len(line.strip()) >= 20 and rng.random() < strength
    ]
    again = len(title) + 1
    changes = [Change(place, place, title) for place in glued if place != again]
    if glued:
        own = f"{title}\n" + (title if again in glued else "")
        changes.append(Change(again, again, own))
    return changes


def tail(text: str, strength: float, rng: Random) -> list[Change]:
    """相关推荐, 评论列表 and what else stands below an article."""
    if rng.random() >= strength:
        return []
    gap = "\n" * rng.randint(1, 4)
    return [Change(len(text), len(text), gap + "\n".join(rng.choice(TAILS)))]
