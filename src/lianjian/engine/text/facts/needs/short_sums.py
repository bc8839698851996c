"""The sums that are short: 还差30万元, 余下50万元尚无着落, 缺口约100万元.

A sum whose noun is said elsewhere (水泥还差15吨) is no need of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .thing_words import NUMBER

_MORE = "(?:左右|上下|以上)?"
_CLOSES = (
    "(?=[，。；、！？”\n）]|$|没|无|尚|未|仍|要|需|想|待|正|希望|请|盼|找|一直|至今|实在|不知|缺)"
)
_SUM = re.compile(
    "(?:还|尚|仍|剩下|目前)?(?:有)?(?:差|缺口?|缺口(?:还|仍|尚)?(?:有|达)?|短缺|少)(?:约|近|大约|大概|将近|不到)?"
    f"(?P<sum>{NUMBER}(?:多)?万?亿?(?:元|块钱?)?{_MORE}){_CLOSES}"
)
_GAP = re.compile(f"(?P<gap>{NUMBER}[万亿]?元{_MORE})的?(?:资金)?缺口")
_LEFT = re.compile(
    "(?:余下|剩下|剩余|其余|另外|还有|尚有|仍有|其他|缺额|不足部分|后续|差额|余)的?(?:资金|款项?|费用)?(?:约|近)?"
    f"(?P<left>{NUMBER}(?:多)?[万亿]?元?{_MORE})(?:的?(?:资金|款项?|经费|费用))?(?:还|尚|仍|都|也|至今|一直|目前|实在|就)*"
    "(?:没(?:有)?|无|未)(?:着落|来源|落实|到位|凑[齐够]|筹[齐到足措]|解决|人出|处[筹出]|法(?:解决|筹))"
)
_MONEY = re.compile("[万亿元块]")
_NOUN = re.compile(
    "(?P<noun>(?:建设|工程|项目|启动|流动|配套|运营|改造|修缮|维修)?(?:资金|经费|本钱|款|钱))"
    "(?:还|尚|仍|目前|约|有|的)*$"
)
_NO_LACK = re.compile("[不缩]$|填补|补上|补齐|弥补|堵上")


def short_sums(text: str) -> Iterator[tuple[int, int]]:
    """Where such sums stand; with their noun where it stands right before (资金缺口约80万元)."""
    for match in _GAP.finditer(text):
        if not _NO_LACK.search(text[max(0, match.start() - 10) : match.start()]):
            yield match.span("gap")
    for match in _LEFT.finditer(text):
        if _MONEY.search(match["left"]):
            yield match.span("left")
    for match in _SUM.finditer(text):
        before = text[max(0, match.start() - 10) : match.start()]
        if not _MONEY.search(match["sum"]) or _NO_LACK.search(before):
            continue
        noun = _NOUN.search(before)
        start = match.start() - len(before) + noun.start("noun") if noun else match.start("sum")
        yield start, match.end("sum")
