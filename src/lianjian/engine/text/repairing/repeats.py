"""Lines that a page says twice: its body, its title again and glued before a paragraph, and what
stood around the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from .edits import Kind
from .traced import Change, Suspect

LONG = 60
"""A line of so many characters is not said twice on purpose; nor are so many in lines that follow
each other."""
TITLE = 8
SHORT_TITLE = 4
GLUED = 12
LEAST, MANY = 2, 4
NEAR = 90.0
"""Two long lines are near-duplicates from this likeness on (percent, rapidfuzz)."""
_SHINGLE = 12

_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; ``key`` is its letters and characters alone."""

    at: int
    end: int
    text: str
    key: str


def lines_of(text: str) -> list[Line]:
    return [
        Line(one.start(), one.end(), one.group(), _KEY.sub("", one.group()))
        for one in re.finditer(r"[^\n]*[^\s][^\n]*", text)
    ]


def look(text: str) -> tuple[list[Change], list[Suspect]]:
    """What is said twice. Certain: a title glued before a paragraph that also stands alone, long
    lines and runs of lines again, the title again under itself. Offered: shorter ones. Doubts:
    lines that are nearly the same."""
    lines = lines_of(text)
    glued = _glued(lines)
    keys = [
        line.key[glued[i] :] if glued.get(i, 0) > 0 else line.key for i, line in enumerate(lines)
    ]
    changes = [
        Change(
            Kind.REPEAT, lines[i].at, lines[i].at + _place(lines[i].text, abs(taken)), "",
            "title glued before its text", certain=taken > 0,
        )
        for i, taken in glued.items()
    ]  # fmt: skip
    again = _again(keys)
    for at, sure in again.items():
        changes.append(_without(text, lines, at, sure))
    return changes, _nearly(lines, keys, set(again))


def _glued(lines: list[Line]) -> dict[int, int]:
    """Line number → how many letters of it are the title before its text: where the rest is a line
    of its own elsewhere, or a long title stands there more than once. Negative where it only looks
    so (then it is offered)."""
    whole: dict[str, int] = defaultdict(int)
    for line in lines:
        whole[line.key] += 1
    titles = [key for key in list(whole)[:3] if SHORT_TITLE <= len(key) < LONG]
    glued: dict[int, int] = {}
    for number, line in enumerate(lines):
        for title in titles:
            rest = line.key[len(title) :]
            if not rest or not line.key.startswith(title):
                continue
            long = len(title) >= GLUED and whole[title] > 1 and len(rest) > len(title)
            sure = len(title) >= TITLE and (rest in whole or long)
            begins = sum(other.key.startswith(title) for other in lines)
            sure = sure or (title == lines[0].key and whole[title] > 1 and begins > MANY)
            if not sure and (len(title) < GLUED // 2 or begins < LEAST) and begins < 2 * LEAST:
                continue
            glued[number] = len(title) if sure else -len(title)
            break
    return glued


def _place(text: str, letters: int) -> int:
    """How far into ``text`` its first ``letters`` letters reach, closing marks included."""
    at = 0
    while letters:
        letters -= not _KEY.match(text[at])
        at += 1
    while at < len(text) and text[at] in "”’》）!！?？。 ":
        at += 1
    return at


def _again(keys: list[str]) -> dict[int, bool]:
    """Numbers of the lines that stand there already → whether that is certain."""
    first: dict[str, int] = {}
    copy: dict[int, int] = {}
    for number, key in enumerate(keys):
        if not key:
            continue
        if key in first:
            copy[number] = first[key]
        else:
            first[key] = number
    again: dict[int, bool] = {}
    numbers = sorted(copy)
    at = 0
    while at < len(numbers):
        stop = at
        while (
            stop + 1 < len(numbers)
            and numbers[stop + 1] == numbers[stop] + 1
            and copy[numbers[stop + 1]] == copy[numbers[stop]] + 1
        ):
            stop += 1
        run = numbers[at : stop + 1]
        size = sum(len(keys[one]) for one in run)
        verse = len(run) > 1 and size / len(run) < 20
        under = run[0] == 1 and copy[1] == 0 and len(keys[1]) >= TITLE and not _is_verse(keys)
        if under or (size >= LONG and not verse):
            again.update(dict.fromkeys(run, True))
        elif size >= SHORT_TITLE:
            again.update(dict.fromkeys(run, False))
        at = stop + 1
    return again


def _is_verse(keys: list[str]) -> bool:
    """Whether the lines are short ones, as in a poem or a list."""
    return sum(map(len, keys)) < 20 * len(keys)


def _without(text: str, lines: list[Line], number: int, sure: bool) -> Change:
    """A line out, with the line end before it (or after it, if it is the first)."""
    line = lines[number]
    start, end = line.at, line.end
    if start:
        start = lines[number - 1].end if number else 0
    elif text[end : end + 1] == "\n":
        end += 1
    return Change(Kind.REPEAT, start, end, "", "said already", certain=sure)


def _nearly(lines: list[Line], keys: list[str], again: set[int]) -> list[Suspect]:
    """Long lines that are almost the same as an earlier one, found by the stretches they share."""
    seen: dict[str, list[int]] = defaultdict(list)
    suspects = []
    for number, key in enumerate(keys):
        if number in again or len(key) < LONG // 2:
            continue
        shingles = {key[at : at + _SHINGLE] for at in range(0, len(key) - _SHINGLE + 1)}
        shared: dict[int, int] = defaultdict(int)
        for shingle in shingles:
            for other in seen.get(shingle, ())[:20]:
                shared[other] += 1
        likeliest = max(shared, key=lambda one: shared[one], default=None)
        if likeliest is not None and ratio(key, keys[likeliest]) >= NEAR:
            suspects.append(
                Suspect(Kind.REPEAT, lines[number].at, lines[number].end, "nearly said already")
            )
        else:
            for at in range(0, len(key) - _SHINGLE + 1, _SHINGLE):
                seen[key[at : at + _SHINGLE]].append(number)
    return suspects


AROUND = re.compile(
    r"(相关(推荐|阅读|文章|新闻|链接|内容|资讯)|推荐阅读|猜你喜欢|热门(推荐|文章|评论|阅读)|延伸阅读|评论列表|"
    r"(网友|全部|最新)评论.{0,6}|暂无评论.*|快来?抢沙发.*|还没有人?评论.*|(你|我要?)?\s*发表评论[:：]?|欢迎|"
    r"登录后?(才能|可以?)?评论.*|上一[篇页条][:：]?.*|下一[篇页条][:：]?.*|分享(到|至)[:：]?.*|返回(顶部|首页|列表)|"
    r"扫一扫.*|长按.{0,6}二维码.*|点赞.{0,8}|收藏.{0,4}|举报|打印(本页)?|关闭(窗口)?|阅读原文|点击(查看|加载)更多.*|"
    r"版权(所有|声明)[:：]?.*|免责声明[:：]?.*|(网站地图|联系我们|关于我们|隐私政策)(\s*[|｜]\s*\S+)*)"
)
SHORT = 20


def around(text: str) -> list[Change]:
    """The tail of a page: from the first line that is only a page's, if all after it are short
    lines without a sentence. Such lines elsewhere are offered."""
    lines = lines_of(text)
    found = [AROUND.fullmatch(line.text.strip()) for line in lines]
    tail = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if found[number]:
            tail = number
        elif len(lines[number].text) > SHORT or any(one in lines[number].text for one in "。；"):
            break
    changes = []
    if tail < len(lines):
        start = lines[tail - 1].end if tail else 0
        kinds = {one.group(1)[:4] for one in found[tail:] if one}
        certain = len(kinds) > 1
        changes.append(Change(Kind.BOILERPLATE, start, len(text), "", "a page's own tail", certain))
    for number, one in enumerate(found[:tail]):
        if one:
            start = lines[number - 1].end if number else 0
            end = lines[number].end
            changes.append(Change(Kind.BOILERPLATE, start, end, "", "a page's own line", False))
    return changes
