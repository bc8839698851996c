"""People that a text names, each with the role it names them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..lexicon import Lexicon
from .edges import Edges
from .vocabulary import CREDITS, POSTS, VERBS_LIKE_NAMES

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪"
    "包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳松井段富巫乌焦巴弓牧山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹"
    "束龙叶幸司韶郜黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融"
    "冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫肖覃仝字刀玉岩布拉"
    "普盘操佘庹揭缪占代付旷楚佟苑冼邝阙粟谌植麦隋敬帅亓矫贠降招候原况渠商牟哈福税衣苟门铁墨谯官危"
)
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "夏侯",
)

_USUAL = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔"
    "陆廖姚金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛顾赖武康贺严尹钱施牛洪龚莫覃"
)
"""Surnames that a person may be called by alone (李书记, 小马)."""
_posts, _credits = "|".join(POSTS), "|".join(CREDITS)
_POST = re.compile(
    rf"(?P<role>(?:{_posts})(?:、(?:{_posts}))*)(?<!老师(?=傅))(?P<gap>[“]?|"
    rf"(?<=书记|主任|会长|经理|院长|社长)[ \u3000]{{1,2}}(?=[\u4e00-\u9fff]{{2,3}}(?:\n|$)))"
)
_CREDIT = re.compile(
    rf"(?P<role>{_credits})(?:（[^）]{{1,6}}）)?(?:\s*[:：/／]\s*|[ \u3000]+)(?=[\u4e00-\u9fff])"
)
_NAMES = re.compile("(?:[\u4e00-\u9fff· 、\u3000，]|（[\u4e00-\u9fff]{1,14}）)+")
_BYLINE = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{4,12}[ \u3000])?(?P<names>[\u4e00-\u9fff]{2,4}"
    r"(?:[ \u3000、][\u4e00-\u9fff]{2,4}){0,4})[）)]\s*$",
    re.MULTILINE,
)
_AFTER = re.compile(
    r"(?P<role>教授|副教授|研究员|博士|老师|书记|主任|院长|会长|同志|先生|女士|大娘|大爷|大叔|大姐|师傅|医生|老人|夫妇|一家(?!人)|家的(?=娃|孩子|闺女|儿子|地|房))"
    rf"|（(?P<in_brackets>[^（）]{{0,14}}?(?:{_posts}))(?=[、，）])"
)
_CALLED = re.compile(
    rf"(?P<name>(?:[{_USUAL}](?:大娘|大爷|大叔|大姐|大妈|大伯|大婶|大嫂|先生|女士|阿姨|师傅|奶奶|爷爷|婆婆|婶子?|嫂子?|老师|书记|主任|镇长|乡长|村长|会长|教授|院长|总)"
    rf"|[{_USUAL}](?:会计|队长|站长|厂长|组长|医生|大夫|支书|经理|工(?=[说问讲答])|[哥姐姨叔婶伯])"
    rf"|[小老][{_USUAL}](?=[说和与悄笑带把在也又来去跟告退给回拍打找问到、，。：；（】]|$)))"
)
_ENDS_IN_POST = re.compile(rf"(?:{_posts})$")
_INTRODUCED = re.compile(
    rf"(?:姓(?P<family>[{_USUAL}])，|名?叫(?:做)?)(?P<name>[\u4e00-\u9fff]{{2,3}})(?=[，。的、）])"
)
_SPEAKS = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>[{_USUAL}][\u4e00-\u9fff]{{2}})"
    "(?=(?:笑着|高兴地|感慨地|激动地)?(?:说(?!明|法)|表示|告诉|回忆|坦言|感慨|介绍说))"
)
_ACTS = re.compile(
    rf"(?:由(?P<charged>[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}})(?=负责|牵头|主持|主讲|担任|承担|落实|联系|对接|执笔|统一|具体)"
    rf"|(?<=党支部|党总支|合作社)(?P<speaks>[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}})(?=因|表示|说(?!明)|发言|介绍|提出|汇报|补充|请假)"
    rf"|(?<=[主户员师工长妇民家人婆公])(?P<called>[\u4e00-\u9fff]{{3}})(?=(?:笑着|高兴地|感慨地|激动地)?(?:说(?!明|法|起)|坦言|感慨|告诉|回忆)))"
)
CHAT = re.compile(
    r"(?m)^[【\[](?P<of>[^】\]\n]{2,16}?)[-—–·/ ](?P<name>[小老]?[\u4e00-\u9fff]{1,4}?)"
    r"(?P<role>老师|书记|主任|会长|经理|总|会计)?[】\]]"
)
"""The head of a message in a group: 【新堡村-马晓军】."""
_BY = re.compile(
    rf"(?P<role>{_posts}|{_credits})由(?P<names>[\u4e00-\u9fff、]{{3,40}}?)(?:担任|兼任)"
)
_TAKES = re.compile(rf"(?:担任|兼任|任)(?P<role>{_posts})")
_ENDS = re.compile(r"[，。、；：？！“”（）《》\s]|$")
_GOES_ON = frozenset(
    "说称介绍表示认为告诉坦言指出强调等在主持席带领和与及同任率也已向从对将今就笑算还又把给感激回递掰站拿是看接蹲正高来一组担兼家老走参"
)


@dataclass(frozen=True, slots=True)
class Person:
    start: int
    end: int
    name: str
    role: str
    organisation: str


def persons(text: str, edges: Edges) -> Iterator[Person]:
    """Each person in each role once, in the order of the text."""
    lexicon = edges.lexicon
    seen: set[tuple[str, str]] = set()
    everybody = sorted(
        [
            *_by_post(text, edges),
            *_by_credit(text, lexicon),
            *_by_line(text, lexicon),
            *_by_surname(text, lexicon),
            *_introduced(text, lexicon),
        ],
        key=lambda one: one.start,
    )
    with_role = {one.name for one in everybody if one.role}
    for one in everybody:
        if not one.role and one.name in with_role:
            continue
        if (one.name, one.role) not in seen:
            seen.add((one.name, one.role))
            yield one


def _by_post(text: str, edges: Edges) -> Iterator[Person]:
    lexicon = edges.lexicon
    for match in _POST.finditer(text):
        length = name_at(text, match.end(), lexicon)
        if length:
            organisation = _organisation_before(text, match.start(), edges)
            name = text[match.end() : match.end() + length]
            yield Person(match.end(), match.end() + length, name, match["role"], organisation)
    for match in _TAKES.finditer(text):
        for length in (3, 2):
            start = match.start() - length
            name = text[max(0, start) : match.start()]
            if start >= 0 and is_name(name, lexicon) and _opens(text, start, lexicon):
                yield Person(start, match.start(), name, match["role"], "")
                break
    for match in _AFTER.finditer(text):
        role = match["role"] or match["in_brackets"]
        if match["role"] in ("老人", "夫妇", "一家", "家的"):
            role = "村民"
        for length in (3, 2):
            start = match.start() - length
            if start < 0 or not is_name(text[start : match.start()], lexicon):
                continue
            if (
                start
                and re.match(r"[\u4e00-\u9fff]", text[start - 1])
                and not _opens(text, start, lexicon)
            ):
                continue
            yield Person(start, match.start(), text[start : match.start()], role, "")
            break


def _by_surname(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """李书记, 黄大娘, 小马: people who are called by their surname."""
    for match in _CALLED.finditer(text):
        before = text[match.start() - 1 : match.start()]
        post = _ENDS_IN_POST.search(text, max(0, match.start() - 6), match.start())
        if _is_han(before) and not post and before not in "上了的是有叫和与跟请找给对向者让被位@":
            continue
        if match["name"][0] in "小老" and lexicon.tag(match["name"])[:1] not in ("", "n"):
            continue
        yield Person(match.start(), match.end(), match["name"], match["name"][1:], "")


def _introduced(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """书记姓傅，傅晓楠; 有个叫王大成的; 联络员由秘书处覃晓荔和党建办谭显峰担任."""
    for match in _INTRODUCED.finditer(text):
        name = match["name"]
        if is_name(name, lexicon) and name.startswith(match["family"] or name[0]):
            yield Person(match.start("name"), match.end("name"), name, "", "")
    for match in _SPEAKS.finditer(text):
        if is_name(match["name"], lexicon):
            yield Person(match.start(), match.end(), match["name"], "", "")
    for match in _ACTS.finditer(text):
        key = match.lastgroup or ""
        if is_name(match[key], lexicon):
            yield Person(*match.span(key), match[key], "", "")
    for match in CHAT.finditer(text):
        called = match["name"][0] in "小老" or (len(match["name"]) == 1 and match["role"])
        if called or is_name(match["name"], lexicon):
            yield Person(*match.span("name"), match["name"], match["role"] or "", match["of"])
    for match in _BY.finditer(text):
        at = match.start("names")
        for piece in re.finditer("[^、和与及]+", match["names"]):
            end = at + piece.end()
            length = next((n for n in (3, 2) if is_name(text[end - n : end], lexicon)), 0)
            if length and length <= len(piece.group()):
                organisation = text[at + piece.start() : end - length]
                start = end - length
                yield Person(start, end, text[start:end], match["role"], organisation)


def _is_han(one: str) -> bool:
    return "\u4e00" <= one <= "\u9fff"


def _opens(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether what stands before ``start`` ends there: the words are cut between the two."""
    words = lexicon.cut(text[max(0, start - 8) : start + 3])
    at = start - max(0, start - 8)
    return any(word.start == at for word in words)


def name_at(text: str, at: int, lexicon: Lexicon) -> int:
    """How long the name is that begins at ``at``: 2 to 4 characters, 0 if there is none."""
    for length in (4, 3, 2):
        name = text[at : at + length]
        if len(name) < length or not is_name(name, lexicon):
            continue
        after = text[at + length : at + length + 1]
        if _ENDS.match(after) or after in _GOES_ON:
            return length
        words = lexicon.cut(text[at + length : at + length + 6])
        if words and words[0].tag[:1] in ("v", "p", "d", "c", "u", "x", "t"):
            return length
        if length == 3 and _goes_on_well(text, at, lexicon):
            return length
    return 0


def _goes_on_well(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether whole words follow a name of three characters (杨柏川|团队), and would not follow one
    of two."""
    behind = [lexicon.cut(text[at + length : at + 8]) for length in (3, 2)]
    loose = [sum(len(word.text) == 1 for word in words) for words in behind]
    return bool(behind[0]) and len(behind[0][0].text) > 1 and loose[0] < loose[1]


def is_name(name: str, lexicon: Lexicon) -> bool:
    """Whether the characters can be a person's name: a surname and one or two more, no word."""
    if name.startswith(COMPOUND):
        return 3 <= len(name) <= 4
    if not name or name[0] not in SURNAMES or len(name) not in (2, 3):
        return False
    if not all("\u4e00" <= one <= "\u9fff" for one in name):
        return False
    tag = lexicon.tag(name)
    if tag and not tag.startswith("nr"):
        return False
    if any(mark in name for mark in _NEVER) or name.endswith(_NO_NAME_ENDS):
        return False
    rest = lexicon.tag(name[1:])
    return not (
        len(name) == 3
        and rest[:1] in ("v", "d", "p", "c", "u", "r")
        and name[1:] in VERBS_LIKE_NAMES
    )


_NO_NAME_ENDS = ("办", "局", "社", "校", "院", "所", "厂", "店", "队", "站", "司")
_NEVER = tuple("请不各您第的了是在和与及或把被她它们这那说就也没委支副部记镇村县乡省市")


def _organisation_before(text: str, at: int, edges: Edges) -> str:
    return text[edges.left(text, at) : at]


def _by_credit(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """记者 X 通讯员 Y; 主持：X; 出席：A公司X、B村Y."""
    roles = [*_CREDIT.finditer(text), None]
    for match, following in pairwise(roles):
        if match is None:
            continue
        role = match["role"]
        glued = match.start() and _is_han(text[match.start() - 1]) and role in _SHORT
        if glued and match.group()[-1] not in ":：":
            continue
        listed = _NAMES.match(text, match.end(), following.start() if following else len(text))
        outlet = _outlet_before(text, match.start())
        for piece in _PIECE.finditer(listed.group()) if listed else ():
            start, end = match.end() + piece.start(), match.end() + piece.end()
            end -= text[start:end].endswith("等")
            if text[end - 1] == "）" and (opened := text.find("（", start, end)) > start:
                end = opened
            if text[start:end] in _CREDITS:
                role = text[start:end]
                continue
            length = next(
                (n for n in (end - start, 3, 2) if is_name(text[end - n : end], lexicon)), 0
            )
            if not length or (length < end - start and length == 2 and end - start < 5):
                continue
            organisation = outlet or text[start : end - length]
            yield Person(end - length, end, text[end - length : end], role, organisation)
            if outlet and length < end - start:
                break


_PIECE = re.compile("[^ 、\u3000，]+")
_CREDITS = frozenset(one.replace("人?", "") for one in CREDITS) | {"联系人", "主持人", "签发人"}
_SHORT = frozenset({"文", "图", "作者", "成员", "组长", "编辑", "记录", "整理"})


def _outlet_before(text: str, at: int) -> str:
    found = re.search(
        r"[\u4e00-\u9fff]{2,8}(?:新闻|日报|晚报|网|报|社|台)$", text[max(0, at - 12) : at]
    )
    return found.group() if found else ""


def _by_line(text: str, lexicon: Lexicon) -> Iterator[Person]:
    for match in _BYLINE.finditer(text):
        pieces = list(re.finditer(r"[\u4e00-\u9fff]+", match["names"]))
        if match["names"] != "代章" and all(is_name(one.group(), lexicon) for one in pieces):
            at = match.start("names")
            for piece in pieces:
                yield Person(at + piece.start(), at + piece.end(), piece.group(), "作者", "")
