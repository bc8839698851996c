"""The parties that a report names, and the branches and organisations that they come to.

Who only gave an honour, wrote the text or lent a place to a meeting is no party. A party that is
known keeps its record; one that may be several is asked for, never merged in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.organisations.models import Kind, Organisation, folded
from lianjian.ground.organisations.reading_reports import BodiesSaid
from lianjian.ground.places.reading_reports import PlacesSaid

from .models import Branch
from .resolving import Branches, host_name

TAKES_PART = ("pairing", "accord", "joint_body")
IS_SO = frozenset({"done", "ongoing"})
"""How much of a thing must be so: what is only planned is no record of before."""
_OF_A_BRANCH = "党支部|党总支|党委|党组"
_BRANCH = re.compile(f"(?:联合)?(?:{_OF_A_BRANCH})$")
_OFFICES = re.compile(
    f"(?:{_OF_A_BRANCH})?(?:总编|主任|书记|部长|会长|秘书长|董事长|总经理|校长|院长|局长|处长|厅长"
    "|理事长|负责人|专家|教授|记者|工作人员)"
)
_PLACE_OF = re.compile(
    "(?:齐聚|走进|来到|赴|前往|深入|相聚|聚集|聚|位于|于|在|到)[\u4e00-\u9fff]{0,8}$"
)
_GIVER = re.compile("(?:被|获|由|经|受)$")
_GIVES = re.compile("(?:批准|批复|评为|授予|认定|命名|颁发)")
_UNIT = re.compile(
    "(?P<host>.{3,}?(?:厅|局|委员会|委|办公室|办|大学|学院|研究院|研究所|公司|集团|中心|医院|银行))"
    "(?P<unit>[^厅局]{2,}?(?:处|科|室|系|学院|研究所|研究室|实验室|团队|分公司|车间|项目部))$"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part, as named: ``name`` is what one writes so that it is found.

    ``members`` is how many a group has whose members are not named; they are never invented.
    """

    name: str
    start: int
    end: int
    facts: tuple[int, ...]
    host: str = ""
    unit: str = ""
    branch: str = ""
    is_village: bool = False
    is_group: bool = False
    written_place: str = ""


class PartiesSaid:
    """The parties of one report, for one reader."""

    def __init__(self, actor: Actor, report: Report) -> None:
        self.actor, self.report = actor, report
        self.places = PlacesSaid(actor, report)
        self.bodies = BodiesSaid(actor, report)

    @cached_property
    def named(self) -> list[Party]:
        """Every party at every place where it is named, in the order of the text."""
        found = [*self._bodies(), *self._groups(), *self._villages(), *self._by_short_names()]
        return sorted(found, key=lambda one: one.start)

    def of(self, thing: Said) -> list[Party]:
        """Who takes part in a thing: named in its sentence, each once."""
        start, end = self.report.sentence_span(thing)
        found: dict[str, Party] = {}
        for one in self.named:
            if start <= one.start and one.end <= end and not self._only_stands_by(one):
                found.setdefault(one.name, one)
        return list(found.values())

    def at_home(self) -> Party | None:
        """The village whose people handed the report in."""
        home = self.places.of_home()
        if home is None or not home.is_village:
            return None
        return Party(
            home.name, 0, 0, (), host=home.name, is_village=True, written_place=home.written
        )

    def taking_part(self, *kinds: str) -> Iterator[tuple[Said, list[Party]]]:
        """The things of these kinds that are so, with their parties where there are two."""
        for thing in self.report.of(*kinds):
            parties = self.of(thing) if thing.modality in IS_SO else []
            if len(parties) >= 2:
                yield thing, parties

    def _only_stands_by(self, one: Party) -> bool:
        """Who is named for an office, a place to meet in, or as giver of an honour."""
        before = self.report.text[max(0, one.start - 14) : one.start]
        behind = self.report.text[one.end : one.end + 8]
        if one.is_village:
            return _PLACE_OF.search(before) is not None
        if _GIVER.search(before) or _GIVES.match(behind):
            return True
        return not one.is_group and _OFFICES.match(behind) is not None

    def _bodies(self) -> Iterator[Party]:
        for fact in self.report.of("branch", "organisation"):
            name = str(fact.value or fact.text)
            host = str(fact.more.get("host") or "") or host_name(name)
            written = host_name(fact.text)
            if not self.bodies.known.named(host) and self.bodies.known.named(written):
                # 省农业大学 is entered so; that it is 福建省农业大学 is the reader's completion.
                name, host = fact.text, written
            yield self._body(name, host, fact.start, fact.end, (fact.number,))

    def _body(self, name: str, host: str, start: int, end: int, facts: tuple[int, ...]) -> Party:
        is_branch = _BRANCH.search(name) is not None
        host = self.report.full(host)
        village = self._village_called(host)
        split = _UNIT.fullmatch(host)
        unit = split["unit"] if split else ""
        return Party(
            name if is_branch else host,
            start,
            end,
            facts,
            host=split["host"] if split else host,
            unit=unit,
            branch=name if is_branch else "",
            is_village=village is not None,
            written_place=village or "",
        )

    def _village_called(self, name: str) -> str | None:
        """What to write for a village of this name, if the text names one or the area has one."""
        for _fact, spoken in self.places.named:
            if spoken.is_village and spoken.name == name:
                return spoken.written
        return name if name.endswith("村") and self.places.is_ours(name) else None

    def _groups(self) -> Iterator[Party]:
        for fact in self.report.of("group"):
            name = str(fact.value or fact.text)
            yield Party(name, fact.start, fact.end, (fact.number,), is_group=True)

    def _villages(self) -> Iterator[Party]:
        taken = [
            (one.start, one.end) for one in self.report.of("branch", "organisation", "project")
        ]
        for start, end, _fact, spoken in self.places.mentions:
            if not spoken.is_village or any(a <= start < b for a, b in taken):
                continue
            yield Party(
                spoken.name,
                start,
                end,
                spoken.facts,
                host=spoken.name,
                is_village=True,
                written_place=spoken.written,
            )

    def _by_short_names(self) -> Iterator[Party]:
        """省美促会党支部: the text's own short names, and full names said once more."""
        full = {one.host: one.facts for one in self._bodies()}
        names = {name: name for name in full} | {
            short: name for short, name in self.report.aliases.items() if name in full
        }
        taken = [(one.start, one.end) for one in self.report.of("branch", "organisation", "alias")]
        for said in sorted(names, key=len, reverse=True):
            for found in re.finditer(f"{re.escape(said)}(?P<of>{_OF_A_BRANCH})?", self.report.text):
                start, end = found.span()
                if any(a <= start < b for a, b in taken):
                    continue
                taken.append((start, end))
                name = names[said]
                yield self._body(name + (found["of"] or ""), name, start, end, full[name])

    def before(self, fact: Said, *, village: bool | None = None) -> Party | None:
        """Who is named last before a thing in its sentence, else last in its paragraph; one of
        their side, if ``village`` says which."""
        start, _end = self.report.sentence_span(fact)
        paragraph = self.report.text.rfind("\n", 0, start) + 1
        found = [
            one
            for one in self.named
            if paragraph <= one.start
            and one.end <= fact.start
            and not one.is_group
            and village in (None, one.is_village)
            and not self._only_stands_by(one)
        ]
        near = [one for one in found if one.start >= start] or found
        return near[-1] if near else None


def parties_taking_part(said: PartiesSaid) -> list[Party]:
    """Who takes part in a pairing, an accord or a joint body as a branch, and whose village needs
    something; each once."""
    parties: dict[tuple[str, str], Party] = {}
    for thing, several in said.taking_part(*TAKES_PART):
        for one in several:
            as_body = thing.kind == "accord" and not one.branch and not one.is_village
            if not one.is_group and not as_body:
                parties.setdefault((one.host, one.unit), one)
    for _fact, side in needers(said):
        parties.setdefault((side.host, side.unit), side)
    return list(parties.values())


def reads_branches(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The branches that take part in something of ours, known ones too."""
    said = PartiesSaid(actor, report)
    parties = parties_taking_part(said)
    known = Branches(actor.scope, [name for one in parties for name in _names(one)])
    return [_branch(said, known, one) for one in parties]


def needers(said: PartiesSaid) -> list[tuple[Said, Party]]:
    """The open needs of the report with the village that has each: named before it, or whose
    text it is. What was lacking once (*done*) is none."""
    found = []
    for fact in said.report.of("need"):
        village = said.before(fact, village=True) or said.at_home()
        if village is not None and fact.modality not in ("aspiration", "opinion", "done"):
            found.append((fact, village))
    return found


def givers(said: PartiesSaid) -> list[tuple[Said, Party]]:
    """What partners hold out and has not come yet, with who does: money and what arrived are told
    elsewhere."""
    found: list[tuple[Said, Party]] = []
    for fact in said.report.of("resource"):
        if found and fact.start < found[-1][0].end:
            continue  # the same words once more
        giver = said.before(fact, village=False)
        held_out = fact.modality in ("planned", "intent", "ongoing")
        if giver is not None and held_out and fact.more.get("resource") != "money":
            found.append((fact, giver))
    return found


def _names(one: Party) -> list[str]:
    return [name for name in (one.branch, one.host) if name]


def _branch(said: PartiesSaid, known: Branches, one: Party) -> Proposed:
    found = known_branch(known, one)
    if found is not None:
        place = str(found.host.affiliation.digits) if found.host.affiliation else ""
        values = {"name": found.host.name, "unit": found.unit, "place": place}
        values |= {"kind": Kind.VILLAGE.value} if found.is_village else {}
        return Proposed({key: each for key, each in values.items() if each}, one.facts)
    values = {"unit": one.unit, "branch": one.branch}
    if one.is_village:
        values |= {"name": one.host, "kind": Kind.VILLAGE.value, "place": one.written_place}
        return Proposed({key: each for key, each in values.items() if each}, one.facts)
    body = said.bodies.of(one.host)
    values |= body.values
    return Proposed(
        {key: each for key, each in values.items() if each},
        one.facts,
        body.asks,
        doubt=body.doubt,
    )


def known_branch(known: Branches, one: Party) -> Branch | None:
    """The branch that is there already: by its own name, or by its body and unit."""
    named = known.by_name.get(folded(one.branch), []) if one.branch else []
    if len(named) == 1:
        return named[0]
    hosts: list[Organisation] = known.bodies.named(one.host)
    if len(hosts) != 1:
        return None
    same = [each for each in known.by_host.get(hosts[0].pk, ()) if each.unit == one.unit]
    return same[0] if same else None


def written_name(known: Branches, one: Party) -> str:
    """What to write for a party in a line that comes after its branch was taken in."""
    found = known_branch(known, one)
    return found.name if found is not None else one.branch or one.host
