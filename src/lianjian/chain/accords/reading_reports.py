"""The accords and joint bodies of before that a report names. What is only planned is neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.chain.registry.reading_reports import PartiesSaid, Party, written_name
from lianjian.chain.registry.resolving import Branches
from lianjian.ground.core import said_days
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report, Said
from lianjian.ground.core.verdicts import Text

from . import selectors
from .life import ON_THEIR_WAY

_COMMITTEE = re.compile(
    "(?:经|由)?(?P<name>(?:中共)?[\u4e00-\u9fff]{2,20}?(?:党委|组织部|委员会|工委))批(?:准|复)"
)
_NUMBER = re.compile("[\u4e00-\u9fff]{1,8}[〔\\[（(]\\d{4}[〕\\])）]\\d{1,4}号")
_BODY_NAME = re.compile("[\u4e00-\u9fff“”]{2,16}$")
_BEFORE_NAME = re.compile("^.*?(?:成立了?|组建了?|设立了?|建立了?|共建|批准|批复)")
_SHORT_NAME = 7
"""联建党总支, 联合党支部: a kind of body and no name."""


def reads_accords(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each accord that was signed by two parties or more; whose members are not named is asked."""
    said = PartiesSaid(actor, report)
    found: dict[str, Proposed] = {}
    for thing, parties in said.taking_part("accord"):
        title = str(thing.value or thing.text).strip("《》")
        named = _written(actor, parties)
        line = _known(actor, thing, title, named) or _on_its_way(actor, thing, title, named)
        line = line or _accord(report, thing, title, named, _groups(parties))
        found.setdefault(title, line)
    return list(found.values())


def _known(
    actor: Actor, thing: Said, title: str, parties: Sequence[tuple[str, Party]]
) -> Proposed | None:
    """An accord of this title with all these parties is here: that is the one meant, whoever else
    signed it and whatever day the text leaves out."""
    named = {name for name, _party in parties}
    for one in selectors.accords(actor.scope).filter(title=title, active_since__isnull=False):
        text = selectors.text_in_force(one)
        names = [each.name for each in selectors.parties_of(text)] if text is not None else []
        if one.active_since is not None and named and named <= set(names):
            values = {"title": title, "number": one.number, "parties": "、".join(names)}
            values["active_since"] = one.active_since.isoformat()
            values = {key: each for key, each in values.items() if each}
            return Proposed(values, _said_by(thing, parties))
    return None


def _on_its_way(
    actor: Actor, thing: Said, title: str, parties: Sequence[tuple[str, Party]]
) -> Proposed | None:
    """An accord of this title between these parties is written or signed here: a text about its
    signing is no second accord, and puts nobody's signature under it."""
    named = {name for name, _party in parties}
    on_their_way = selectors.accords(actor.scope).filter(
        title=title, active_since=None, state__in=ON_THEIR_WAY
    )
    for one in on_their_way:
        text = selectors.text_in_hand(one)
        names = [each.name for each in selectors.parties_of(text)] if text is not None else []
        if named and named <= set(names):
            why = _(
                "This accord is here already and waits for signatures. A report cannot sign it: "
                "each party signs it on its page."
            )
            # Who may see this text may not see the draft: it is told what the text itself says.
            values = {"title": title, "parties": "、".join(name for name, _one in parties)}
            return Proposed(values, _said_by(thing, parties), refused=why)
    return None


def _said_by(thing: Said, parties: Sequence[tuple[str, Party]]) -> tuple[int, ...]:
    """The facts that say an accord: itself, and those that name its parties."""
    numbers = (thing.number, *(each for _name, one in parties for each in one.facts))
    return tuple(dict.fromkeys(numbers))


def _accord(
    report: Report, thing: Said, title: str, parties: Sequence[tuple[str, Party]], groups: str
) -> Proposed:
    values = {"title": title, "parties": "、".join(name for name, _party in parties)}
    asks: dict[str, Text] = {}
    if groups:
        asks["parties"] = _(
            "%(group)s signed too, and the text names none of them. Write their branches, with 、 "
            "between them."
        ) % {"group": groups}
    doubt = _when(report, thing, "active_since", values, asks)
    return Proposed(values, _said_by(thing, parties), asks, doubt=doubt)


def reads_bodies(actor: Actor, report: Report) -> Sequence[Proposed]:
    """Each joint body that is there, with its members; a number of bodies is no body."""
    said = PartiesSaid(actor, report)
    found: dict[str, Proposed] = {}
    for thing, parties in said.taking_part("joint_body"):
        if _is_counted(report, thing):
            continue
        line = _body(report, thing, _written(actor, parties), _groups(parties))
        found.setdefault(line.values.get("name", str(thing.start)), line)
    return list(found.values())


def _body(
    report: Report, thing: Said, members: Sequence[tuple[str, Party]], groups: str
) -> Proposed:
    values = {"members": "、".join(name for name, _party in members)}
    asks: dict[str, Text] = {}
    if name := _name_of(report, thing):
        values["name"] = name
    else:
        asks["name"] = _("What is it called? The text gives it no name of its own.")
    if groups:
        asks["members"] = _("%(group)s: the text names none of them.") % {"group": groups}
    sentence = report.sentence(thing)
    if committee := _COMMITTEE.search(sentence):
        values["committee"] = committee["name"]
    else:
        asks["committee"] = _("Who approved it? The text does not say.")
    if number := _NUMBER.search(sentence):
        values["number"] = number.group()
    doubt = _when(report, thing, "approved_on", values, asks)
    return Proposed(values, _said_by(thing, members), asks, doubt=doubt)


def _when(
    report: Report, thing: Said, field: str, values: dict[str, str], asks: dict[str, Text]
) -> Text:
    """The day of a thing into its line, or asked for; gives how the year was inferred."""
    days = said_days.day_of(report, thing)
    if days is None or days.last is None:
        asks[field] = _("On which day? The text does not say.")
        return ""
    values[field] = (days.first or days.last).isoformat()
    return days.how


def _written(actor: Actor, parties: Sequence[Party]) -> list[tuple[str, Party]]:
    named = [one for one in parties if not one.is_group]
    known = Branches(actor.scope, [each for one in named for each in (one.branch, one.host)])
    return [(written_name(known, one), one) for one in named]


def _groups(parties: Sequence[Party]) -> str:
    return "、".join(one.name for one in parties if one.is_group)


def _is_counted(report: Report, thing: Said) -> bool:
    """联建党总支12个: a number of bodies."""
    return any(
        one.start - thing.end in range(3) or thing.start - one.end in range(3)
        for one in report.beside(thing, "count")
    )


def _name_of(report: Report, thing: Said) -> str:
    """石桥片区联建党总支: what stands before the kind of body in its clause."""
    if len(thing.text) > _SHORT_NAME:
        return thing.text
    start, _end = report.sentence_span(thing)
    before = _BODY_NAME.search(report.text[start : thing.start])
    name = _BEFORE_NAME.sub("", before.group()) if before else ""
    return name + thing.text if len(name) >= 2 and "的" not in name and "跨" not in name else ""
