"""What is lacking, named before the word that says so: 烘干能力不足, 路灯一盏都没有, 管道破损."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import Lexicon
from .thing_words import NUMBER, QUANTITY, is_thing

_VERY = (
    "(?:严重|明显|一直|始终|还|也|都|又|就|太|较|很|远远|普遍|仍然?|依然|十分|非常|比较|相当|特别|尤其|长期|常年|年年|经常|"
    "早就|早已|已经?|大多|多处|有些|粗算|大约|逢雨就?|一下雨就|时常|过于|相对)*"
)
_SHORT = "|".join(
    (
        "不足(?!部分|之处|[\\d一二两三四五六七八九十百半])",
        "不够(?![好强深高实细严])用?|够不上|不够使|短缺|紧缺|紧张|奇缺|不畅|不全|太[少小旧]|匮乏|跟不上|断档|断层|告急|空缺|是空白|有限(?!公司|责任)",
        "(?<=[人员师手工才医])(?:偏|很)?少(?=[，。；])|缺口(?=[约较不大达近还很仍\\d])",
        "(?<=[吃饮用]水|灌溉|浇地|用电|出行|招工|用工|停车|就医|看病)(?:困?难|不便|成问题)(?=[，。；])",
        "年久失修|破损|不好找|难找|难[招请寻觅](?=[，。；])|不好[招请]",
        "没(?:有)?(?:着落|去处|人[管收]|出路|法存|来源|保障|跟上|配[齐套上]|到位)",
        "无(?:着落|人管|去处|专人|来源|保障)|是短板|是[^，。；]{0,6}短板|成(?:了|为)?(?:最大的?)?(?:短板|瓶颈|难题|拦路虎)|退化",
        "(?:尚|还|仍|一直|迟迟)(?:未|没(?:有)?)(?:硬化|接入|拓宽|配齐|配套|配备|落实|解决|建成|建起来|通|到位|安装|装上|找到|接通|开通|联网|修通|批复|批下来|获批|有着落|办下来)",
        "未(?:硬化|建|配)(?=[，。；、])|(?:又|也)?(?:老旧|老化)(?=[，。；])",
        "(?:还?[要得]到|要上|得上)[^，。；]{1,8}去(?:拉|挑|背|买|办|看|修)",
        f"(?:还|尚|仍|就)?差(?:(?![^，。；]{{0,6}}?(?:元|块(?:钱|[，。；])|万[，。；多余左]))(?={NUMBER})|(?=一半|一截))",
        f"(?:还|尚|仍)有{NUMBER}(?:公里|千米|米|亩|个)(?:没有?|未|尚未|亟?待)(?:硬化|拓宽|修|改造|接通|铺)",
        f"被?(?:水|洪水|大水|山洪)?冲(?:毁|垮|断)|断了(?={NUMBER})",
        "(?:连)?一[个名位台套支条口间座盏家辆所处根块片](?:人)?(?:都|也)(?:还)?(?:没(?:有)?|找不[到着])(?=[，。；！？、”\n]|$)",
        "(?:都|也|又)?(?:没(?:有)?|无)(?:一个)?人(?:会|懂|能|敢|愿意?)?(?:弄|做|搞|管|干|教|接手|修|用|看|打理|经营|操作|维护|种|干得了)(?=[，。；！？”\n]|$)",
        "(?:都|也|还)?不(?:知道?|晓得)(?:该)?(?:往|上|去|到|找|从)(?:哪|谁|何|什么)[^，。；]{0,4}",
        "亟待(?:改造|修缮|维修|更新|更换|升级|扩建|加固|拓宽|硬化|整修|配套|完善)[^，。；、\n]{0,3}|急需(?:改造|修缮|维修|更新|更换|升级|扩建|加固|拓宽|硬化|整修|配套)(?=[，。；\n])",
    )
)
_WORKS = (
    "(?:路|路面|道|桥|渠|渠系|沟|管|管网|管道|线路|电路|线|网|堤|坝|塘|井|泵站|提灌站|站|棚|窖|房|校舍|舍|厂|库|设备|设施|机器|机组|机|车|灯|屋顶|屋面|防水层|喇叭|锅炉|围墙|护栏|圈舍|管子|"
    "电压|供电|用电|水压|水源|供水|信号|网络|宽带|操场|厕所)"
)
"""What is built or supplied and may fail."""
_BROKEN = (
    "(?:坏了|坏掉|损坏|损毁|水毁|毁坏|冲毁|冲断|塌方|垮塌|垮了|塌了|坍塌|塌陷|断流|断头|破损|破旧|陈旧|老旧|老化|失修|漏水|渗漏|"
    "淤积|淤塞|堵塞|坑洼不?平?|坑坑洼洼|泥泞(?:不堪)?|不平|难走|不好走|狭窄|太窄|偏窄|窄|不通|没通|未通|没修通?|没硬化|不稳定?|偏低|太低|过低|"
    "很差|太差|差|太弱|弱|时断时续|时有时无|不好|不行|不太好|不灵|不稳当|带不动了|不好使|超负荷|不堪重负|落后)"
    "(?:严重|不堪|得厉害|多年|了)*"
    f"(?=[，。；、！？\\n”]|$|{NUMBER})"
)
_HERE = "(?:全[村镇乡县]|村里|镇上|目前|现在|到?[今现][儿在天]|到?、|尚)*"
_AFTER = re.compile(
    "(?:(?<=[，。；：、！？\n\\s）”“])|^)"
    f"(?P<what>[^，。；：、！？\n\\s“”（）]{{1,16}}?){_HERE}{_VERY}(?:{_SHORT})"
)
_FAILING = re.compile(
    "(?:(?<=[，。；：、！？\n\\s）”“])|^)"
    f"(?P<what>[^，。；：、！？\n\\s“”（）]{{0,14}}?{_WORKS}){_HERE}{_VERY}{_BROKEN}"
)
_WHO = re.compile(
    "(?:(?<=[，。；：、！？\n”里村镇但而可])|^)(?P<what>(?:[懂会能有][^，。；、的\\d]{1,8}、)*[懂会能][^，。；、的\\d]{1,10}的[\u4e00-\u9fff]{1,5}?)"
    f"{_HERE}{_VERY}(?:少|不多|没几个|寥寥|(?:只|仅|就)(?:有|剩)|一[个名位](?:都|也)没|{_SHORT})"
)
"""懂外语、会报关的人才一个都没有."""
_ONLY = re.compile(
    "(?:(?<=[，。；：\n\\s）”])|^)(?P<what>[^，。；：、！？\n\\s“”（）]{2,12}?)(?:全[村镇乡县])?(?:只有|仅有|才有|就)"
    f"(?:{QUANTITY}|两三个)(?=[，。；])(?P<then>[^。；\n]{{0,20}})"
)
_NOT_ENOUGH = re.compile(
    "缺口|不够|周转不(?:开|过来)|轮不到|挤不下|带不动|应付不|忙不|跟不上|不足|忙不过来|排队|轮不上|接不上|不顶用"
)
_DAILY = re.compile("(?:[吃饮用喝]水|灌溉|浇地|浇水|用电|出行|招工|用工|停车|就医|看病)\\Z")
"""What daily life needs is named alone, without who needs it (两个小组吃水困难)."""
_NO_TOPIC = re.compile(
    "^(?:买|付|交|产品|订单|雨水|降水|怕|排查|整治|针对|对|把|将|因此|如果|要是)|嫌|解决|破解|缓解|化解|告别|消除|[了过]"
)
"""What stands before it tells of something else (嫌路窄, 排查线路)."""
_FOREMOST = re.compile(
    "(?:仍?还?存在|仍?面临|面对|都说|[^，。；]{0,14}?(?:体现|表现)(?:在|为)|发现|[一-鿿]{1,6}?(?:反映|提出)|(?:通往|通向|连接|进出?|到)[^，。；的]{1,12}的|[^，。；是]{2,10}(?:瓶颈|难题|短板|问题|困难|难处)(?:还|主要)?(?:是|在于)|但是?|而|且|又|还|也|只|可|其|另外|[一二三四五六]是|[一二三四五六七八九\\d]{1,2}[.、]|加之|加上|目前|现在|眼下|如今|当前|"
    "(?:全|我|该|本|各|两|几个?)[村镇乡县社]的?|村里的?|村上|镇上的?|镇里|我们|咱们?村?|[\u4e00-\u9fff]{1,6}?(?:嘎查|村|镇|乡|县)的?(?=[\u4e00-\u9fff]{2})|受[^，。；]{2,6}影响|就是|由于|因为|因|好多|不少|"
    f"的|{QUANTITY})+"
)
_FEW = re.compile(
    f"(?:只|仅)有{QUANTITY}(?P<what>[^，。；：、！？\n\\d]{{2,10}})[，；](?P<then>[^。；\n]{{0,16}})"
)
"""只有一台淡化机，夏天不够用."""


def short_of(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where it stands; the order is none, and some overlap."""
    for pattern in (_AFTER, _FAILING):
        for match in pattern.finditer(text):
            yield from _topic(text, match, lexicon)
    for match in _WHO.finditer(text):
        yield match.span("what")
    for match in _ONLY.finditer(text):
        if _NOT_ENOUGH.search(match["then"]):
            yield from _topic(text, match, lexicon)
    for match in _FEW.finditer(text):
        if _NOT_ENOUGH.search(match["then"]) and is_thing(match["what"], lexicon):
            yield match.span("what")


def _topic(text: str, match: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The thing of which little is said to be there, without what says where or whose."""
    start, end = match.span("what")
    lead = _FOREMOST.match(text, start, end)
    start = lead.end() if lead else start
    if _NO_TOPIC.search(text[start:end]):
        return
    daily = _DAILY.search(text, start, end)
    start = daily.start() if daily else start
    if end > start and is_thing(text[start:end], lexicon):
        yield start, end
