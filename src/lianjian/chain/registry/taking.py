"""Lines of a sheet weighed as branches, postings and ties. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Denied, Invalid, Refused, Verdict
from lianjian.ground.organisations.receiving import wrong
from lianjian.ground.organisations.resolving import Bodies, in_portions
from lianjian.ground.organisations.taking import BodyScale

from . import policy
from .models import Branch, Posting, Tie
from .resolving import Branches
from .services.details import must_be_a_span
from .steps import BranchStep, CallStep
from .taking_policy import may_take_one

NEW, UNCHANGED = Standing.NEW, Standing.UNCHANGED


def each(
    lines: Sequence[Line], tell: Tell, weigh: Callable[[Line], Weighed], where: str
) -> list[Weighed]:
    """Every line by itself; a refusal is that line's, and the others go on."""
    found = []
    for place, line in enumerate(lines):
        if place % 1000 == 0:
            said = _("Line %(line)s is being looked at.") % {"line": line.number}
            tell(1000 * place // len(lines), said)
        try:
            found.append(weigh(line))
        except Refused as refusal:
            found.append(wrong(line, refusal, where))
    return found


def insist(verdict: Verdict) -> None:
    if isinstance(verdict, Denied):
        raise verdict


def same_as(line: Line) -> str:
    return _("Line %(line)s says otherwise of the same record. Keep one of the two.") % {
        "line": line.number
    }


# -- branches with their organisations --


class BranchScale:
    def __init__(self, actor: Actor, lines: Sequence[Line]) -> None:
        self.actor = actor
        self.bodies = BodyScale(actor, lines)
        self.there: dict[tuple[int, str], Branch] = {}
        self.steps: dict[tuple[int, str], tuple[Line, BranchStep]] = {}

    def read(self, hosts: set[int]) -> None:
        rows = Branch.within(self.actor.scope).select_related("host__affiliation")
        for portion in in_portions(sorted(hosts)):
            for one in rows.filter(host__in=portion):
                self.there[one.host_id, one.unit] = one

    def weigh(self, line: Line, body: Any) -> Weighed:
        unit = line.text("unit").strip()
        key = (id(body), unit)
        if key in self.steps:
            first, step = self.steps[key]
            if _said(first) != _said(line):
                raise Invalid(same_as(first))
            return Weighed(line, UNCHANGED, step=step)
        step = self._step(line, body, unit)
        insist(may_take_one(self.actor, step))
        self.steps[key] = (line, step)
        return Weighed(line, step.standing, step=step)

    def _step(self, line: Line, body: Any, unit: str) -> BranchStep:
        host = body.row()
        made = self.there.get((host.pk, unit)) if host.pk else None
        span = line.values.get("span")
        if span is not None:
            must_be_a_span(host, span)
        if line.values.get("must_serve") and not policy.is_village(host):
            raise Invalid(
                _("Only a village can be one that must be served."), fields={"must_serve": ""}
            )
        step = BranchStep(
            body=body,
            unit=unit,
            name=line.text("branch").strip(),
            level=line.text("level") or Branch.Level.BRANCH,
            span=span or 1,
            must_serve=bool(line.values.get("must_serve")),
            made=made,
        )
        if made is not None:
            step.changes = _changes(made, line)
        return step


def _said(line: Line) -> tuple[Any, ...]:
    return tuple(line.values.get(name) for name in ("branch", "level", "span", "must_serve"))


def _changes(made: Branch, line: Line) -> dict[str, Any]:
    """What a line says otherwise; an empty cell says nothing."""
    said = {
        "name": line.text("branch").strip() or None,
        "level": line.values.get("level"),
        "span": line.values.get("span"),
        "must_serve": line.values.get("must_serve"),
    }
    return {
        name: value
        for name, value in said.items()
        if value is not None and value != getattr(made, name)
    }


def weigh_branches(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a branch and its organisation."""
    scale = BranchScale(actor, lines)
    bodies: dict[int, Any] = {}

    def body(line: Line) -> Weighed:
        bodies[line.number] = scale.bodies.weigh(line)
        return Weighed(line, NEW)

    first = each(lines, tell, body, "name")
    scale.read({one.made.pk for one in bodies.values() if one.made is not None})
    refused = {one.line.number: one for one in first if one.standing == Standing.WRONG}

    def branch(line: Line) -> Weighed:
        return refused.get(line.number) or scale.weigh(line, bodies[line.number])

    return each(lines, tell, branch, "branch")


# -- postings --


def weigh_postings(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as the posting of a first secretary."""
    branches = Branches(actor.scope, [line.text("village") for line in lines])
    units = Bodies(actor.scope, [line.text("sending_unit") for line in lines])
    there: dict[tuple[int, int, str], Posting] = {}
    keys = {one.pk for several in branches.by_host.values() for one in several}
    for portion in in_portions(sorted(keys)):
        for one in Posting.within(actor.scope).filter(branch__in=portion):
            there[one.branch_id, one.batch, one.level] = one
    seen: dict[tuple[int, int, str], Line] = {}

    def weigh(line: Line) -> Weighed:
        village = branches.called(line.text("village"), town=line.text("town"), village=True)
        insist(policy.may_post_first_secretary(actor, branch=village))
        if not village.is_village:
            raise Invalid(_("First secretaries are posted to villages."))
        unit = units.called(line.text("sending_unit")) if line.text("sending_unit") else None
        key = (village.pk, line.values["batch"], line.values["level"])
        _not_twice(seen, key, line)
        starts, ends = line.values["starts"], line.values.get("ends")
        if line.values["batch"] < 1 or (ends is not None and ends < starts):
            raise Invalid(_("The term ends before it begins."), fields={"ends": ""})
        if key in there:
            return _known_posting(line, there[key], unit, starts, ends)
        arguments = {
            "branch": village,
            "batch": key[1],
            "level": key[2],
            "starts": starts,
            "ends": ends,
            "sending_unit": unit,
        }
        return Weighed(line, NEW, step=CallStep("post_first_secretary", arguments))

    return each(lines, tell, weigh, "village")


def _known_posting(line: Line, made: Posting, unit: Any, starts: Any, ends: Any) -> Weighed:
    """A posting that is there: it can end, and nothing else of it can change."""
    if made.starts != starts or (unit is not None and made.sending_unit_id not in (None, unit.pk)):
        raise Invalid(
            _("This posting is entered with another first day or sending unit. Open it and look."),
            fields={"starts": ""},
        )
    if ends is None or ends == made.ends:
        return Weighed(line, UNCHANGED)
    step = CallStep("end_posting", {"posting": made, "on": ends})
    return Weighed(line, Standing.CHANGED, step=step)


def _not_twice(seen: dict[Any, Line], key: Any, line: Line) -> None:
    if key in seen:
        raise Invalid(_("The same as line %(line)s.") % {"line": seen[key].number})
    seen[key] = line


# -- ties --


def weigh_ties(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a tie between a village and a partner."""
    texts = [line.text(name) for line in lines for name in ("village", "partner")]
    branches = Branches(actor.scope, texts)
    there: dict[tuple[int, int, str], list[Tie]] = defaultdict(list)
    keys = {one.pk for several in branches.by_host.values() for one in several}
    for portion in in_portions(sorted(keys)):
        for one in Tie.within(actor.scope).filter(village__in=portion):
            there[one.village_id, one.partner_id, one.ground].append(one)
    seen: dict[Any, Line] = {}

    def weigh(line: Line) -> Weighed:
        village = branches.called(line.text("village"), town=line.text("town"), village=True)
        partner = branches.called(line.text("partner"), village=False)
        insist(policy.may_record_tie(actor, village=village, partner=partner))
        if not village.is_village or partner.is_village:
            raise Invalid(_("A tie joins a village's branch and an outside branch."))
        ground, since = line.values["ground"], line.values.get("since")
        _not_twice(seen, (village.pk, partner.pk, ground, since), line)
        known = [
            one
            for one in there[village.pk, partner.pk, ground]
            # Without a day, the same sentence is the same tie.
            if (one.since == since if since else one.evidence == line.text("evidence"))
        ]
        if known:
            return _known_tie(line, known[0])
        return Weighed(line, NEW, step=CallStep("record_tie", _tie(line, village, partner)))

    return each(lines, tell, weigh, "village")


def _known_tie(line: Line, made: Tie) -> Weighed:
    if made.evidence != line.text("evidence"):
        raise Invalid(
            _("This tie is recorded with another sentence. Take that one back first."),
            fields={"evidence": ""},
        )
    return Weighed(line, UNCHANGED)


def _tie(line: Line, village: Branch, partner: Branch) -> dict[str, Any]:
    since, until = line.values.get("since") or clock.today(), line.values.get("until")
    if until is not None and until < since:
        raise Invalid(_("The tie ends before it begins."), fields={"until": ""})
    means = bool(line.values.get("means_person"))
    if means and not line.values.get("consent"):
        raise Invalid(
            _("Ask the person first, or write the sentence so that it means nobody."),
            fields={"consent": ""},
        )
    return {
        "village": village,
        "partner": partner,
        "ground": line.values["ground"],
        "evidence": line.text("evidence"),
        "attested_by": line.text("attested_by"),
        "strength": int(line.text("strength") or 600),
        "grade": int(line.text("grade") or 0),
        "since": since,
        "until": until,
        "means_person": means,
        "consent": bool(line.values.get("consent")),
    }
