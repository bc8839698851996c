"""What a report's names of organisations come to: a body that is entered, or a new one with what
its name tells of its kind and of whom it answers to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.reports import Proposed, Report
from lianjian.ground.core.verdicts import Text
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from .likeness import likely
from .models import Kind, Organisation
from .resolving import Bodies

_LAST_WORDS: Sequence[tuple[str, str]] = (
    (Kind.MEDIA.value, "(?:融媒体中心|传媒中心|日报社?|报社|电视台|广播台|杂志社|出版社|网)$"),
    (Kind.UNIVERSITY.value, "(?:大学|学院|学校|研究院|研究所|科学院|研究中心|农科院)$"),
    (
        Kind.SOCIETY.value,
        "(?:协会|促进会|学会|商会|联合会|基金会|研究会|联谊会|校友会|志愿服务队)$",
    ),
    (Kind.ENTERPRISE.value, "(?:公司|集团|合作社|银行|厂|农场|企业)$"),
    (Kind.GOVERNMENT.value, "(?:厅|局|委员会|委|办公室|办|政府|法院|检察院|部|站)$"),
)
_UNSURE = re.compile("(?:中心|发展中心|服务中心)$")
_BRANCH = re.compile("(?:党支部|党总支|党委|党组)$")
_CENTRAL = re.compile("^(?:中国|全国|国家|中央)")


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What one would write of a body into a sheet, and what is open about it."""

    values: Mapping[str, str]
    asks: Mapping[str, Text] = field(default_factory=dict)
    doubt: Text = ""


class BodiesSaid:
    """The organisations of one report, for one reader."""

    def __init__(self, actor: Actor, report: Report) -> None:
        self.actor, self.report = actor, report
        several = list(report.of("branch", "organisation"))
        names = [report.full(str(one.more.get("host") or one.value)) for one in several]
        written = [_BRANCH.sub("", one.text) for one in several]
        self.known = Bodies(actor.scope, [*names, *written])

    def of(self, name: str) -> BodyValues:
        """One body: as it is entered, or as its name tells; what may be several is asked."""
        found = self.known.named(name) or Bodies(self.actor.scope, [name]).named(name)
        if len(found) == 1:
            return BodyValues({"name": found[0].name, "place": _written(found[0].affiliation)})
        if found:
            return BodyValues({"name": name}, {"name": _which(found)})
        place, is_central = _place_of(name)
        asks: dict[str, Text] = {}
        if place is None and not is_central:
            asks["place"] = _("Whom does it answer to: a place, or 中央?")
        alike = [
            one.organisation
            for one in likely(self.actor.scope, name=name, affiliation=place)
            if place is not None or is_central
        ]
        if alike:
            asks["name"] = _which(alike)
        kind, is_sure = kind_by_name(name)
        if not kind:
            asks["kind"] = _("What kind of organisation is it? Its name does not say.")
        values = {"name": name, "kind": kind}
        values["place"] = "中央" if is_central else _written(place)
        doubt = "" if is_sure or not kind else _("The kind is guessed from the name.")
        return BodyValues({key: one for key, one in values.items() if one}, asks, doubt)


def kind_by_name(name: str) -> tuple[str, bool]:
    """What the last word of a name tells of its kind, and whether that is sure."""
    for kind, words in _LAST_WORDS:
        if re.search(words, name):
            return kind, True
    return (Kind.SOCIETY.value, False) if _UNSURE.search(name) else ("", False)


def _place_of(name: str) -> tuple[Division | None, bool]:
    """The place that a name begins with (福建省…, 莆田市…), and whether it is a central body."""
    if _CENTRAL.match(name):
        return None, True
    found: Division | None = None
    for end in range(2, min(len(name) - 1, 9)):
        if name[end - 1] in "省市县区旗":
            named = places.look_up(name[:end], inside=found).matches
            exact = [one for one in named if one.name in name[:end]]
            found = exact[0] if exact else found
    return found, False


def _written(place: Division | None) -> str:
    return place.digits if place is not None else ""


def _which(several: Sequence[Organisation]) -> str:
    named = "；".join(
        f"{one.name}（{one.affiliation.name}）" if one.affiliation else one.name for one in several
    )
    return _(
        "May be one that is entered already, the likeliest first: %(known)s. Write which, or leave "
        "the name if it is another."
    ) % {"known": named}


def reads_organisations(actor: Actor, report: Report) -> Sequence[Proposed]:
    """The organisations that sign accords by themselves, without a branch."""
    said = BodiesSaid(actor, report)
    names: dict[str, list[int]] = {}
    for accord in report.of("accord"):
        if accord.modality not in ("done", "ongoing"):
            continue
        parties = accord.more.get("parties")
        wanted = set(parties) if isinstance(parties, list | tuple) else set()
        for one in report.beside(accord, "organisation"):
            name = str(one.value or one.text)
            if name in wanted and one.end <= accord.start:
                names.setdefault(report.full(name), []).append(one.number)
    found = []
    for name, facts in names.items():
        body = said.of(name)
        found.append(Proposed(body.values, tuple(facts), body.asks, doubt=body.doubt))
    return found
