"""What a text says that somebody has promised, decided or been charged to do.

A commitment is a clause: what is to be done, without whom it binds. Clauses that only tell how
large, how dear or how long something is to be are none, nor are targets (突破400万元), nor
resolutions that nobody could be held to (继续加强).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .date_base import Date
from .fact import Modality
from .modality import Modalities
from .sections import Section

_CLAUSE = re.compile(r"[^，。；：！？\n（）]{4,}")
_MARK = re.compile(
    r"^(?:[ \u3000]|[（(]?[一二三四五六七八九十\d]{1,2}[)）]|"
    r"[一二三四五六七八九十\d]{1,2}[、.．]|[一二三四五六]是|[①-⑳✓★●])+"
)
_WHO = (
    "(?:公司|企业|集团|学院|学校|大学|研究院|研究所|研究会|促进会|商会|协会|团队|课题组|合作社|村里|村集体|村委会|"
    "各村|[两三四]村|镇里|县里|镇财政|县财政|财政|双方|[三四五]方|[甲乙丙丁戊]方|我[院校局]|单位|中心|党支部|党委|"
    "(?:(?![将在该各本每把为与向给对])[\u4e00-\u9fff]){2,3}村(?!民)|[\u4e00-\u9fff]{2,6}(?:局|院|所|社))"
)
_BOUND = re.compile(
    rf"(?:(?:{_WHO})?(?:承诺|答应|约定|同意)(?!的|书|如下)[，：]?|由(?={_WHO}|[\u4e00-\u9fff]{{2,4}}(?:负责|牵头))|"
    rf"(?:{_WHO}|[\u4e00-\u9fff]{{2,4}})(?=负责[\u4e00-\u9fff]{{2}}))"
)
_DOES = (
    "[建派设办送修购]|选派|派出|提供|捐|收购|采购|销售|支付|返还|给予|打[一二三四五六七八九]折|投资|出资|拿出|列支|安排|"
    "开办|培训|授课|帮|引进|引入|安装|改造|作|鉴定|交付|编|交|复测|检测|认养|认领|公开|修订|轮流|带出|完成|结清|还清|付息|退回|"
    "落实|协调|提取|录用|招用|动员|派|预付|垫付|扣回|自筹|牵头|制定|报送|入股|承担|签订|签下|对接|接待|配备?|颁发|展播|"
    "整改|复核|开放|保证|流转|供应|挂牌|拍摄|举办|办成|办结|新增|移交|管护|驻点|驻村|开通|报告|会诊|调度|倒查|出(?=\\d|技术|设备|资|钱|老?厂房)|"
    "培育|种|面谈|解除|腾|出劳力|压到|随叫随到|随来随记|设立|组织|开展|用于"
)
_ACTS = re.compile(_DOES)
_INTENDS = re.compile(
    "优先(?:考虑|安排)[\u4e00-\u9fff]|(?:争取|力争)(?![^，。；]{0,14}(?:突破|达到|占|增长|超过|衔接资金))"
    "[^，。；]{2,}(?:动工|开工|建成|建设|完成|帮|带|支持|引|落地|投产)|"
    "(?:将|打算)(?:免费|还|在|为|从|与|按|拿出|投资|捐|派|建|提供|全部|优先)|想把|打算认|拟(?:引[入进]|投资|建|设立|捐)"
)
_EMPTY = re.compile(
    "认真|推进各项|解释|继续|进一步|不断|充分|深入|坚持|切实|大力|着力|试点|总结|高度|牢固|紧紧围绕|公告如下|报告如下|停电|请勿|请关闭"
)
_MEASURES = re.compile(
    "^(?:其中|总投资|总额|建筑面积|面积|选址|单价|租期|年租金|期限|时间|地点|每期|每批|首期|比例|出资比例|预算|覆盖|为期|有效期|"
    "标准|单个|预计|据|约|共|计划投资|投资额|对[^，。；]{1,6}为有效|原则|待|如|若|则|按[^，。；]{2,8}办理|联络|电话|意见|"
    "不得|任何|逾期)|(?:成立|组成)[\u4e00-\u9fff]{2,10}(?:小组|专班)$|(?:牵头|负责|承办|协办)$|会议|批准|商定$"
)
_DEADLINE = re.compile(r"(?:(?<![目日眼以此])前|(?<=\d日)前|内)$")
_MEETS = re.compile("召开|举行|请于|报名|截止")
_EACH = re.compile("每(?:年|月|季度?|半年|周)[^，。；]{0,24}(?:不少于|不低于|至少|[一\\d]次|公开)")
_LEAD = re.compile(
    rf"^(?:此外|另外|同时|其中|又|并且?|还|也|再|均|都|则|就|且|而|经[^，。；]{{1,6}}后?|明年|今年|下一步|今后[一二三四五]年|{_WHO})+"
)


def commitments(
    text: str, modality: Modalities, sections: Sequence[Section], dates: Sequence[Date]
) -> Iterator[tuple[int, int]]:
    """Where a commitment stands, in the order of the text."""
    deadlines = [
        (one.start, one.end) for one in dates if _DEADLINE.search(text[one.start : one.end])
    ]
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        mark = _MARK.match(clause.group())
        start += mark.end() if mark else 0
        words = text[start:end]
        if len(words) < 4 or _EMPTY.search(words) or _MEASURES.search(words):
            continue
        if "\t" in words or _NO_DEED.search(words) or _is_title(text, start):
            continue
        told = modality.at(start, end)
        if told not in (Modality.PLANNED, Modality.INTENT):
            continue
        due = any(start <= a < end for a, _ in deadlines)
        listed = _is_listed(sections, start)
        planned = told == Modality.PLANNED and not _TARGET.search(words)
        planned = planned and not _is_in_plan(sections, start)
        if _is_commitment(text, start, words, due=due, listed=listed, planned=planned):
            start += _without_subject(words)
            yield start, end


def _is_commitment(
    text: str, start: int, words: str, *, due: bool, listed: bool, planned: bool
) -> bool:
    if _INTENDS.search(words):
        return True
    if due and not _MEETS.search(words):
        return True
    sentence = text[max(text.rfind(mark, 0, start) for mark in "。！？\n；") + 1 : start]
    promised = _PROMISED.search(sentence)
    chained = words[0] == "并" and _INTENDS.search(sentence)
    if promised or chained or _BOUND.search(words) or _EACH.search(words) or listed or planned:
        return bool(_ACTS.search(words))
    return False


_NO_DEED = re.compile(
    "^(?:的|里|目前|原先|因|为做好|为了|专此|请有意|盼望|希望|最好)|如下$|承诺$|表示$|^[^，]{0,4}(?:重点工作|主要任务)$|^设计|正在|工作(?:计划|打算|方案)$"
)
"""Words that no deed begins or ends with."""
_TARGET = re.compile(
    "突破|达到|增长|增加到|提高到|增至|增收|预计|可(?:带动|增|实现)|总投资|概算|估算|需|缺口"
)
"""What is hoped to come of it, or what it takes."""
_PROMISED = re.compile("(?:承诺|答应|约定|同意)[，：]|(?:根据|按照?)[^，。]{0,6}协议，")


def _is_title(text: str, at: int) -> bool:
    """Whether it stands in a first line that is no sentence."""
    line = text[: text.find("\n") if "\n" in text else len(text)]
    return at < len(line) and not any(mark in line for mark in "，。；")


def _is_in_plan(sections: Sequence[Section], at: int) -> bool:
    """Whether all around it is a plan: there a deed binds nobody by itself."""
    return any(not one.agreed and one.start <= at < one.end for one in sections)


def _is_listed(sections: Sequence[Section], at: int) -> bool:
    """Whether it stands in what a lead-in announces (双方商定：…; 主要内容：…)."""
    return any(one.agreed and one.start <= at < one.end for one in sections)


def _without_subject(words: str) -> int:
    """How many characters at its beginning say whom it binds, or only join it to what is before."""
    promise = re.match(rf"(?:{_WHO}|[\u4e00-\u9fff]{{2,10}})?(?:承诺|答应|同意|约定)[，：]?", words)
    if promise and promise.end() < len(words) - 3:
        return promise.end()
    lead = _LEAD.match(words)
    return lead.end() if lead and lead.end() < len(words) - 3 else 0
