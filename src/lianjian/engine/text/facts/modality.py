"""Whether a text says that something is so, or that it is to become so.

Read from the words of its sentence: a word of planning holds until the sentence ends or a word of
completion takes it back. Only *done* may ever enter a total (mission, section 3).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..lexicon import Lexicon
from .fact import Modality

_CUES: tuple[tuple[Modality, str], ...] = (
    (
        Modality.ASPIRATION,
        "推动产生|推动形成|力争|努力(?:让|使|把|实现|打造|建成)|为[^，。；]{1,16}(?:奠定|打下)|有望|目标是|愿景|朝着",
    ),
    (
        Modality.INTENT,
        "优先考虑|有意|争取|意向|打算|希望|想(?:请|把|在|让|要|学)|愿意|考虑(?!到)|酝酿|谋划(?:在|把|建|引)|洽谈|探讨",
    ),
    (
        Modality.PLANNED,
        "拟(?!定了|定的)|(?<!比)(?<!按)计划(?!生育|项目|的)|预计|定于|下一步|即将|准备|约定(?!的)|承诺(?!的|投入)|答应|说好|批复|未到位|设计年|应当?(?=[在于按由将向])|须|必须|待[^，。；]{1,12}后|"
        "将(?=[在于由把对为从向继续进一步充分积极组织开展与同以按会力围优不]|[\u4e00-\u9fff]{2})|"
        "明年|后年|下半年(?:将|计划|拟)|(?:\\d+|[一二三四五六七八九十]+)月?[底末日]?前(?:完成|建成|投产|到位|交付|动工|报|反馈)|今后|由[^，。；]{2,14}(?:负责|牵头|承担|落实)|确保",
    ),
    (
        Modality.ONGOING,
        "正在|正(?=[加抓推建进筹按])|在建|推进中|进行中|建设中|承担着|仍在|还在|持续|陆续|尚未|还差|仍有|还缺|最缺|剩余|目前[^。]{0,12}(?:施工|推进|洽谈)",
    ),
    (
        Modality.DONE,
        "已(?:经|于|有|在)?|累计|完成了?|先后|截至|共(?=[有计完开组投发实新成建培])|实现(?:了)?(?!路径)|签署了|签订了|举行了?|召开了?|落成|投产|建成(?!后)|"
        "实际到位|到账|已报|[签到办建完拿种卖收赚走做开捐送派引]了|去年|上年(?!度)|昨天|上周|日前|近日|今年以来",
    ),
)
_ALL = re.compile("|".join(f"(?P<{one.value}>{words})" for one, words in _CUES))
_NOT_PLANNED = re.compile("将(?:近|军|领|士|来|就|相|[\u4e00-\u9fff]{0,4}[“的])")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?[”’]?")
_SAYS = re.compile(
    "(?:认为|觉得|相信|感慨|坦言|算了?笔?账)[^。\n]{0,4}[，：]?[“]?|我(?:看|觉得|想)"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    modality: Modality


class Modalities:
    """The modality of each place of a text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self._cues: list[tuple[int, int, list[_Cue]]] = []
        self._plain = _sections(text)
        self._quoted = [match.span("quote") for match in _QUOTE.finditer(text)]
        for sentence in _SENTENCE.finditer(text):
            cues = [
                _Cue(match.start(), Modality(match.lastgroup or ""))
                for match in _ALL.finditer(text, sentence.start(), sentence.end())
                if not _is_disposal(text, match, lexicon)
            ]
            self._cues.append((sentence.start(), sentence.end(), cues))

    def at(self, start: int, end: int, *, plain: Modality = Modality.DONE) -> Modality:
        """How what stands from start to end is said: what somebody is quoted with is an opinion;
        else by the last cue before its end in its sentence; else as its section is told
        (``plain`` where nothing says so)."""
        if any(first <= start and end <= last for first, last in self._quoted):
            return Modality.OPINION
        for first, last, modality in reversed(self._plain):
            if first <= start < last:
                plain = modality
                break
        at = bisect_right(self._cues, start, key=lambda one: one[0]) - 1
        if at < 0:
            return plain
        first, _, cues = self._cues[at]
        before = [cue for cue in cues if cue.at < end]
        if not before:
            return Modality.OPINION if _SAYS.search(self.text, first, start) else plain
        return _strongest(self.text, before, start)


_QUOTE = re.compile(
    "(?:说|说道|表示|介绍|坦言|告诉[^，。“]{0,6}|感慨)(?:道)?[，：]?(?P<quote>“[^”]{10,}”)"
)
_TITLE = re.compile(
    r"(?P<plan>计划|打算|方案|要点|设想)|(?P<call>倡议书|倡议)|(?P<notice>公告|停电|招聘|通知)"
)
_HEADS_PLAN = re.compile(
    r"(?m)^[ \u3000]*(?:[一二三四五六七八九十]+、)?[^\n。]{0,14}"
    r"(?:打算|计划|下一步|目标|安排|设想|接下来)[^\n。]{0,8}$"
)
_HEADS = re.compile(r"(?m)^[ \u3000]*[一二三四五六七八九十]+、")
_LEADS_IN = re.compile(
    "(?:商定|议定|约定|决定|承诺|答应|主要内容|内容为|打算|计划|倡议|希望)[^。\\n：]{0,14}：|议定如下：?"
)
_ITEM = re.compile(
    r"[ \u3000]*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.、．])"
)


def _sections(text: str) -> list[tuple[int, int, Modality]]:
    """Stretches that are told as a whole to become so: a plan by its title, a section by its
    heading, a list by what leads in to it. Later ones lie within earlier ones."""
    found: list[tuple[int, int, Modality]] = []
    title = _TITLE.search(text[: text.find("\n") + 1 or len(text)][:60])
    if title:
        call = Modality.ASPIRATION if title["call"] else Modality.PLANNED
        found.append((0, len(text), call))
    for head in _HEADS_PLAN.finditer(text):
        following = _HEADS.search(text, head.end())
        found.append((head.end(), following.start() if following else len(text), Modality.PLANNED))
    for lead in _LEADS_IN.finditer(text):
        end = lead.end()
        if text[end : end + 1] == "\n":
            while end < len(text) and _ITEM.match(text, end + 1):
                line = text.find("\n", end + 1)
                end = line if line >= 0 else len(text)
        else:
            stop = text.find("。", end)
            line = text.find("\n", end)
            end = min(one for one in (stop, line, len(text)) if one >= 0)
        found.append((lead.end(), end, Modality.PLANNED))
    return found


def _strongest(text: str, cues: list[_Cue], start: int) -> Modality:
    """The last cue counts; one of completion takes back one of planning only within its own
    clause or after it, and 截至 or 去年 do not make a plan of the same clause done."""
    last = cues[-1]
    if last.modality == Modality.DONE:
        clause = max(text.rfind(mark, 0, start) for mark in "，；。\n：")
        within = [cue for cue in cues if cue.at > clause and cue.modality != Modality.DONE]
        if within:
            return within[-1].modality
    return last.modality


def _is_disposal(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether 将 is no future but means 把: a noun follows it (将外部优势资源嫁接到农村)."""
    if match.group() != "将":
        return False
    if _NOT_PLANNED.match(text, match.start()):
        return True
    words = lexicon.cut(text[match.end() : match.end() + 8])
    return bool(words) and words[0].tag[:1] in ("n", "f", "r", "s", "m", "b", "x")
