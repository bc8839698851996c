"""People that a text names, each with the role it names them in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from ...lexicon import Lexicon, is_han
from ..vocabulary import CREDITS, POSTS
from .around import by_credit, by_line
from .called import by_surname, introduced, of_messages
from .edges import Edges
from .name_words import TITLES
from .names import BY_SOUND, is_likely, is_name, name_at
from .person import Person

_posts, _credits = "|".join(POSTS), "|".join(CREDITS)
_titles = "|".join(sorted(TITLES, key=len, reverse=True))
_POST = re.compile(
    rf"(?P<role>(?:{_posts})(?:、(?:{_posts}))*)(?<!老师(?=傅))"
    rf"(?P<gap>[ \u3000]{{1,2}}(?=[\u4e00-\u9fff]{{2,3}}(?:[ \u3000]*\n|[ \u3000]*$|[，。（(]))"
    r"|[:：][ \u3000]*(?=[\u4e00-\u9fff]{2,4}(?:[ \u3000\n，、。（(；]|$))|[“]?)"
)
_AFTER = re.compile(
    r"(?P<role>(?:副)?(?:教授|研究员)|博士|老师|书记|主任|院长|会长|同志|先生|女士|大娘|大爷|大叔|大姐|师傅|医生|老人|夫妇|一家(?=[，。、；都的也就搬住种养有]|[几三四五六七八]口|老小|老少)|家的(?=娃|孩子|闺女|儿子|地|房))"
    rf"|(?P<title>(?:副)?(?:{_titles}))"
    rf"|（(?P<in_brackets>[^（）]{{0,14}}?(?:{_posts}))(?=[、，）])"
)
_role = rf"(?P<role>[\u4e00-\u9fff]{{0,6}}?(?:{_posts}))"
_ALSO = re.compile(
    rf"(?:教授|同志|老师|先生|博士)?(?:(?:任|担任|兼任|兼|当选为?|被选为|(?:到村)?挂职(?:担任)?|出任|受聘(?:为|担任)?){_role}"
    rf"|为(?P<as>{_posts})|以(?P<standing>[\u4e00-\u9fff]{{0,6}}?(?:{_posts}))身份)"
)
"""What a person that was named in one role is besides."""
_IS = re.compile(rf"(?P<role>{_credits})(?:分别)?[为是][^，。；：\n]{{0,14}}$")
"""联系人为大学生村官向晓雨."""
_BY = re.compile(
    rf"(?P<role>{_posts}|{_credits})(?:\d+[名人位])?，?由(?P<names>[\u4e00-\u9fff、]{{3,40}}?)(?:担任|兼任)(?![\u4e00-\u9fff]{{0,4}}?(?:{_posts}))"
)
_TAKES = re.compile(rf"(?:担任|兼任|任)(?P<role>{_posts})")


def persons(text: str, edges: Edges) -> Iterator[Person]:
    """Each person in each role once, in the order of the text."""
    lexicon = edges.lexicon
    posts = list(_by_post(text, edges))
    called = list(by_surname(text, lexicon))
    ends = {one.end for one in called}
    posts = [one for one in posts if one.start not in ends]
    credits = list(by_credit(text, lexicon))
    held = {(one.start, one.end) for one in [*posts, *called]}
    credited = held | {(one.start, one.end) for one in credits}
    everybody = [
        *posts,
        *(one for one in credits if (one.start, one.end) not in held),
        *(one for one in _before_role(text, lexicon) if _adds(text, one, held)),
        *(one for one in by_line(text, lexicon) if (one.start, one.end) not in credited),
        *called,
        *introduced(text, lexicon),
        *of_messages(text, lexicon),
        *_charged(text, {one.end: one for one in posts}, lexicon),
    ]
    everybody += _besides(text, everybody)
    yield from _once(sorted(everybody, key=lambda one: one.start))


def _once(everybody: list[Person]) -> Iterator[Person]:
    """Each in each role; a name without a role only where it has none anywhere; 老马 not where
    马生福 was named before."""
    seen: set[tuple[str, str]] = set()
    with_role = {one.name for one in everybody if one.role}
    longest = max((one.end - one.start for one in everybody), default=0)
    ends: dict[int, int] = {}
    for one in everybody:
        ends[one.start] = max(one.end, ends.get(one.start, 0))
    families: set[str] = set()
    for one in everybody:
        inside = any(
            (end := ends.get(start, 0)) >= one.end and (start, end) != (one.start, one.end)
            for start in range(one.start - longest, one.start + 1)
        )
        familiar = len(one.name) == 2 and one.name[0] in "小老"
        if inside or (familiar and one.name[0] == "老" and one.name[1] in families):
            continue
        if not one.role and one.name in with_role:
            continue
        if (one.name, one.role) not in seen:
            seen.add((one.name, one.role))
            if not familiar and len(one.name) > 2:
                families.add(one.name[0])
            yield one


def _by_post(text: str, edges: Edges) -> Iterator[Person]:
    lexicon = edges.lexicon
    for match in _POST.finditer(text):
        since = match.end() if match["gap"] else max(match.start(), match.end() - 3)
        length = name_at(text, match.end(), lexicon, since=since)
        if length:
            organisation = text[edges.left(text, match.start()) : match.start()]
            name = text[match.end() : match.end() + length]
            yield Person(match.end(), match.end() + length, name, match["role"], organisation)
    for match in _TAKES.finditer(text):
        for length in (3, 2):
            start = match.start() - length
            name = text[max(0, start) : match.start()]
            if start >= 0 and is_name(name, lexicon) and _opens(text, start, lexicon):
                yield Person(start, match.start(), name, match["role"], "")
                break


def _before_role(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """王以宁副教授, 祁生海（村党支部书记）, 尕藏扎西副研究员."""
    for match in _AFTER.finditer(text):
        role = match["role"] or match["title"] or match["in_brackets"]
        if match["role"] in ("老人", "夫妇", "一家", "家的"):
            role = "村民"
        for length in (5, 4, 3, 2):
            start = match.start() - length
            if start < 0 or (length == 2 and match["title"]):
                continue
            name = text[start : match.start()]
            if not is_name(name, lexicon) or (length > 3 and not BY_SOUND.fullmatch(name)):
                continue
            if match["title"] and name[-1] in "任兼为":
                continue
            if match["title"] and not is_likely(name, lexicon):
                continue
            if start and is_han(text[start - 1]) and not _opens(text, start, lexicon):
                continue
            yield Person(start, match.start(), name, role, "")
            break


def _adds(text: str, one: Person, held: Container[tuple[int, int]]) -> bool:
    """Whether the role behind a name says more than the post before it (副院长许静之教授,
    组长：骆世贵（副镇长）)."""
    if (one.start, one.end) not in held or text[one.start - 1] in ":：":
        return True
    return one.role in ("教授", "研究员", "博士")


def _charged(text: str, held: Mapping[int, Person], lexicon: Lexicon) -> Iterator[Person]:
    """联络员由秘书处覃晓荔和党建办谭显峰担任."""
    for match in _BY.finditer(text):
        at = match.start("names")
        for piece in re.finditer("[^、和与及]+", match["names"]):
            end = at + piece.end()
            if end in held:
                yield replace(held[end], role=match["role"])
                continue
            length = next((n for n in (3, 2) if is_name(text[end - n : end], lexicon)), 0)
            if length and length <= len(piece.group()):
                organisation = text[at + piece.start() : end - length]
                start = end - length
                yield Person(start, end, text[start:end], match["role"], organisation)


def _besides(text: str, named: list[Person]) -> Iterator[Person]:
    """What else each one is: 镇党委书记操国安任组长, 以副教授白雅琴为组长."""
    for one in {(one.start, one.end): one for one in named if one.role}.values():
        match = _ALSO.match(text, one.end)
        if match:
            role = match["role"] or match["as"] or match["standing"]
            yield Person(one.start, one.end, one.name, role, "")
        before = _IS.search(text, max(0, one.start - 24), one.start)
        if before:
            yield Person(one.start, one.end, one.name, before["role"], "")


def _opens(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether what stands before ``start`` ends there: the words are cut between the two."""
    words = lexicon.cut(text[max(0, start - 8) : start + 3])
    at = start - max(0, start - 8)
    return any(word.start == at for word in words)
