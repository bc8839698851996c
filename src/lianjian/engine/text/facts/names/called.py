"""People who are called by their surname (李书记, 黄大娘, 小马), who are introduced by name, or who
write in a group of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon, is_han
from .name_words import KIN, TITLES
from .names import ENDS_IN_POST, LIKE_WORDS, SURNAMES, USUAL, is_likely, is_name
from .person import Person

_titles = "|".join(sorted({*TITLES, *KIN}, key=len, reverse=True))
_spoken = "说问讲答好那您你帮安排定让要回来在也都打跟把给就又去看催，。！？：、；\\s"
_CALLED = re.compile(
    rf"[小老]?[{''.join(sorted(SURNAMES - LIKE_WORDS | set(USUAL)))}]"
    rf"(?:(?P<title>{_titles})|总(?![产量额数计共投面体部书支经人户收值队站厂校])"
    rf"|[处局科所队校工](?=[{_spoken}]|$)|[哥姐姨叔婶伯嫂](?![\u4e00-\u9fff]?[弟妹夫母]))"
)
_FAMILIAR = re.compile(
    rf"[小老][{USUAL}](?![{USUAL}]?[\u4e00-\u9fff]?(?:{_titles}))(?=(?P<near>"
    r"[说和与悄笑带把在也又来去跟告退给回拍打找问到、，。：；（】\n]|$)|)"
)
_NOT_FAMILIAR = frozenset("路石江白黄龙蓝田曲温金雷毛宁武牛康桂农游苗梅柳庄乡")
"""Surnames that make a word of every day with 小 or 老 (小路, 老龙)."""
_LEADS_IN = frozenset(
    "上了的是有叫和与跟请找给对向者让被位局厅院所站办村镇县乡部社委厂店队看见问听同由就约你咱我去到陪帮催替托扶把从靠会行司"
)
"""Characters that a person who is called by surname may stand right behind."""
_INTRODUCED = re.compile(
    rf"(?:姓(?P<family>[{USUAL}])，|名?叫(?:做)?)(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[，。的、）])"
    rf"|(?<![百同单大小外本])姓(?P<alone>[{''.join(sorted(SURNAMES))}])(?=[，。、；的])"
)
_SPEAKS = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>[{USUAL}][\u4e00-\u9fff]{{2}})"
    "(?=(?:笑着|高兴地|感慨地|激动地)?(?:说(?!明|法)|表示|告诉|回忆|坦言|感慨|介绍说))"
)
_OPENS = re.compile(
    rf"(?m)(?:^|(?<=[。！？“]))[ \u3000]*(?P<name>[{USUAL}][\u4e00-\u9fff]{{2}})"
    r"(?=是[^，。\n]{1,16}[员者人生师长民户手匠官记任授家][，。]|，?(?:今年)?\d{2}岁|家(?:里|有|的|住|种|养)|，[男女]，)"
)
_CHOSEN = re.compile(
    "(?:任命|选举|推选|选出|聘请|聘任|续聘|推荐|提名|增补|选派|委派|抽调|明确|改选)"
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?=(?:同志)?(?:为|任|担任|作为|出任|兼任))"
)
_family = f"[{''.join(sorted(SURNAMES))}]"
_ACTS = re.compile(
    rf"(?:由(?P<charged>{_family}[\u4e00-\u9fff]{{1,2}})(?=负责|牵头|主持|主讲|担任|承担|落实|联系|对接|执笔|统一|具体)"
    rf"|(?<=[支总作公学集协研司院团会究社所][部支社司院团会所委局厂站])(?P<speaks>{_family}[\u4e00-\u9fff]{{1,2}})"
    "(?=因|表示|说(?!明)|发言|介绍|提出|汇报|补充|请假|反映|答应|承诺|负责|牵头|建议|认为|坦言|主讲|[，。、；）]代表)"
    rf"|(?<=[主户员师工长妇民家人婆公])(?P<called>[\u4e00-\u9fff]{{3}})(?=(?:笑着|高兴地|感慨地|激动地)?(?:说(?!明|法|起)|坦言|感慨|告诉|回忆)))"
)
CHAT = re.compile(
    r"(?m)^[【\[](?P<of>[^】\]\n]{2,16}?)[-—–·/ ](?P<name>[小老]?[\u4e00-\u9fff]{1,4}?)"
    r"(?P<role>老师|书记|主任|会长|经理|总|会计)?[】\]]"
)
"""The head of a message in a group: 【新堡村-马晓军】."""


def by_surname(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """李书记, 黄大娘, 小董股长, 刘处好, 小马."""
    for match in _CALLED.finditer(text):
        name = match.group()
        known = name[name[0] in "小老" and name[1] in SURNAMES] in USUAL
        if not _may_begin(text, match.start(), lexicon, usual=known):
            continue
        if not match["title"] and name in lexicon:
            continue
        if match["title"] and not _ends_word(text, match.end(), lexicon):
            continue
        yield Person(match.start(), match.end(), name, name[1:], "")
    for match in _FAMILIAR.finditer(text):
        if not _may_begin(text, match.start(), lexicon, usual=True):
            continue
        if lexicon.tag(match.group())[:1] not in ("", "n", "p", "t"):
            continue
        if not match["near"] and not _is_familiar(text, match, lexicon):
            continue
        yield Person(match.start(), match.end(), match.group(), match.group()[1:], "")


def _is_familiar(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether 老于 is somebody before what stands behind it (先匀出来)."""
    if match.group()[1] in _NOT_FAMILIAR or match.group() in ("小高", "老高", "小安"):
        return False
    words = lexicon.cut(text[match.end() : match.end() + 6])
    whole = lexicon.cut(text[match.start() : match.end() + 4])
    apart = any(word.end == 2 for word in whole)
    return bool(words) and apart and words[0].tag[:1] in ("v", "p", "d", "c", "t", "x")


def _may_begin(text: str, start: int, lexicon: Lexicon, *, usual: bool) -> bool:
    """Whether a person called by surname may begin here: behind a mark, a whole word, a post; not
    inside somebody's longer name."""
    before = text[start - 1 : start]
    if not is_han(before):
        return True
    if not usual or text[start] == "任":
        return False
    if before in _LEADS_IN or ENDS_IN_POST.search(text, max(0, start - 6), start):
        return True
    words = lexicon.cut(text[max(0, start - 8) : start])
    last = words[-1]
    return (
        len(last.text) > 1
        and last.tag[:1] in ("n", "v", "d", "p", "t", "r", "s", "c", "")
        and (not last.tag.startswith("nr"))
    )


def _ends_word(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether no longer word goes on over the end of a title (主任务, 会计划, 队长期)."""
    after = text[end : end + 3]
    pairs = (text[end - 1 : end + size] for size in range(1, len(after) + 1))
    if after[:1] in "务划期财录大远" and any(pair in lexicon for pair in pairs):
        words = lexicon.cut(text[end - 2 : end + 4])
        return any(word.end == 2 for word in words)
    return True


def introduced(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """书记姓傅，傅晓楠; 有个叫王大成的; 新书记姓魏; 李沛霖是学院派来的特派员."""
    for match in _INTRODUCED.finditer(text):
        if match["alone"]:
            if not text.startswith(match["alone"], match.end() + 1):
                yield Person(*match.span("alone"), match["alone"], "", "")
            continue
        name = match["name"]
        if is_name(name, lexicon) and name.startswith(match["family"] or name[0]):
            yield Person(match.start("name"), match.end("name"), name, "", "")
    for match in _SPEAKS.finditer(text):
        if is_likely(match["name"], lexicon):
            yield Person(match.start(), match.end(), match["name"], "", "")
    for match in _OPENS.finditer(text):
        name = match["name"]
        if is_likely(name, lexicon):
            yield Person(*match.span("name"), name, "", "")
    for match in _CHOSEN.finditer(text):
        if is_likely(match["name"], lexicon):
            yield Person(*match.span("name"), match["name"], "", "")
    for match in _ACTS.finditer(text):
        key = match.lastgroup or ""
        if is_likely(match[key], lexicon):
            yield Person(*match.span(key), match[key], "", "")


def of_messages(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Who writes in a group: 【新堡村-马晓军】."""
    for match in CHAT.finditer(text):
        called = match["name"][0] in "小老" or (len(match["name"]) == 1 and match["role"])
        if called or is_name(match["name"], lexicon):
            yield Person(*match.span("name"), match["name"], match["role"] or "", match["of"])
