"""Places that a text names, resolved by the nearest parent.

A name is looked up under the places named before it, never alone in the nation: 和平 is the name of
728 places. What the list does not have (a hamlet, an invented county) keeps its name and has no
code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...lexicon import Word, is_han
from ..gazetteer import LEVELS, Division, Gazetteer
from ..vocabulary import NOT_PLACES, NUMBER_LEADS, PROVINCE_LETTERS, STOPS, WORD_PLACES
from . import place_words as words
from .edges import FUNCTION, Edges
from .names import SURNAMES
from .place_lists import families, letters, listed


@dataclass(frozen=True, slots=True)
class Place:
    """A place where it is first named."""

    start: int
    end: int
    name: str
    level: str
    division: Division | None


class Places:
    """Reads the places of one text."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, edges: Edges, near: Sequence[Division] = ()
    ) -> None:
        """``near``: places of the text that are known before it is read, the nearest first."""
        self.text, self.gazetteer, self.edges = text, gazetteer, edges
        self.near: list[Division] = list(near)
        self.names: set[str] = set()

    def all(self, taken: bytearray) -> list[Place]:
        """Every place once, at its first mention outside the places that ``taken`` marks."""
        found: dict[str, Place] = {}
        for place in self._standing():
            self.names.add(place.name)
            if taken.find(1, place.start, place.end) >= 0:
                continue
            core = place.name.removesuffix("村")
            if not {place.name, core, f"{core}村"} & found.keys():
                found[place.name] = place
        return sorted(found.values(), key=lambda one: one.start)

    def _standing(self) -> Iterator[Place]:
        """All mentions, in the order of the text; each is looked up near those before it."""
        quoted = bytearray(len(self.text))
        for one in words.QUOTED.finditer(self.text):
            quoted[one.start() : one.end()] = b"\x01" * (one.end() - one.start())
        others = [
            *self._bare(), *letters(self.text, self.edges), *self._natural(),
            *families(self.text), *listed(self.text, self.edges), *self._short_villages(),
        ]  # fmt: skip
        spans = [one for one in self._suffixed() if not quoted[one[0]] or one[2] in words.MID]
        spans += [one for one in others if not quoted[one[0]]]
        spans.sort(key=lambda one: (one[0], -one[1]))
        done = 0
        glued: Place | None = None
        for start, end, level in spans:
            if start < done:
                continue
            done = end
            place = self._resolved(start, end, level)
            if glued and glued.end == start and self._holds(glued, place):
                place = replace(place, start=glued.start)
            elif glued:
                yield glued
            # 桂林 before 恭城瑶族自治县 only says where that lies: one place (潍坊诸城).
            glued = place if self.text[end - 1] not in words.LAST and level != "natural" else None
            if glued is None:
                yield place
        if glued:
            yield glued

    def _holds(self, outer: Place, inner: Place) -> bool:
        """Whether a county lies in a city, by the list: a province, or a county before a town, is a
        place of its own."""
        return (outer.level, inner.level) == ("city", "county") and bool(
            outer.division
            and inner.division
            and self.gazetteer.is_within(inner.division, outer.division)
        )

    def _suffixed(self) -> Iterator[tuple[int, int, str]]:
        least = 0
        for match in words.SUFFIX.finditer(self.text):
            end, suffix = match.end(), match.group()
            start = self._begins(match.start(), end, least, suffix)
            if start is None:
                continue
            least = end
            yield start, end, words.LEVEL[suffix]

    def _begins(self, at: int, end: int, least: int, suffix: str) -> int | None:
        """Where the place with this last word begins; None if it is no place's name."""
        longest = 11 if suffix.startswith("自治") or suffix in ("乡", "省") else 5
        start = max(self.edges.left(self.text, at, least=least), at - longest, least)
        known = self._known(start if start < at else max(least, at - 4), at, end)
        if known is None and words.LEVEL[suffix] in _BELOW:
            known = self._known_below(max(least, at - 4), at, end, least)
        if known is not None:
            return known
        head = self._clause(at, least)
        whole = 2 <= at - head <= 6 and set(self.text[head:at]).isdisjoint(_NO_STEPPE)
        if suffix in ("嘎查", "苏木") and whole:
            return head
        start = self._plain(start, at, least)
        core = self.text[start:at]
        if not core or not all(map(is_han, core)) or core in NOT_PLACES or core in STOPS:
            return None
        if (
            core.endswith(words.DESCRIBES)
            or core[-1]
            in "乡农城古个的这那各全本该自交送赴给等余多级驻进入回返联包整逐下跨大强弱来两几"
        ):
            return None
        if suffix == "乡" and core[-1] in "茶果药酒":
            return None
        if suffix == "州":
            return start if self.gazetteer.by_core.get(core) else None
        if len(core) == 1 or suffix in ("区", "旗"):
            return None
        if suffix in ("市", "县", "省") and core[0] in "上今去前明本":
            return None
        if core[0] in "镇乡县市村" and len(core) > 2:
            start += 1
        upper = suffix in ("市", "县", "省")
        if (upper and not 2 <= at - start <= 3) or self._is_wordy(self.text[start:at], upper):
            return None
        return start

    def _is_wordy(self, core: str, upper: bool) -> bool:
        """Whether words that no name has stand before the last word (多数村); of a name above a
        town that the list does not have, verbs too."""
        words = self.edges.lexicon.cut(core)
        if any(word.text in STOPS for word in words if len(word.text) > 1):
            return core not in WORD_PLACES
        if upper and len(words) > 1 and any(word.tag[:1] in ("v", "m", "q") for word in words):
            return True
        if any(word.tag == "v" and len(word.text) > 1 and len(words) > 1 for word in words):
            return not set(core) <= set("".join(NUMBER_LEADS))
        if len(words) == 1 and words[0].tag == "v" and core not in NUMBER_LEADS | WORD_PLACES:
            return True
        return any(
            word.tag[:1] in ("d", "r", "p", "c", "u", "y") or word.text in _QUANTITIES
            for word in words
            if len(word.text) > 1 or len(words) == 1
        )

    def _plain(self, start: int, at: int, least: int) -> int:
        """Past what does not belong: verbs before the name. Right behind another place's name, and
        where the words say nothing, all that stands there."""
        behind = self.text[least:at]
        named = 2 <= len(behind) <= 4 and all(map(is_han, behind))
        begins = behind[:1] not in _CUT or behind.startswith("和平")
        if least and named and begins and not set(behind[1:]) & FUNCTION:
            return least
        if start == at:
            while (
                start > max(least, at - 3)
                and is_han(self.text[start - 1])
                and self.text[start - 1] not in _CUT
            ):
                start -= 1
            return start
        if self.text.startswith("中共", start) and at - start > 3:
            start += 2
        words = self.edges.lexicon.cut(self.text[start:at])
        for word in reversed(words[:-1]):
            if word.text == "家" and self.text[start + word.start - 1] in SURNAMES:
                continue
            verb = word.tag[:1] == "v" and (len(word.text) > 1 or word.text in _GOES)
            if verb or word.text in _CUT or word.tag[:1] in ("r", "p", "d", "u"):
                start += word.end
                break
        for length in (3, 2):
            if (
                self.text[start : start + length] in self.gazetteer.by_core
                and at - start - length > 1
            ):
                start += length
                break
        while start < at - 1 and self.text[start] in _CUT:
            start += 1
        while start > least and self.text[start - 1] in "一二三四五六七八九十里" and at - start < 4:
            start -= 1
        return self._with_numeral(start, at, least)

    def _with_numeral(self, start: int, at: int, least: int) -> int:
        """百斤洞村: a name that begins with a numeral behind a mark is whole."""
        for begins in range(max(least, at - 4, 1), start):
            if self.text[begins] in "百千万" and not is_han(self.text[begins - 1]):
                return begins
        return start

    def _known(self, start: int, at: int, end: int) -> int | None:
        """The beginning of the longest name in the list that ends here."""
        for place in range(start, at):
            name = self.text[place:end]
            if name in self.gazetteer.by_name or self._under(name, self.text[place:at]):
                return place
        return None

    def _clause(self, at: int, least: int) -> int:
        """Where the characters before ``at`` begin, back to a mark or to the place before."""
        start = at
        while start > least and is_han(self.text[start - 1]):
            start -= 1
        return start

    def _known_below(self, start: int, at: int, end: int, least: int) -> int | None:
        """The beginning of a town or village of a county near here whose name has words in it that
        no name begins with (可爱村, 才平村, 治平镇)."""
        for place in range(start, at - 1):
            before = self.text[place - 1 : place]
            free = place == least or not is_han(before) or before in _CUT or before in _GOES
            if free and self._under(self.text[place:end], self.text[place:at]):
                return place
        return None

    def _under(self, name: str, core: str) -> list[Division]:
        found: list[Division] = []
        for county in self.near:
            if county.level == "county":
                found += self.gazetteer.below_named(county, name, core)
        return found

    def _bare(self) -> Iterator[tuple[int, int, str]]:
        """Provinces, cities and counties without their last word, where the list of words knows
        them as places."""
        last: tuple[int, int] | None = None
        beside: Word | None = None
        found: dict[int, tuple[int, int, str]] = {}
        for word in self.edges.words(self.text):
            if (
                len(word.text) < 2
                or word.text not in self.gazetteer.by_core
                or word.text in WORD_PLACES
            ):
                continue
            before = self.text[word.start - 1 : word.start]
            if last is None or last[1] < word.start:
                glued = beside is not None and beside.end == word.start
                last = (beside.start, beside.end) if glued and beside else last
            beside = word
            joined = self.text[last[0] : word.end] if last and last[1] == word.start else ""
            chained = bool(self._chained(joined))
            named = word.tag == "ns" or chained or self._leads(word)
            after = self.text[word.end : word.end + 4]
            if not named and not self._is_meant(word, before, after):
                continue
            if word.text[-1] in "山江河湖" and words.SIDE.match(after):
                continue
            if (
                words.AWARD.match(after)
                or words.SUFFIX.match(self.text, word.end)
                or (word.text == "和县" and after[:1] in tuple("外内级里直域委"))
                or after[:1] in "山河江湖路街话人县市区镇乡村"
            ):
                continue
            levels = {one.level for one in self.gazetteer.by_core[word.text]}
            level = next(one for one in LEVELS if one in levels)
            if joined and not chained and word.tag != "ns":
                continue
            start = last[0] if chained and last else word.start
            last = (start, word.end)
            found[start] = (start, word.end, level)
        yield from found.values()

    def _is_meant(self, word: Word, before: str, after: str) -> bool:
        """Whether a word that the list of words knows as no place is one here: behind 在 or 到, at
        the head of a clause (康保的冬天), or a name that nothing else has (麦盖提)."""
        if before and before in "在与到赴从往把由向同跟、去来返抵驻":
            return self._may_be(word)
        if word.tag[:2] not in ("nr", "") or len(self.gazetteer.by_core[word.text]) > 1:
            return False
        alone = not is_han(before) if before else True
        return len(word.text) > 2 or (alone and after[:1] in ("的", "这", "今", "那"))

    def _leads(self, word: Word) -> bool:
        """Whether a division inside it is named right behind (桂林恭城瑶族自治县)."""
        return any(
            self.gazetteer.is_within(inner, outer)
            for length in (3, 4, 7, 8, 9)
            for inner in self.gazetteer.by_name.get(self.text[word.end : word.end + length], ())
            for outer in self.gazetteer.by_core[word.text]
        )

    def _may_be(self, word: Word) -> bool:
        """Whether a word that the list of words knows as no place may be one (资源清单 is none)."""
        cities = any(one.level == "city" for one in self.gazetteer.by_core[word.text])
        return cities or not word.tag or word.tag[:2] in ("nr", "nz")

    def _short_villages(self) -> Iterator[tuple[int, int, str]]:
        """孙庄, 贾德堡: villages without 村, where the text has it elsewhere, where the county has
        such a village, or where its households or 这边 stand behind it."""
        for match in words.SHORT_VILLAGE.finditer(self.text):
            for start in range(match.start(), match.end() - 1):
                name, before = self.text[start : match.end()], self.text[start - 1 : start]
                free = not is_han(before) or before in _CUT or before in _GOES
                if not free or self.edges.lexicon.tag(name)[:1] in ("v", "a", "d", "n"):
                    continue
                clause = not is_han(before) and words.AS_A_PLACE.match(self.text, match.end())
                if clause or self._under(f"{name}村", name) or f"{name}村" in self.text:
                    yield start, match.end(), "village"
                    break

    def _natural(self) -> Iterator[tuple[int, int, str]]:
        for match in words.NATURAL.finditer(self.text):
            start = max(self.edges.left(self.text, match.end() - 1), match.start())
            start += self._known_before(start, match.end())
            if match.end() - start >= 2:
                yield start, match.end(), "natural"
        for word in self.edges.words(self.text):
            if word.tag == "ns" and len(word.text) > 2 and word.text[-1] in "山河江湖海岭":
                yield word.start, word.end, "natural"

    def _known_before(self, start: int, end: int) -> int:
        """How much of what stands there is other places' names (潍坊诸城 before 常山)."""
        done = 0
        for _ in range(2):
            for length in (3, 2):
                name = self.text[start + done : start + done + length]
                if name in self.gazetteer.by_core and end - start - done > length + 1:
                    done += length
                    break
        return done

    def _resolved(self, start: int, end: int, level: str) -> Place:
        name = self.text[start:end]
        suffix = next((one for one in words.LEVEL if name.endswith(one)), "")
        core = name.removesuffix(suffix)
        if name in PROVINCE_LETTERS:
            for province in self.gazetteer.by_core.get(PROVINCE_LETTERS[name], []):
                return Place(start, end, province.name, level, province)
        if level == "natural":
            return Place(start, end, name, level, None)
        options = self.gazetteer.by_name.get(name) or self.gazetteer.by_core.get(name)
        options = options or self.gazetteer.by_core.get(core) or []
        if not options and level in ("city", "county"):
            options = self._chained(name)
        if level in ("town", "village", "hamlet"):
            options = self._under(name, core)
        division = self._nearest(options)
        if division is not None:
            self.near = [division, *(one for one in self.near if one != division)]
            full = division.name if division.level in ("province", "city", "county") else name
            return Place(start, end, full, division.level, division)
        return Place(start, end, name, level, None)

    def _chained(self, name: str) -> list[Division]:
        """潍坊诸城: the second is meant, the first says where."""
        for at in range(2, len(name) - 1):
            upper = self.gazetteer.by_core.get(name[:at], [])
            lower = self.gazetteer.by_core.get(name[at:], [])
            inside = [b for b in lower for a in upper if self.gazetteer.is_within(b, a)]
            if inside:
                return inside
        return []

    def _nearest(self, options: list[Division]) -> Division | None:
        """The one that lies in, or holds, a place named before it; the only one if it is one of the
        upper levels; none where several are left."""
        for near in self.near:
            inside = [one for one in options if self.gazetteer.is_within(one, near)]
            if len(inside) == 1:
                return inside[0]
            around = [one for one in options if self.gazetteer.is_within(near, one)]
            if len(around) == 1:
                return around[0]
        return options[0] if len(options) == 1 else None


_NO_STEPPE = frozenset("各由本全每该我这那几两三四五六七八九十到在送报请从向与同的个")
"""Characters that the names of 嘎查 and 苏木, written by their sound, do not hold."""
_BELOW = frozenset({"town", "village", "hamlet"})
"""The levels below a county."""
_QUANTITIES = frozenset({"多数", "少数", "大多数", "半数", "部分", "个别"})
_GOES = frozenset("赴来去到进回驻访")
_CUT = frozenset(
    "和与同在从到由对向于为把将让请给赴及或是有的了等各全本该我你他其某每个名位家所批约近这那"
)
