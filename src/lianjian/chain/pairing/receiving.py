"""What this room takes from sheets: pairings that existed before the system."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.receiving import PARTNER, TOWN, VILLAGE
from lianjian.chain.registry.resolving import Branches
from lianjian.chain.registry.taking import each, insist
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import (
    Batch,
    Field,
    Kind,
    Line,
    Receiver,
    Standing,
    Tell,
    Weighed,
)
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.receiving import may_import
from lianjian.ground.organisations.resolving import in_portions

from . import policy, span
from .geography import Counties
from .life import PairingState
from .models import Pairing
from .reading_reports import reads_pairings
from .services.record_existing import record_existing
from .services.take_back_batch import take_back_batch

Sides = tuple[int, int]


class _Scale:
    """Weighs lines as pairings of before: who they are, whether they may, whether there is room."""

    def __init__(self, actor: Actor, lines: Sequence[Line]) -> None:
        self.actor, self.counties = actor, Counties()
        texts = [line.text(name) for line in lines for name in ("village", "partner")]
        self.branches = Branches(actor.scope, texts)
        self.seen: dict[Sides, Line] = {}
        self.there: dict[Sides, list[Pairing]] = {}
        keys = {one.pk for several in self.branches.by_host.values() for one in several}
        self.held = span.held([])
        for portion in in_portions(sorted(keys)):
            self.held.update(span.held(portion))
            for one in Pairing.within(actor.scope).filter(village__in=portion):
                self.there.setdefault((one.village_id, one.partner_id), []).append(one)

    def weigh(self, line: Line) -> Weighed:
        village = self.branches.called(line.text("village"), town=line.text("town"), village=True)
        partner = self.branches.called(line.text("partner"), village=False)
        insist(policy.may_record_existing(self.actor, village=village))
        self._can_be_paired(village, partner)
        agreed, live = line.values["agreed_on"], line.values.get("live_since")
        if max(agreed, live or agreed) > clock.today() or (live and live < agreed):
            raise Invalid(
                _("Both days have come, and it is not live before it was agreed."),
                fields={"agreed_on": ""},
            )
        sides = (village.pk, partner.pk)
        if sides in self.seen:
            raise Invalid(_("The same as line %(line)s.") % {"line": self.seen[sides].number})
        self.seen[sides] = line
        if known := self._known(line, sides):
            return known
        self._takes_room(village, partner)
        arguments = {
            "village": village,
            "partner": partner,
            "agreed_on": agreed,
            "live_since": live,
        }
        return Weighed(line, Standing.NEW, step=arguments)

    def _can_be_paired(self, village: Branch, partner: Branch) -> None:
        if not village.is_village or partner.is_village:
            raise Invalid(_("A pairing joins a village's branch and an outside branch."))
        home = village.host.affiliation
        if home is not None and self.counties.share(home, partner.host.affiliation):
            raise Invalid(
                _("They answer to the same county: partners come from outside the county."),
                fields={"partner": ""},
            )

    def _known(self, line: Line, sides: Sides) -> Weighed | None:
        for one in self.there.get(sides, ()):
            if one.agreed_on == line.values["agreed_on"]:
                return Weighed(line, Standing.UNCHANGED)
            if one.state != PairingState.ENDED:
                raise Invalid(
                    _("These two are paired already, since %(day)s.") % {"day": one.agreed_on},
                    fields={"agreed_on": ""},
                )
        return None

    def _takes_room(self, *sides: Branch) -> None:
        for branch in sides:
            if self.held[branch.pk] >= branch.span:
                raise Invalid(
                    _("%(branch)s has no room left: raise its span of management first.")
                    % {"branch": branch.name}
                )
        self.held.update(branch.pk for branch in sides)


def _weigh(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    return each(lines, tell, _Scale(actor, lines).weigh, "village")


def _take(actor: Actor, batch: Batch) -> int:
    steps = list(batch.steps())
    batch.trace.made(record_existing(actor, **step) for step in steps)
    return len(steps)


def _take_back(actor: Actor, back: Back) -> int:
    return take_back_batch(actor, back=back)


EXISTING = Receiver(
    "pairings",
    gettext_lazy("Pairings of before"),
    (
        VILLAGE,
        TOWN,
        PARTNER,
        Field(
            "agreed_on",
            gettext_lazy("agreed on"),
            Kind.DATE,
            required=True,
            synonyms=("结对时间", "结对日期", "联建时间", "确定时间", "签约时间", "时间"),
        ),
        Field(
            "live_since",
            gettext_lazy("live since"),
            Kind.DATE,
            synonyms=("生效时间", "启动时间", "正式联建时间", "成立时间"),
            help=gettext_lazy("From when a joint body or an accord stood behind it, if one did."),
        ),
    ),
    may=may_import,
    weigh=_weigh,
    take=_take,
    take_back=_take_back,
    url_name="pairing:pairings",
    order=70,
    reads=reads_pairings,
    lasts=gettext_lazy("A proposal that one of these pairings overtook stays overtaken."),
)
