"""What *propose*, *revise* and *record* have in common: contents checked, contents into rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.spans import must_be_in_sight
from lianjian.ground.core.verdicts import Invalid, OutOfScope
from lianjian.ground.organisations import selectors as organisations
from lianjian.ground.organisations.models import Organisation

from .. import selectors
from ..contents import Contents, Side
from ..models import Brand, Cluster, Milestone, Project, ProjectParty

FEWEST_PARTIES, MOST_PARTIES = 2, 20
MOST_MILESTONES = 30


def must_be_within_reach(actor: Actor, contents: Contents, known: Collection[Side] = ()) -> None:
    """Raises OutOfScope when the contents name what the actor may not see; ``known`` are the sides
    that the project has already."""
    scope = actor.scope
    if contents.accord is not None:
        accords.accord(scope, contents.accord.pk)
    for one in contents.pairings:
        pairing.pairing(scope, one.pk)
    behind = selectors.sides_behind(contents.accord, contents.pairings).values()
    new = [side for side in contents.parties if side not in known and side not in behind]
    branches = {side.pk for side in new if isinstance(side, Branch)}
    if pairing.branches_in_reach(scope).filter(pk__in=branches).count() != len(branches):
        raise OutOfScope(Branch.missing())
    for side in new:
        if isinstance(side, Organisation):
            organisations.organisation(scope, side.pk)
    if contents.body is not None:
        accords.body(scope, contents.body.pk)
    if contents.cluster is not None:
        Cluster.get_within(scope, pk=contents.cluster.pk)
    for brand in contents.brands:
        Brand.get_within(scope, pk=brand.pk)


def must_make_sense(contents: Contents) -> None:
    """Raises Invalid, naming the field, for contents that contradict themselves."""
    wrong: dict[str, Any] = {}
    if not contents.name.strip():
        wrong["name"] = _("missing")
    if contents.area not in WorkArea.values:
        wrong["area"] = _("unknown")
    if contents.kind not in Project.Kind.values:
        wrong["kind"] = _("unknown")
    if contents.tier not in Project.Tier.values:
        wrong["tier"] = _("unknown")
    sides = {(type(side).__name__, side.pk) for side in contents.parties}
    if not FEWEST_PARTIES <= len(contents.parties) <= MOST_PARTIES:
        wrong["parties"] = _("between 2 and 20 parties")
    elif len(sides) != len(contents.parties):
        wrong["parties"] = _("one of them is named twice")
    if contents.accord is None and contents.body is None and not contents.pairings:
        wrong["accord"] = _("an accord, a joint body or a pairing stands behind a project")
    if contents.starts and contents.ends and contents.ends < contents.starts:
        wrong["ends"] = _("it ends before it begins")
    if contents.budget is not None and contents.budget < 0:
        wrong["budget"] = _("not less than nothing")
    if len(contents.milestones) > MOST_MILESTONES:
        wrong["milestones"] = _("at most 30 milestones")
    if contents.ends and any(one.due and one.due > contents.ends for one in contents.milestones):
        wrong["milestones"] = _("a milestone lies after the planned end")
    if any(not one.name.strip() for one in contents.milestones):
        wrong["milestones"] = _("a milestone needs a name")
    for one in contents.milestones:
        must_be_in_sight(one.due, field="milestones")
    must_be_in_sight(contents.starts, field="starts")
    must_be_in_sight(contents.ends, field="ends")
    if wrong:
        said = "；".join(str(one) for one in wrong.values())
        raise Invalid(_("Look at this once more: %(said)s") % {"said": said}, fields=wrong)


def put(project: Project, contents: Contents) -> None:
    """Put the contents into a project's own fields."""
    project.name, project.area, project.kind = contents.name.strip(), contents.area, contents.kind
    project.tier, project.words = contents.tier, contents.words.strip()
    project.division, project.stands_in = contents.division, contents.stands_in
    project.accord, project.body = contents.accord, contents.body
    project.cluster = contents.cluster
    project.starts, project.ends, project.budget = contents.starts, contents.ends, contents.budget


FIELDS = [
    "name",
    "area",
    "kind",
    "tier",
    "words",
    "division",
    "stands_in",
    "accord",
    "body",
    "cluster",
    "starts",
    "ends",
    "budget",
]


def _write_parties(project: Project, sides: Sequence[Side]) -> None:
    """The parties in their order, none of which has answered. One that stays keeps its row, and
    with it the history of what it answered before."""
    there = {(one.branch_id, one.organisation_id): one for one in project.parties.all()}
    wanted = [_keys_of(side) for side in sides]
    kept = {keys: row for keys, row in there.items() if keys in wanted}
    project.parties.exclude(pk__in=[row.pk for row in kept.values()]).delete()
    project.parties.update(order=F("order") + MOST_PARTIES)  # out of the way of the new places
    for order, keys in enumerate(wanted, start=1):
        if row := kept.get(keys):
            row.order, row.answer, row.answered_on, row.reason = order, "", None, ""
            row.save(update_fields=["order", "answer", "answered_on", "reason"])
    ProjectParty.objects.bulk_create(
        ProjectParty(project=project, order=order, branch_id=keys[0], organisation_id=keys[1])
        for order, keys in enumerate(wanted, start=1)
        if keys not in kept
    )


def _keys_of(side: Side) -> tuple[int | None, int | None]:
    """The key of a side as a branch, and as an organisation: one of them is None."""
    return (side.pk, None) if isinstance(side, Branch) else (None, side.pk)


def write_parts(project: Project, contents: Contents) -> None:
    """Parties, milestones, pairings and brands of a proposal; what was there goes."""
    _write_parties(project, contents.parties)
    project.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(project=project, order=order, name=one.name.strip(), due=one.due)
        for order, one in enumerate(contents.milestones, start=1)
    )
    project.pairings.through._default_manager.filter(project_id=project.pk).delete()
    project.pairings.add(*contents.pairings)
    project.brands.through._default_manager.filter(project_id=project.pk).delete()
    project.brands.add(*contents.brands)
