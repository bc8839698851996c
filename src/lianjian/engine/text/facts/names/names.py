"""What a person's name looks like: a surname and one or two characters, or a name that is written
by its sound. How likely it is is weighed against the words that stand there otherwise."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from ...lexicon import Lexicon, is_han
from ..vocabulary import POSTS, VERBS_LIKE_NAMES
from .name_words import NAME_SOUNDS, NOT_NAMES

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪"
    "包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳松井段富巫乌焦巴弓牧山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹"
    "束龙叶幸司韶郜黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融"
    "冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫肖覃仝字刀玉岩布拉"
    "普盘操佘庹揭缪代付旷楚佟苑冼邝阙粟谌植麦隋敬帅亓矫贠降招候原况渠商牟哈福税衣苟门铁墨谯官危朴卯念撒佴揣丛涂岳迟丘兰晋芦楼冶尕妥禤滑鹿母蹇"
)
COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯",
    "宇文", "轩辕", "呼延", "赫连", "独孤", "南宫", "申屠", "澹台", "端木", "拓跋",
)  # fmt: skip

USUAL = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔"
    "陆廖姚金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛顾赖武康贺严尹钱施牛洪龚莫覃"
    "于余方任尤佟傅涂岳鲁章阎柳梅盛樊霍祝虞路齐温翟焦詹卓窦邢岳殷鲍童岑农蓝游纪舒阮俞裴耿聂桂辛蒲骆卞付兰宁冉隋迟曲车裘"
    "丛尚庄凌倪季闫肖祁禹荆申栾厉佘佴丘朴敖艾"
)
"""Surnames that a person may be called by alone (李书记, 小马)."""
LIKE_WORDS = frozenset(
    "常曾和从于向应经时能可全多查管包种养用有成干解支计别越后过连相便单通关房家代都只还再须被让安平明高水花会文书师老权党"
    "方车路公东黄白红强边居国门利空满原农林景商"
)
"""Surnames that are more often a word of their own."""
RARE = 9.5
"""How unlikely (in log) a character is that stands in no name of the list of words."""
_TWO, _THREE = 1.9, 0.16
"""The same for a name of two characters, of three."""
_POST_TELLS = 1.0
"""What it counts for a name that a post stands before it."""
_BEHIND = 3.0
"""What it costs that something stands behind a name that rarely does."""
ENDS_IN_POST = re.compile(rf"(?:{'|'.join(POSTS)})$")
_ENDS = re.compile(r"[，。、；：？！“”（）《》\s\]】/]|$")
_STOP = re.compile(r"[^\u4e00-\u9fff]|$")
_GOES_ON = frozenset(
    "说称介绍表示认为告诉坦言指出强调等在主持席带领和与及同任率也已向从对将今就笑算还又把给感激回递掰站拿是看接蹲正高来一组担兼家老走参"
    "以为当忙种养跟没抽抱捧翻指望盼算请到去打写做听问答"
)
_GROUPS = (
    "一行", "团队", "夫妇", "同志", "本人", "一家", "课题组", "牵线", "带队", "教授",
)  # fmt: skip
_sounds = "|".join(sorted(NAME_SOUNDS, key=len, reverse=True))
BY_SOUND = re.compile(rf"(?:[\u4e00-\u9fff]{{2,6}}[·•][\u4e00-\u9fff]{{2,5}}|(?:{_sounds}){{1,3}})")
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{2,6}}[·•](?P<sounds>(?:{_sounds})*)")
"""艾合买提·吐尔逊, 尕藏扎西, 斯琴其木格."""


def name_at(text: str, at: int, lexicon: Lexicon, *, since: int | None = None) -> int:
    """How long the name is that begins at ``at``: 2 characters or more, 0 if there is none.

    ``since``: where the post before it begins, so that words over both are weighed too (电工程系 is
    no electrician).
    """
    since = at if since is None else since
    sound = _by_sound_at(text, at, lexicon)
    if sound:
        return sound
    if not any(is_name(text[at : at + length], lexicon) for length in (4, 3, 2)):
        return 0
    stop = _STOP.search(text, at, at + 9)
    end = stop.start() if stop else at + 9
    best = lexicon.likelihood(text[since:end]) - lexicon.likelihood(text[since:at])
    longest = 0
    for length in (4, 3, 2):
        name = text[at : at + length]
        if len(name) < length or not is_name(name, lexicon):
            continue
        behind = at + length
        if name[0] == "应" and "尽" in text[at + 2 : at + 4]:
            continue
        score = lexicon.likelihood(text[behind:end]) - cost(name, lexicon)
        if not _may_follow(text, behind, lexicon):
            if not (length == 3 and _goes_on_well(text, at, lexicon)):
                continue
            score -= _BEHIND
        if score > best - _POST_TELLS:
            best, longest = score + _POST_TELLS, length
    return longest


def _by_sound_at(text: str, at: int, lexicon: Lexicon) -> int:
    """How long the name is that is written by its sound from ``at`` (艾合买提·吐尔逊)."""
    dotted = _DOTTED.match(text, at)
    if dotted:
        least = dotted.end() + 2 * (not dotted["sounds"])
        ends = range(least, least + 4)
        return next((end - at for end in ends if _may_follow(text, end, lexicon)), 0)
    sound = BY_SOUND.match(text, at)
    if sound and (len(sound.group()) > 3 or _may_follow(text, sound.end(), lexicon)):
        return sound.end() - at
    return 0


def cost(name: str, lexicon: Lexicon) -> float:
    """How unlikely (in log) such a name is where somebody is to be named."""
    if lexicon.tag(name).startswith("nr"):
        return -lexicon.likelihood(name)
    family = 2 if name.startswith(COMPOUND) else 1
    usual = 3.0 if name[0] in USUAL or family == 2 else 5.0 + 2.0 * (name[0] in LIKE_WORDS)
    given = name[family:]
    known = _given(lexicon)
    parts = sum(known.get(one, RARE) for one in given)
    return usual + parts + (_THREE if len(given) > 1 else _TWO)


def is_likely(name: str, lexicon: Lexicon) -> bool:
    """Whether the characters are rather a name than the words that they make otherwise."""
    return is_name(name, lexicon) and (
        lexicon.tag(name).startswith("nr") or lexicon.likelihood(name) < -cost(name, lexicon)
    )


@lru_cache(maxsize=4)
def _given(lexicon: Lexicon) -> dict[str, float]:
    """How unlikely (in log) each character is in a given name, by the list of words."""
    counts: Counter[str] = Counter()
    for word in lexicon.words_tagged("nr"):
        if len(word) == 3 and word[0] in SURNAMES:
            counts.update(word[1:])
    total = sum(counts.values()) or 1
    return {one: min(RARE, -math.log(count / total)) for one, count in counts.items()}


def _may_follow(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether what stands at ``at`` may follow a name: a mark, a verb, a word like 和."""
    after = text[at : at + 1]
    if after and after in "着了过们":
        return False
    if _ENDS.match(after) or after in _GOES_ON or text.startswith(_GROUPS, at):
        return True
    words = lexicon.cut(text[at : at + 6])
    return bool(words) and words[0].tag[:1] in ("v", "p", "d", "c", "u", "x", "t", "s", "i", "l")


def _goes_on_well(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether whole words follow a name of three characters (杨柏川|团队), and would not follow one
    of two."""
    behind = [lexicon.cut(text[at + length : at + 8]) for length in (3, 2)]
    loose = [sum(len(word.text) == 1 for word in words) for words in behind]
    return bool(behind[0]) and len(behind[0][0].text) > 1 and loose[0] < loose[1]


def is_name(name: str, lexicon: Lexicon) -> bool:
    """Whether the characters can be a person's name: a surname and one or two more, no word; or
    one that is written by its sound."""
    if BY_SOUND.fullmatch(name):
        return True
    if name.startswith(COMPOUND):
        return 3 <= len(name) <= 4
    if not name or name[0] not in SURNAMES or len(name) not in (2, 3):
        return False
    if not all(map(is_han, name)):
        return False
    tag = lexicon.tag(name)
    if tag and not tag.startswith("nr"):
        return False
    if any(mark in name for mark in _NEVER) or name.endswith(_NO_NAME_ENDS):
        return False
    if name in NOT_NAMES:
        return False
    if name[1:] in _CALLINGS or (len(name) == 3 and _is_closed(lexicon.tag(name[:2]))):
        return False
    rest = lexicon.tag(name[1:])
    return not (
        len(name) == 3
        and rest[:1] in ("v", "d", "p", "c", "u", "r")
        and name[1:] in VERBS_LIKE_NAMES
    )


def _is_closed(tag: str) -> bool:
    """Whether it is the tag of a word that no name begins with (周末, 马上)."""
    return tag[:1] in ("t", "d", "p", "c", "r")


_CALLINGS = frozenset(
    {*POSTS, "先生", "女士", "大娘", "大爷", "大叔", "大姐", "师傅", "同志", "干事", "老板"}
)
_NO_NAME_ENDS = tuple("办局社校院所厂店队站司系科处股室等着")
_NEVER = tuple("两请不各您第的了是在和与及或把被她它们这那说就也没委支副部记镇村县乡省市")


_BEFORE_NAME = re.compile(
    rf"(?:{'|'.join(POSTS)}|[：:、，（ \u3000])[{''.join(sorted(SURNAMES - LIKE_WORDS))}]$"
)
_SHORT_TITLE = re.compile("镇长|乡长|县长|村长|书记|主任|支书|会计|总|经理|所长|站长|局长")


def is_given_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a day of two characters is in somebody's name: 教授冯立冬带着师生, 镇上周镇长."""
    if end - start != 2 or start == 0:
        return False
    if text[start:end] == "上周" and text[start - 1] in "镇村乡县":
        return bool(_SHORT_TITLE.match(text, end))
    if not _BEFORE_NAME.search(text, max(0, start - 9), start):
        return False
    return not text.startswith(("前", "后", "节", "期间", "当天", "假期"), end) and bool(
        is_name(text[start - 1 : end], lexicon) and _may_follow(text, end, lexicon)
    )
