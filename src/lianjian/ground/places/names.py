"""What a division is called by people: its core name, and the initials they type for it.

Lists write one village in many ways (张洋村委会, 张洋村民委员会, 张洋村村民委员会); people say
张洋村 or 张洋. The *core* is what all of these have in common.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .codes import Level

_COMMITTEE = re.compile(r"(?:村民委员会|村委会|居民委员会|居委会)$")
_BELOW_TOWN = re.compile(r"(?:社区|嘎查|村)$")
_PEOPLES = "蒙古|哈萨克|柯尔克孜|维吾尔|锡伯|塔吉克|回|藏|壮"
_AUTONOMOUS = re.compile(
    rf"^(.{{2,}}?)(?:(?:[一-龥]{{1,4}}族|各族|{_PEOPLES})*)(?:自治[县州旗区]|(?<=族)乡)$"
)
_ABOVE_VILLAGE = {
    Level.TOWN: re.compile(r"(?:街道|苏木|镇|乡)$"),
    Level.COUNTY: re.compile(r"(?:林区|特区|市|(?<!新)区|县|旗)$"),
    Level.CITY: re.compile(r"(?:地区|市|州|盟)$"),
    Level.PROVINCE: re.compile(r"(?:省|市)$"),
}

SHORTEST = 2
"""A core keeps at least two characters: 新村 stays 新村, 东区 stays 东区."""


def tidy(text: str) -> str:
    """Text as it is compared: no blanks, no full-width letters or digits."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def core_of(name: str, level: str) -> str:
    """The name without what only says its kind: 张洋村委会 → 张洋, 涵江区 → 涵江."""
    if level in {Level.VILLAGE, Level.HAMLET}:
        return _village_core(name)
    if short := _AUTONOMOUS.match(name):
        return short[1]
    return _without(_ABOVE_VILLAGE[Level(level)], name)


def spoken(name: str) -> str:
    """A village as people say it, without its committee: 张洋村委会 → 张洋村."""
    committee = _COMMITTEE.search(name)
    base = name[: committee.start()] if committee else name
    if committee is None or not base or _BELOW_TOWN.search(base):
        return base or name
    return base + ("村" if committee[0].startswith("村") else "社区")


def _village_core(name: str) -> str:
    base = _COMMITTEE.sub("", name)
    if not base:
        return name
    # 新村委会 is the committee of 新村, not of 新: the 村 belongs to both words.
    if base != name and (len(base) < SHORTEST or base.endswith("新")) and "村" in name[len(base) :]:
        base += "村"
    if base.endswith("新村"):
        return base
    return _without(_BELOW_TOWN, base)


def _without(suffix: re.Pattern[str], name: str) -> str:
    short = suffix.sub("", name)
    return short if len(short) >= SHORTEST else name


# Readings in place names that a dictionary of common words gets wrong.
_READ_AS = {
    "六安": "la",
    "六合": "lh",
    "涡阳": "gy",
    "洪洞": "ht",
    "荥经": "yj",
    "单县": "sx",
    "长子县": "zzx",
    "阿房": "ep",
    "会稽": "kj",
    "中牟": "zm",
    "丽水": "ls",
    "东阿": "de",
    "解州": "hz",
    "尉犁": "yl",
}
_SURNAME_READ_AS = {"单": "s", "解": "x", "仇": "q", "区": "o", "查": "z", "曾": "z", "盖": "g"}
_CHARACTER_READ_AS = {"长": "c", "朝": "c", "漯": "l", "垌": "d", "圩": "w", "坂": "b", "碶": "q"}
_PLACE = re.compile("|".join(_READ_AS))
_SURNAME = re.compile(rf"([{''.join(_SURNAME_READ_AS)}])(?=[家庄各氏])")


@lru_cache(maxsize=200_000)
def initials_of(text: str) -> str:
    """The first letters of a name's readings, lower case: 张洋 → ``zy``, 六安 → ``la``."""
    text = _PLACE.sub(lambda found: _READ_AS[found[0]], tidy(text))
    text = _SURNAME.sub(lambda found: _SURNAME_READ_AS[found[0]], text)
    for character, letter in _CHARACTER_READ_AS.items():
        text = text.replace(character, letter)
    if all(_one_reading(character) for character in text):
        letters = "".join(_readings(character)[0] for character in text)
    else:
        letters = _read_together(text)
    return "".join(letter for letter in letters.lower() if letter.isascii() and letter.isalnum())


@lru_cache(maxsize=30_000)
def _readings(character: str) -> tuple[str, ...]:
    """The letters that a character's readings may begin with, the commonest first."""
    from pypinyin import Style, pinyin

    if character.isascii():
        return (character,)
    found = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0])) if found else ("",)


def _one_reading(character: str) -> bool:
    return len(_readings(character)) == 1


def _read_together(text: str) -> str:
    """By words, for characters whose reading depends on their neighbours: slower."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
