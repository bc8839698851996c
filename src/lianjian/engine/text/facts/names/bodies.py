"""Bodies that a text names: organisations, Party branches, groups that act as one side, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..clauses import REACH
from ..fact import FactKind
from ..numbers import numerals
from ..vocabulary import COMMON_LAST_WORDS, TRADES
from . import body_words as words
from .called import CHAT
from .edges import Edges
from .names import name_at
from .shortened import faculties, is_short_for, mentions, short_names


@dataclass(slots=True)
class Body:
    """A body where it is first named; ``name`` is its full name."""

    kind: FactKind
    start: int
    end: int
    name: str
    more: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name that a text gives: where, the short one, what it stands for."""

    start: int
    end: int
    short: str
    name: str


def aliases(text: str, edges: Edges) -> Iterator[Alias]:
    """X（以下简称“Y”）."""
    for match in words.ALIAS.finditer(text):
        start, short = edges.left(text, match.start()), match["short"].strip()
        opened = text.rfind("《", max(0, match.start() - REACH), match.start())
        if text[match.start() - 1] == "》" and opened >= 0:
            start, short = opened, f"《{short}》"
        if match.start() - start >= 3:
            name = text[start : match.start()]
            yield Alias(start, match.end(), short, name)


class Bodies:
    """The bodies of one text, each once, at its first mention."""

    def __init__(self, text: str, edges: Edges, place: Mapping[str, str]) -> None:
        """``place``: the text's own place at each level (县 → 青石县), for 县供销社."""
        self.text, self.edges, self.place = text, edges, place
        self.aliases = list(aliases(text, edges))
        self.short = {one.short: one.name for one in self.aliases}
        self.taken = bytearray(len(text))
        self.found: dict[tuple[FactKind, str], Body] = {}
        self._faculties = faculties(text)
        self._in_brackets = {one.end(): one.start() for one in words.ALIAS.finditer(text)}

    def all(self) -> list[Body]:
        self._groups()
        self._branches()
        self._organisations()
        self._shortened()
        self._of_messages()
        return sorted(self.found.values(), key=lambda one: (one.start, -one.end))

    def _place(self, name: str) -> str:
        """The place that a name begins with."""
        heads = (name[:length] for length in (4, 3, 2))
        return next((one for one in heads if one in self.edges.known and one not in words.KIND), "")

    def _edge(self, at: int) -> int:
        """Where the name begins whose last word is at ``at``, past an alias in brackets."""
        start = self.edges.left(self.text, at)
        if start in self._in_brackets:
            return self.edges.left(self.text, self._in_brackets[start])
        return start

    def _add(self, kind: FactKind, start: int, end: int, *, full: str = "", **more: object) -> None:
        name = full or self._full(self.text[start:end])
        self.taken[start:end] = b"\x01" * (end - start)
        for (one, known), body in self.found.items():
            if one == kind and known.endswith(name):
                if start < body.start:
                    body.start, body.end = start, end
                return
            if (
                one == kind
                and name.endswith(known)
                and words.BEFORE_IN_FULL.fullmatch(name[: -len(known)])
            ):
                return
        if kind == FactKind.ORGANISATION:
            if any(is_short_for(name, known) for one, known in self.found if one == kind):
                return
            host = self._host_of(name, start)
            if host and (kind, host) in self.found:
                return
            name = host or name
        if kind == FactKind.BRANCH and words.OWN_BRANCH.fullmatch(name):
            return
        if (kind, name) not in self.found:
            self.found[kind, name] = Body(kind, start, end, name, dict(more))

    def _host_of(self, name: str, start: int) -> str:
        """The full name of the host of a branch that was named before, where this is it: whole,
        shortened, or a faculty without its university."""
        for (kind, _), body in self.found.items():
            host = str(body.more.get("host", ""))
            if kind == FactKind.BRANCH and body.start < start and len(host) >= len(name):
                faculty = name.endswith("学院") and host.endswith(name)
                brand = host[len(self._place(host)) :].startswith(name[:2])
                if name == host or faculty or (brand and is_short_for(name, host)):
                    return host
        return ""

    def _full(self, name: str) -> str:
        """The name without the brackets of its alias, an alias at its head spelt out, a level at
        its head (县供销社) with the place that the text is about."""
        plain = words.ALIAS.sub("", name)
        for short, full in sorted(self.short.items(), key=lambda one: -len(one[0])):
            if plain.startswith(short) and not plain.startswith(full):
                plain = full + plain[len(short) :]
                break
        if plain.startswith("中共") and not plain.endswith(
            tuple(one for one, _ in words.COMMITTEES)
        ):
            plain = re.sub("^中共(.+)委员会$", r"\1党委", plain)
        for written, usual in words.COMMITTEES:
            if plain.endswith(written):
                plain = plain.removesuffix(written).removeprefix("中共") + usual
        level = words.LEVEL.match(plain)
        if level:
            named = (known for _, known in self.found if known.endswith(plain) and known != plain)
            if before := next(named, ""):
                return before
        if level and level.group() in self.place:
            plain = self.place[level.group()] + plain[level.end() :]
        return plain

    def _branches(self) -> None:
        for match in words.BRANCH_IN_FULL.finditer(self.text):
            self._add(FactKind.BRANCH, match.start(), match.end(), host=match["host"])
        self._listed()
        for match in words.BRANCH.finditer(self.text):
            if self.taken.find(1, match.start(), match.end()) >= 0:
                continue
            start = self._edge(match.start())
            start = words.behind_former(self.text, start, match.start())
            name = self.text[start : match.end()]
            several = re.search(
                r"[\d两一二三四五六七八九十][个级]|[两三四五六七八九十各]村党", name
            )
            if self._is_no_branch(start, match):
                start = match.start()
            if (
                start == match.start()
                or several
                or words.GENERIC.match(name)
                or words.is_joint(name)
            ):
                self.taken[match.start() : match.end()] = b"\x01" * len(match.group())
                continue
            host = self._full(self.text[start : match.start()])
            self._coordinated(start, host, match.group())
            self._add(FactKind.BRANCH, start, match.end(), host=host)

    def _listed(self) -> None:
        """呼拉斯台、哈日淖尔、东毛瑞三个嘎查党支部 are one branch each."""
        for match in words.LISTED_BRANCHES.finditer(self.text):
            for piece in re.finditer("[^、和]+", match["names"]):
                start, end = (match.start("names") + at for at in piece.span())
                if piece.start() == 0:
                    start = max(start, self.edges.left(self.text, end))
                if 2 <= end - start <= 5 and self.taken.find(1, start, end) < 0:
                    of = match["of"]
                    name = self.text[start:end].removesuffix(of)
                    host = name + of
                    self._add(FactKind.BRANCH, start, end, full=host + match["word"], host=host)
            self.taken[match.start("of") : match.end()] = b"\x01" * (
                match.end() - match.start("of")
            )

    def _coordinated(self, start: int, host: str, word: str) -> None:
        """高峰村、下佐村党支部 are two branches: those before it share the last word."""
        while host.endswith(words.VILLAGES) and self.text[start - 1 : start] in ("、", "和", "与"):
            end = start - 1
            last = next((one for one in words.VILLAGES if self.text.endswith(one, 0, end)), None)
            begins = self.edges.left(self.text, end - len(last)) if last else end
            if not last or begins >= end - len(last):
                return
            start, host = begins, self.text[begins:end]
            self._add(FactKind.BRANCH, begins, end, full=self._full(host) + word, host=host)

    def _is_no_branch(self, start: int, match: re.Match[str]) -> bool:
        """Whether a branch whose host is only a level (村党支部, 镇党委) names none: no such place
        stands before it, or only speaks of a post that nobody holds (镇党委书记任…)."""
        host = self.text[start : match.start()]
        if host not in words.PLAIN_HOSTS:
            return False
        known = self.text.find(self.place.get(host, "\n"), 0, start) >= 0
        if self.text.startswith("书记", match.end()):
            at = match.end() + 2
            return not known or not name_at(self.text, at, self.edges.lexicon)
        return host == "村" and not known

    def _groups(self) -> None:
        for match in words.GROUP.finditer(self.text):
            value = numerals.mixed(match["number"])
            if value is not None and value > 1:
                start = self.edges.left(self.text, match.start())
                start = start if match["who"].startswith("村") else match.start()
                self._add(FactKind.GROUP, start, match.end(), members=int(value))

        for match in words.TEAM.finditer(self.text):
            start = self.edges.left(self.text, match.start())
            if match.start() - start >= 3 and not words.numbered(self.text[start : match.start()]):
                self._add(FactKind.GROUP, start, match.end())

    def _shortened(self) -> None:
        """Companies and schools that a text calls by a short name."""
        full = {one.name for one in self.found.values() if one.kind == FactKind.ORGANISATION}
        full |= {str(one.more.get("host", "")) for one in self.found.values()}
        for name in sorted(full):
            for short in short_names(name, self._place):
                for start, end in mentions(self.text, name, short):
                    if self.taken.find(1, start, end) < 0:
                        sort = words.KIND.get(name[-2:], "enterprise")
                        self._add(FactKind.ORGANISATION, start, end, full=name, type=sort)

    def _of_messages(self) -> None:
        """Whom those who write in a group are of: 【固原六盘农院-禹老师】."""
        for match in CHAT.finditer(self.text):
            name = match["of"]
            if len(name) >= 4 and not name.endswith(("村", "组", "社区", "镇", "乡")):
                self._add(FactKind.ORGANISATION, *match.span("of"), type="other")

    def _organisations(self) -> None:
        for match in words.ORGANISATION.finditer(self.text):
            if self.taken.find(1, match.start(), match.end()) >= 0:
                continue
            start = self._edge(match.start())
            start = words.behind_former(self.text, start, match.start())
            name = self.text[start : match.end()]
            head = self.text[start : match.start()]
            word = match.group()
            if words.numbered(head) or self._is_no_body(name, match.end()):
                continue
            known = name in self._faculties or bool(self._host_of(name, start))
            if (
                (not head and not self._may_stand_alone(word))
                or (words.GENERIC.match(name) and not known)
                or self.short.get(name)
            ):
                continue
            if not self._place(name) and words.ONE_OF_A_KIND.search(
                self.text, max(0, start - 2), start
            ):
                continue
            if words.is_part(self.text, match) or (
                word in COMMON_LAST_WORDS and not known and not self._is_named(head, word)
            ):
                continue
            start = self._with_its_university(start, match.end(), word)
            full = self._of_university(name)
            self._add(FactKind.ORGANISATION, start, match.end(), full=full, type=words.KIND[word])

    def _with_its_university(self, start: int, end: int, word: str) -> int:
        """A faculty named right behind its university is one body with it (某大学药学院)."""
        if word not in ("学院", "医院", "附属医院", "研究院", "研究所"):
            return start
        for key, one in list(self.found.items()):
            behind = one.end == start or (one.start == start and one.end <= end - len(word))
            if behind and one.more.get("type") == "university" and one.end < end:
                del self.found[key]
                return one.start
        return start

    def _of_university(self, name: str) -> str:
        """The full name of a faculty whose university is told somewhere."""
        end = self._faculties.get(name)
        return self.text[self._edge(end - len(name)) : end] if end else ""

    def _may_stand_alone(self, word: str) -> bool:
        """Whether a last word names somebody by itself."""
        return word in words.STANDS_ALONE or word in words.SERVICES or word in words.DEPARTMENTS

    def _is_no_body(self, name: str, end: int) -> bool:
        """Whether the name only says where something is (乡政府三楼, 小学旧校舍), or is a
        department of a level that the text does not tell (报：市委组织部)."""
        level = words.LEVEL.match(name)
        untold = level is not None and level.group() not in self.place
        if name.endswith(words.VILLAGE_COMMITTEES) and words.OFFICE_HELD.match(self.text, end):
            return True
        line = self.text.rfind("\n", 0, end) + 1
        if words.PLACE_LABEL.match(self.text, line, end):
            return True
        if words.OF_THE_VILLAGE.fullmatch(name):
            return True
        if "+" in name or name.endswith(("便民服务中心", "党群服务中心")):
            return True
        return bool(words.PREMISES.match(self.text, end)) or (
            untold and name[1:] in words.COMMITTEE_DEPARTMENTS
        )

    def _is_named(self, head: str, word: str) -> bool:
        """Whether what stands before a common last word (厂, 公司) names one: a place, or more than
        one plain word."""
        if self._place(head) and (len(head) > 4 or word in ("大学", "学院")):
            return True
        cut = self.edges.lexicon.cut(head)
        plain = [one for one in cut if one.tag in ("n", "vn", "v", "a", "b", "f", "m", "j")]
        brand = len(head) > 3 and all(len(one.text) == 1 for one in cut[:2])
        if word in ("公司", "集团") and brand and cut[-1].text in TRADES:
            return True
        if head in ("镇", "乡", "县", "市") or (word in words.SCHOOLS and words.PLACED.match(head)):
            return True
        return len(plain) < len(cut) or (len(head) >= 2 and head[0] in "县市镇乡村省区自")
