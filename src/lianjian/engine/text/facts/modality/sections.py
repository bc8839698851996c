"""Stretches of a text that are told as a whole to become so: a plan by its title, a section by its
heading, a list by what leads in to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..fact import Modality


@dataclass(frozen=True, slots=True)
class Section:
    """From start to end all is told so, where nothing nearer says otherwise."""

    start: int
    end: int
    modality: Modality
    agreed: bool = False
    """Whether it lists what sides have agreed or offer."""

    @property
    def plans(self) -> bool:
        """Whether it tells of what is not yet."""
        return self.modality not in (Modality.DONE, Modality.ONGOING)

    @property
    def calls(self) -> bool:
        """Whether it calls on others: what is wanted there is an aspiration."""
        return self.modality == Modality.ASPIRATION


_TITLE = re.compile(
    r"(?P<plan>计划|打算|方案|要点|设想)|(?P<call>倡议书|倡议)|(?P<notice>公告|停电|招聘|通知)|(?P<lack>需求|求助|求援)"
)
_TOLD = re.compile("签署|签订|签约|表彰|命名|公示|成立|结果|情况|总结|通报")
_HEADS = re.compile(r"(?m)^[ \u3000]*(?:[一二三四五六七八九十]+、|附表|附件|附：|特此|注：)")
_HEADS_TOLD = re.compile(
    r"(?m)^[ \u3000★☆●■◆]*(?:[一二三四五六七八九十]+、)?[^\n。｜\t]{0,14}"
    r"(?:(?P<agreed>议定|商定|约定|(?<!没)(?<!未)(?:定下|谈妥|说定|谈定)|定了的|敲定|义务|职责|分工)|(?P<lack>问题|困难|难题|难处|短板|不足|瓶颈|需求|愁)|(?P<plan>打算|计划|下一步|目标|安排|设想|接下来|往后|怎么干)|(?P<advice>建议))[^\n。｜\t]{0,8}$"
)
_LEADS_IN = re.compile(
    "(?P<call>倡议|希望)[^。\\n：]{0,14}：|"
    "(?:商定|议定|约定|决定|定下|定了|说定|谈定|谈妥|承诺|答应|明确|(?:当场|现场|一致)(?:答复|表态|回应|承诺)|(?:各方|双方|三方|四方)[\u4e00-\u9fff]{0,4}(?:义务|职责|分工|责任|任务)|"
    "主要内容|内容为|事项[^。\\n：]{0,6}如下|(?:下一步|接下来)|打算|计划|能[做给帮]的|能出的|能拿?出?来?的|拿得出来?的|能提供的|可提供的|(?P<need>还?缺|急需|招聘))"
    "[^。\\n：]{0,14}：|议定如下：?|"
    "(?:根据|按照?|依据)[^，。；：\\n]{0,12}(?:协议|备忘录|合同|约定|方案)[》”]?：|"
    "(?<![去上前]年)(?:下半年|明年|来年|下季度|[三四]季度|下个?月|下学期|下一?阶段|今冬明春|今后)"
    "[^。；：\\n了]{0,18}：|"
    "(?:协议|备忘录|合同)[》”]?(?:约定|规定|明确|载明|写明)："
)
_TELLS = re.compile("难处|困难|难题|情况|问题|(?<!办)(?<!完)成[了效]")
"""What leads in to more than plans (讲了明年的打算和难处：)."""
_LACKING = re.compile(
    r"(?:问题|困难|难题|难处|短板|不足|差距|瓶颈)[^。\n：，；]{0,8}[：]|"
    r"(?m:^)[ \u3000]*[一二三四五六七八九十]+、[^。\n：，；]{0,12}"
    r"(?:问题|困难|难处|短板|不足)[^。\n：，；]{0,4}。"
)
"""What follows in the paragraph is what is wrong or lacking: it is so."""
_PASSED = re.compile(
    "(?:审议通过|研究确定|讨论确定|会上确定)[^。\\n]{0,12}(?:事项|清单|任务|方案)[^。\\n]{0,8}。"
)
"""What follows in the paragraph is what was passed."""
_FORWARDED = re.compile(r"(?m)^【转发】[^\n]*(?:方案|计划|打算|安排|要点)[^\n]*$")
_ITEM = re.compile(
    r"[ \u3000]*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.、．]|"
    r"[①-⑳▶●◆•·✔√]|[\u4e00-\u9fff]{1,6}方：|第[一二三四五六七八九十]，)"
)


def sections(text: str) -> list[Section]:
    """All of them; later ones lie within earlier ones."""
    found: list[Section] = []
    head = text[: text.find("\n") + 1 or len(text)][:60]
    title = _TITLE.search(head) if "。" not in head else None
    if title and not (title["notice"] and _TOLD.search(head)):
        call = Modality.ASPIRATION if title["call"] else Modality.PLANNED
        found.append(Section(0, len(text), Modality.ONGOING if title["lack"] else call))
    for told in _HEADS_TOLD.finditer(text):
        if told.start() == 0:
            continue
        following = _HEADS.search(text, told.end())
        end = following.start() if following else len(text)
        modality = Modality.OPINION if told["advice"] else Modality.PLANNED
        modality = Modality.ONGOING if told["lack"] else modality
        found.append(Section(told.end(), end, modality, agreed=bool(told["agreed"])))
    built = "验收" in head or "决算" in head
    for lead in _LEADS_IN.finditer(text):
        if (built and "内容" in lead.group()) or _TELLS.search(lead.group()):
            continue
        modality = Modality.ASPIRATION if lead["call"] else Modality.PLANNED
        agreed = not lead["call"] and not lead["need"]
        found.append(Section(lead.end(), _list_end(text, lead.end()), modality, agreed))
    for passed in _PASSED.finditer(text):
        end = _line_end(text, passed.end())
        found.append(Section(passed.end(), end, Modality.PLANNED, agreed=True))
    for lacking in _LACKING.finditer(text):
        found.append(Section(lacking.end(), _line_end(text, lacking.end()), Modality.ONGOING))
    for forwarded in _FORWARDED.finditer(text):
        end = _list_end(text, forwarded.end())
        found.append(Section(forwarded.end(), end, Modality.PLANNED, agreed=True))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _list_end(text: str, at: int) -> int:
    """Where the list ends that begins there: its last item, or the sentence."""
    if text[at : at + 1] != "\n":
        ends = [end for mark in "。\n" if (end := text.find(mark, at)) >= 0]
        return min(ends, default=len(text))
    while at < len(text) and _ITEM.match(text, at + 1):
        line = text.find("\n", at + 1)
        at = line if line >= 0 else len(text)
    return at
