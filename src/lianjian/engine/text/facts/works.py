"""What is built or put right: named behind a word of building (新建烘干中心), or before a word that
says how far it is (烘干中心主体已完工). The last word says what kind of work it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .clauses import start_behind
from .edges import Edges
from .thing_words import QUANTITY

_BUILDING = (
    "生产线|加工线|烘干线|包装线|分拣线|分级线|灌装线|清洗线|速冻线|中试线|流水线|榨油线|检验室|检测室|化验室|共育室|卫生室|活动室|阅览室|"
    "(?:烘干|烘储|集配|加工|冷链|分拣|仓储|物流|研发|体验|展示|交易|育苗|养老|康养|游客|接待|繁育|检测|研学|直播|配送)[\u4e00-\u9fff]{0,2}中心|"
    "(?:加工|分拣|收购|集货|保鲜|体验|烘干)点|(?:冷|仓|冷藏|气调|保鲜|冷链|周转|种子|水|农机)库|产地仓|晾?晒场|停车场|保种场|养殖场|养鸡场|养猪场|养牛场|羊场|堆肥场|球场|"
    "试验场|交易市场|批发市场|产业园|示范园|采摘园|公园|游园|露营地|营地|[烘厂泵用看机库]房|分拣房|(?:烘干|保鲜|育苗|仓储|磨)房|(?:晾晒|分拣|育苗|大|钢架|拱|暖|菇|牛|羊|遮雨)棚|温室|水池|蓄水池|"
    "青贮窖|水窖|水塘|山塘|(?:水|灌|引水|排灌|排水|防渗)渠|(?:产业|机耕|通组|田间|进场|入户|环村|砂石|水泥|便民|生产)路|道路|村道|[便公石铁木大]桥|"
    "(?:机|水|深|灌溉)井|(?:工|作|茶油|油|磨|加工|豆腐|酒)坊|[\u4e00-\u9fff](?:加工|榨油|食品|饲料|水|肥料|包装|初制|茶)厂|苗圃|种质圃|繁育圃|烘干塔|水塔|餐厅|展厅|食堂|村史馆|展览馆|陈列馆|"
    "超市|民宿|客栈|公寓|书屋|步道|栈道|竹林道|观景台|路灯|管网|引水管|管道|驿道|试验区|示范区|试验田|示范田|露营区|基地(?!建设)|车间|厂房|(?:光伏|水)?电站|提灌站|泵站|充电站|污水处理站|水厂|"
    "文化广场|夜校|护坡|河堤|围栏|卫生厕所|公厕"
)
_BUILDS = (
    "(?:新建|扩建|改建|兴建|在建|合建|试建|续建|援建|共建|筹建|建设|修建|建成|建起|建好|修成|修好|修通|打通|合办|开办|办起|打造|(?:改造|改建|装修|改)[成作为]|"
    "腾出来[做办]|用作|改造(?![成为作])|安装|装(?=了)|铺设|架设|帮[修建]|(?<![共联组创搭兴新扩改构])建(?![议党档立言群制构材设成起好])|(?<![装维整进编])修(?![订改剪复养建成好通缮])|[再想要来]办|开(?=一?[家间个]))"
)
_BEHIND = re.compile(
    f"{_BUILDS}(?:了|的|起)?(?:[那这][条座个])?(?:一?[个家条座处间片栋口套批])?长?(?:{QUANTITY})?(?P<what>[\u4e00-\u9fff“”]{{0,12}}?(?:{_BUILDING}))"
    f"(?P<phase>[一二三]期)?(?!建设资金|公司|项目|工程|有限|里|内|上|门口|旁|村|社区|负责|的)(?=[，。；、：）（！”\n\t]|$|\\d|[一二三两]|{QUANTITY}|并|和|与|用|供|完成|选址|及)"
)
_STATE = (
    "(?:通过验收|验收合格|完工|竣工|开工|动工|投产|投用|投入使用|投入运营|开业|开张|开园|通车|通水|通电|并了?网|封顶|落成|交付|运营|试运行|投运|施工|建设中|在建|调试|收尾|立项|"
    "停工|复工|选址|开了?门|因[^，。；]{2,8}未批|暂缓|缓建|搁置|启用|揭牌|建成|修好|修通|修到|完成(?:工程量|投资|主体|了?基础|进度)|全部亮起|亮起来|亮了|主体|先在|挪[进到]|挂牌)"
)
_BETWEEN = (
    "(?:[、“”]|已经?|均|都|也|又|于|正在?|将|刚刚?|就|年初|年底|顺利|全面|全部|预计|计划|尚?未|"
    "没有?|主体(?:工程)?|工程|项目|基本|因[^，。；因]{2,8}，?|按期|如期|[一二三]期|了)*"
)
_BEFORE = re.compile(
    f"(?P<last>{_BUILDING})(?P<phase>（?[一二三]期）?)?(?={_BETWEEN}{_STATE})(?!(?:项目|工程)?(?:有限|公司))"
)
_PUTS = re.compile(
    f"[把将](?P<what>[\u4e00-\u9fff]{{0,10}}?(?:{_BUILDING}))(?=(?:全部)?(?:修好|建好|建起|建成|修通|拓宽|修完|盖好))"
)
_DEEDS = (
    "(?:硬化|升级|改造|技改|亮化|绿化|美化|拓宽|清淤|疏浚|维修|修缮|"
    "加固|扩容|增容|改扩建|补植|改种|整治|防渗|改厕|维护|迁建)"
)
_DONE_TO = re.compile(
    f"(?:(?<=[，。；：、\n])|(?<=村)|(?<=[把将])|(?<=\\d\\.)|(?<=亩))(?P<what>[\u4e00-\u9fff]{{2,10}}?{_DEEDS})(?=(?:{QUANTITY})?、*(?:已|通过|完工|竣工|开工|动工|正在|进入|因|列入|纳入|概算|预算|总投资|投资\\d|[：。])|、[\u4e00-\u9fff]{{2,10}}已通过)"
)
_CARRIED_OUT = re.compile(
    f"(?:完成|实施|开展|推进|启动|用于)(?:{QUANTITY})?(?P<what>[\u4e00-\u9fff]{{2,10}}?{_DEEDS})(?=[，。；、])"
)
_LISTED = re.compile(f"[，。；：\n](?P<what>[^，。；：、\n]{{2,12}}?(?:{_BUILDING}|{_DEEDS}))、\\Z")
_DIGS = re.compile(f"(?:打井|修路|架桥|铺管)(?={QUANTITY})")
_NO_WORK = re.compile(
    "^(?:自己|各|该|本|此|其|有关|一些|许多|全部|每|了|的|设施|相关|什么|需要)|^基地$|进一步|加快|推动|继续"
)
_ALONE = re.compile("(?:建设|打造|改造|修建|共建|新建|建成|打造成|修好|安装)+")


def works(text: str, edges: Edges) -> Iterator[tuple[int, int]]:
    """Where a work is named; the order is none, and some overlap."""
    for match in _BEHIND.finditer(text):
        start, end = (
            match.start("what"),
            match.end("phase") if match["phase"] else match.end("what"),
        )
        if not _NO_WORK.search(match["what"]) and not _is_wanting(text, match.start()):
            yield start, end + text.startswith("”", end)
    for match in _BEFORE.finditer(text):
        start = edges.left(text, match.start())
        if (
            text[start - 1 : start] == "”"
            and (opened := text.rfind("“", max(0, start - 12), start)) >= 0
        ):
            start = opened
        verb = _ALONE.match(text, start, match.start())
        start = verb.end() if verb else start
        if not _NO_WORK.search(text[start : match.end()]) and not _is_wanting(text, start):
            yield start, match.end()
            yield from _listed_before(text, start)
    for pattern in (_PUTS, _DONE_TO, _CARRIED_OUT):
        for match in pattern.finditer(text):
            if not _NO_WORK.search(match["what"]):
                yield match.span("what")
    for match in _DIGS.finditer(text):
        yield match.span()


def _listed_before(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Works of the same list, of which the same is said (茶油坊技改、溪边步道已通过验收)."""
    listed = _LISTED.search(text[max(0, start - 16) : start])
    if listed:
        at = start - len(listed.group()) + listed.start("what") - listed.start()
        yield at, at + len(listed["what"])


def _is_wanting(text: str, at: int) -> bool:
    """Whether it is lacked, or was not built (缺冷库, 没建成)."""
    clause = start_behind(text, at, "，。；：！？\n（")
    return bool(re.search("缺|没有?$|急需|亟需|如果|要是|禁止|不得", text[clause:at]))
