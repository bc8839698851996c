"""Reading the division tree. It is public: no scope, but never a slow question.

Every question is a range of an index (codes, cores, initials), so that it costs the same over
662,000 divisions as over 200; a test reads the databases' query plans.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import CodeRange, Scope
from lianjian.ground.core.verdicts import OutOfScope

from .codes import SPAN, Level, full_code, subtree
from .models import Division, Outline, Succession
from .names import core_of, tidy

_LAST = "\U0010ffff"
_ABOVE_VILLAGE = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN)
_LONGEST_NAME = 15
_MANY_PARENTS = 40
_KINDS = frozenset("省市州盟区县旗镇乡村")
"""What may follow a name without being a name: 张洋村 is not 村 in 张洋镇."""


# -- scope --


def ranges(division: Division) -> tuple[CodeRange, ...]:
    """The code ranges of a division and of everything that it, or a place in it, follows on from.

    A county that was renumbered goes on covering what still carries its former code, and a post
    in the county as it was goes on covering the county as it is, when the one simply became the
    other. After a merger or a split the post has to be given anew: nobody's area grows unasked.
    """
    found: list[CodeRange] = []
    waiting = [division.range, *_became(division)]
    while waiting:
        first, behind = waiting.pop()
        found = _joined([*found, (first, behind)])
        outside = Q()
        for known in found:
            outside &= ~Q(old_code__gte=known[0], old_code__lt=known[1])
        former = Succession.objects.filter(outside, new_code__gte=first, new_code__lt=behind)
        waiting += [
            subtree(code, level) for code, level in former.values_list("old_code", "old_level")
        ]
        waiting = [each for each in _joined(waiting) if not _inside(each, found)]
    return tuple(found)


def ranges_of(several: Sequence[Division]) -> dict[int, tuple[CodeRange, ...]]:
    """{key: the code ranges} of divisions that stand now, as ``ranges`` has them of one.

    A query for each step back in time, however many divisions there are.
    """
    found = {one.pk: [one.range] for one in several}
    waiting = dict(found)
    while waiting:
        inside = Q(pk__in=[])
        for key, new in waiting.items():
            stays = Q(pk__in=[])
            for first, behind in found[key]:
                stays |= Q(old_code__gte=first, old_code__lt=behind)
            for first, behind in new:
                inside |= Q(new_code__gte=first, new_code__lt=behind) & ~stays
        former: dict[int, list[CodeRange]] = {}
        rows = Succession.objects.filter(inside).values_list("new_code", "old_code", "old_level")
        for code, old, level in rows:
            before = subtree(old, level)
            for key, new in waiting.items():
                if _inside((code, code + 1), new) and not _inside(before, found[key]):
                    former.setdefault(key, []).append(before)
        for key, new in former.items():
            found[key] = _joined([*found[key], *new])
        waiting = former
    return {key: tuple(each) for key, each in found.items()}


def went_on(codes: Collection[int]) -> dict[int, int]:
    """{code: the code of what it became} for codes of divisions that ended, one step on."""
    rows = Succession.objects.filter(old_code__in=codes).order_by("day", "new_code")
    return dict(rows.values_list("old_code", "new_code"))


def _became(division: Division) -> list[CodeRange]:
    """Where a division that ended went on, one to one, step by step."""
    followed: list[CodeRange] = []
    one: Division | None = division
    while one is not None and one.valid_to is not None:
        onward = list(Succession.objects.filter(old=one).select_related("new")[:2])
        alone = len(onward) == 1 and Succession.objects.filter(new=onward[0].new).count() == 1
        one = onward[0].new if alone else None
        if one is not None:
            followed.append(one.range)
    return followed


def _joined(several: Iterable[CodeRange]) -> list[CodeRange]:
    """Ranges in order, those that overlap or touch made one."""
    joined: list[CodeRange] = []
    for first, behind in sorted(several):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], behind))
        else:
            joined.append((first, behind))
    return joined


def _inside(one: CodeRange, several: Sequence[CodeRange]) -> bool:
    return any(first <= one[0] and one[1] <= behind for first, behind in several)


# -- one division --


def division(pk: int) -> Division:
    """A division by its primary key; OutOfScope when there is none."""
    found = Division.objects.filter(pk=pk).first()
    if found is None:
        raise OutOfScope(_("There is no such place, or it is not yours to see."))
    return found


def by_code(digits: str | int) -> Division | None:
    """The division that has this code now (2 to 15 digits), or the last that had it."""
    rows = Division.objects.filter(code=full_code(digits))
    return rows.filter(valid_to=None).first() or rows.order_by("-valid_to").first()


def path(one: Division) -> list[Division]:
    """From the province down to the division itself."""
    steps = [one]
    while steps[0].parent is not None:
        steps.insert(0, steps[0].parent)
    return steps


def authorities(one: Division | None) -> QuerySet[Division]:
    """The county, city and province in which a division lies (itself included), nearest first."""
    above = path(one) if one is not None else []
    keys = [each.pk for each in above if each.level in (Level.COUNTY, Level.CITY, Level.PROVINCE)]
    return Division.objects.filter(pk__in=keys).order_by("-code")


def children(one: Division | None) -> QuerySet[Division]:
    """What stands directly below a division now; the provinces below None."""
    return Division.objects.filter(parent=one, valid_to=None).order_by("code")


def towns(scope: Scope) -> QuerySet[Division]:
    """The townships of a scope, by code."""
    rows = Division.objects.filter(scope.inside("code"), level=Level.TOWN, valid_to=None)
    return rows.order_by("code")


def villages(scope: Scope) -> QuerySet[Division]:
    """The villages of a scope that stand now, by code; a hamlet that lies in none is one."""
    by_itself = Q(level=Level.HAMLET) & ~Q(parent__level=Level.VILLAGE)
    rows = Division.objects.filter(scope.inside("code"), valid_to=None)
    return rows.filter(Q(level=Level.VILLAGE) | by_itself).order_by("code")


def hamlets_of(parent: Division) -> QuerySet[Division]:
    """The natural villages right below a division that stand now, by code."""
    return children(parent).filter(level=Level.HAMLET)


def called(scope: Scope, typed: str) -> list[Division]:
    """The divisions of a scope with exactly this name, or with this code (2 to 15 digits)."""
    rows = Division.objects.filter(scope.inside("code"), valid_to=None)
    if typed.isdecimal():
        return list(rows.filter(code=full_code(typed))) if 2 <= len(typed) <= 15 else []
    return list(rows.filter(name=typed).order_by("code"))


def county_of(one: Division) -> Division | None:
    """The county in which a division lies, itself if it is one; None above the counties."""
    return next((step for step in path(one) if step.level == Level.COUNTY), None)


def own_county(one: Division) -> Division:
    """A city that consists of one county is that county (嘉峪关); any other division is itself."""
    if one.level == Level.CITY:
        counties = list(children(one).filter(level=Level.COUNTY)[:2])
        if len(counties) == 1 and counties[0].core == one.core:
            return counties[0]
    return one


def county_around(one: Division) -> Division:
    """The county in which a division lies, itself if it is one; a city or province is itself, but
    for a city that consists of one county."""
    return own_county(county_of(one) or one)


def outline(one: Division) -> Outline | None:
    """The outline that a job has drawn of a division, or None while there is none."""
    return Outline.objects.filter(division=one).first()


def outlines(several: Sequence[Division]) -> list[Outline]:
    """The outlines of these divisions that a job has drawn for themselves, by code."""
    rows = Outline.objects.filter(division__in=[one.pk for one in several], stands_for="")
    return list(rows.select_related("division").order_by("division__code"))


# -- look-up --


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up answers.

    ``matches`` are the divisions, the best first. When the text names a place that holds another
    (诸城市蔡家沟), ``inside`` is the former and ``rest`` the latter, whether it was found or not:
    a name that is not on the list below its own county is never looked for elsewhere.
    """

    matches: list[Division]
    inside: Division | None = None
    rest: str = ""

    @property
    def unlisted(self) -> bool:
        """Whether a parent was understood and the list has no such name in it."""
        return not self.matches and self.inside is not None and bool(self.rest)


def find(
    text: str, *, inside: Division | None = None, level: str | None = None, limit: int = 20
) -> list[Division]:
    """Divisions by code (2 to 15 digits), by pinyin initials, or by name; the best match first.

    A name is found exactly, then by its beginning, then (inside a division) by any part. It may
    carry the names of what it lies in: 涵江区张洋村.
    """
    return look_up(text, inside=inside, level=level, limit=limit).matches


def look_up(
    text: str, *, inside: Division | None = None, level: str | None = None, limit: int = 20
) -> Found:
    """As ``find``, and says what was understood of the text (see Found)."""
    text = tidy(text)
    rows = _standing(inside, level)
    if not text:
        return Found([], inside)
    if text.isdecimal():
        return Found(_by_code(rows, text, limit), inside)
    if text.isascii():
        return Found(_by_initials(rows, text.lower(), limit), inside)
    return _by_path(text, inside, level, limit)


def _standing(inside: Division | None, level: str | None) -> QuerySet[Division]:
    rows = Division.objects.filter(valid_to=None)
    if inside is not None:
        first, behind = inside.range
        rows = rows.filter(code__gte=first, code__lt=behind).exclude(pk=inside.pk)
    return rows.filter(level=level) if level else rows


def _by_code(rows: QuerySet[Division], digits: str, limit: int) -> list[Division]:
    if not 2 <= len(digits) <= 15:
        return []
    first = full_code(digits)
    behind = first + int(10 ** (15 - len(digits)))
    return list(rows.filter(code__gte=first, code__lt=behind).order_by("code")[:limit])


def _by_initials(rows: QuerySet[Division], letters: str, limit: int) -> list[Division]:
    exact = list(rows.filter(initials=letters).order_by("code")[:limit])
    longer = rows.filter(initials__gt=letters, initials__lt=letters + _LAST)
    return exact + list(longer.order_by("initials", "code")[: limit - len(exact)])


def _exactly(rows: QuerySet[Division], text: str, limit: int, everywhere: bool) -> list[Division]:
    """Whose name or core this is; a kind that was said (村, 镇, 区) must be the division's own."""
    cores = {text} | {core_of(text, level) for level in Level}
    found = [
        row
        for row in rows.filter(core__in=cores).order_by("code")[: limit * 3]
        if core_of(text, row.level) == row.core
    ]
    return sorted(found, key=lambda row: (row.name != text, row.core != text))[:limit]


def _by_name(rows: QuerySet[Division], text: str, limit: int, everywhere: bool) -> list[Division]:
    """By the beginning of the name, then by any part of it.

    Any part only inside a division: over the whole list that would be a walk through every row.
    """
    core = core_of(text, Level.VILLAGE)
    begins = rows.filter(core__gte=core, core__lt=core + _LAST).order_by("core", "code")
    found = list(begins[:limit])
    if not everywhere and len(found) < limit:
        part = rows.filter(name__contains=core).exclude(pk__in=[row.pk for row in found])
        found += part.order_by("code")[: limit - len(found)]
    return found


def _by_path(text: str, inside: Division | None, level: str | None, limit: int) -> Found:
    """By name, below as many parents as the text names first (福建省莆田市涵江区, then 张洋村).

    Each parent is looked for inside the one before; several divisions may bear its name (鼓楼区),
    then all of them are meant.
    """
    parents: list[Division | None] = [inside]
    rest = text
    while True:
        if exact := _in_each(parents, rest, level, limit, _exactly):
            return Found(exact, parents[0], rest)
        step = _one_parent(rest, [one for one in parents if one is not None])
        if step is None:
            return Found(_in_each(parents, rest, level, limit, _by_name), parents[0], rest)
        parents, rest = list(step[0]), step[1]


def _in_each(
    parents: Sequence[Division | None],
    text: str,
    level: str | None,
    limit: int,
    look: Callable[[QuerySet[Division], str, int, bool], list[Division]],
) -> list[Division]:
    found: list[Division] = []
    for one in parents:
        if len(found) < limit:
            found += look(_standing(one, level), text, limit - len(found), one is None)
    return found


def _one_parent(text: str, within: Sequence[Division]) -> tuple[list[Division], str] | None:
    heads = [text[:length] for length in range(2, min(len(text) - 1, _LONGEST_NAME) + 1)]
    cores = {core_of(head, level) for head in heads for level in _ABOVE_VILLAGE}
    rows = Division.objects.filter(valid_to=None, core__in=cores, level__in=_ABOVE_VILLAGE)
    if within:
        places = Q()
        for one in within:
            first, behind = one.range
            places |= Q(code__gt=first, code__lt=behind)
        rows = rows.filter(places)
    named = {
        head: [row for row in rows if head in {row.name, row.core}] for head in reversed(heads)
    }
    for head, meant in named.items():
        rest = text[len(head) :]
        if meant and rest not in _KINDS:
            highest = max(SPAN[row.level] for row in meant)
            return [row for row in meant if SPAN[row.level] == highest][:_MANY_PARENTS], rest
    return None


# -- for pages --


@dataclass(frozen=True, slots=True)
class Placed:
    """A division and what it lies in, as one line: 福建省 莆田市 涵江区."""

    division: Division
    where: str


def placed(several: Sequence[Division]) -> list[Placed]:
    """These divisions with what they lie in; five queries however many they are."""
    known = {one.pk: one for one in several}
    missing = {one.parent_id for one in several if one.parent_id} - known.keys()
    while missing:
        found = Division.objects.in_bulk(missing)
        known |= found
        missing = {one.parent_id for one in found.values() if one.parent_id} - known.keys()

    def where(one: Division) -> str:
        names: list[str] = []
        above = one.parent_id
        while above is not None and above in known:
            names.insert(0, known[above].name)
            above = known[above].parent_id
        return " ".join(names)

    return [Placed(one, where(one)) for one in several]


def predecessors(one: Division) -> list[Placed]:
    """What a division follows on from."""
    return placed(list(one.predecessors.order_by("code")))


def successors(one: Division) -> list[Placed]:
    """What became of a division."""
    return placed(list(Division.objects.filter(predecessors=one).order_by("code")))
