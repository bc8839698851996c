"""Every read of projects, clusters and brands, already inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord, JointBody
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet, reaching, scope_of
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places
from lianjian.ground.places.models import Division

from . import policy
from .contents import Side
from .life import LISTED, ProjectState
from .models import Brand, Cluster, Milestone, Project, ProjectParty


def projects(scope: Scope) -> ScopedQuerySet[Project]:
    """The projects that a scope may see, by name."""
    rows = Project.within(scope).select_related(
        "division", "stands_in", "issuer_division", "issuer", "cluster"
    )
    return rows.order_by("name", "pk")


def project(scope: Scope, pk: int) -> Project:
    """One project with its place, issuer, accord and body; raises OutOfScope."""
    Project.get_within(scope, pk=pk)
    return projects(scope).select_related("accord", "body", "document").get(pk=pk)


def parties_of(project: Project) -> list[ProjectParty]:
    """A project's parties in order, the leading one first."""
    scope = scope_of(project) or Scope.of_nothing()
    rows = ProjectParty.within(scope).filter(project=project)
    return list(rows.select_related("branch__host", "organisation", "project").order_by("order"))


def sides_of(project: Project) -> dict[str, Side]:
    """{name: the branch or organisation} of a project's parties."""
    found = (one.branch or one.organisation for one in parties_of(project))
    return {str(side): side for side in found if side is not None}


def milestones_of(project: Project) -> list[Milestone]:
    scope = scope_of(project) or Scope.of_nothing()
    return list(Milestone.within(scope).filter(project=project).order_by("order"))


def pairings_of(project: Project) -> list[Pairing]:
    """The pairings behind a project, for whoever may see the project."""
    return list(pairing.shown(Q(projects=project)))


def brands_of(project: Project) -> list[Brand]:
    """The brands that a project serves, for whoever may see the project."""
    return list(Brand.within(Scope.of_everything()).filter(projects=project).order_by("name"))


def party(scope: Scope, pk: int) -> ProjectParty:
    """One party of a project; raises OutOfScope."""
    ProjectParty.get_within(scope, pk=pk)
    rows = ProjectParty.within(scope).select_related("branch__host", "organisation", "project")
    return rows.get(pk=pk)


def milestone(scope: Scope, pk: int) -> Milestone:
    """One milestone with its project; raises OutOfScope."""
    Milestone.get_within(scope, pk=pk)
    return Milestone.within(scope).select_related("project").get(pk=pk)


def behind(
    scope: Scope,
    *,
    accords: Collection[Accord] = (),
    bodies: Collection[JointBody] = (),
    pairings: Collection[Pairing] = (),
) -> ScopedQuerySet[Project]:
    """The projects behind which one of these stands, as far as the scope may see them."""
    keys = Project.within(scope).filter(
        Q(accord__in=[one.pk for one in accords])
        | Q(body__in=[one.pk for one in bodies])
        | Q(pairings__in=[one.pk for one in pairings])
    )
    return projects(scope).filter(pk__in=keys.values("pk"))


def projects_of(scope: Scope, branch: Branch) -> ScopedQuerySet[Project]:
    """The projects to which a branch is a party."""
    named = ProjectParty.within(scope).filter(branch=branch)
    return projects(scope).filter(pk__in=named.values("project"))


# -- the annual list: two indicators that are never merged --
def annual_list(
    scope: Scope, issuer: Division | Organisation, year: int
) -> ScopedQuerySet[Project]:
    """The projects on an issuer's list of a year (M36), by place and name."""
    rows = projects(scope).filter(year=year, state__in=LISTED)
    rows = with_parties(scope, rows.filter(**_issued_by(issuer)))
    return rows.order_by("division__code", "name", "pk")


def with_parties(scope: Scope, rows: ScopedQuerySet[Project]) -> ScopedQuerySet[Project]:
    """The same projects with their parties, in one question more."""
    parties = ProjectParty.within(scope).select_related("branch", "organisation")
    return rows.prefetch_related(Prefetch("parties", queryset=parties.order_by("order")))


def new_in(scope: Scope, place: Division | None, year: int) -> ScopedQuerySet[Project]:
    """*New this year* (今年新上): projects that benefit a place and were launched in that year.

    One that was cancelled afterwards is left out; one that was listed in an earlier year and
    launched in this is new in this. ``place`` None: everywhere in the scope.
    """
    return counted(scope, place).filter(launched_on__year=year)


def listed_to_date(scope: Scope, place: Division | None, on: dt.date) -> ScopedQuerySet[Project]:
    """*Listed to date* (累计确立): projects that benefit a place and stood on any year's list by a
    day, launched or not; cancelled ones are left out."""
    return counted(scope, place).filter(listed_on__lte=on)


def counted(scope: Scope, place: Division | None) -> ScopedQuerySet[Project]:
    """The projects on any list that benefit a place: what both indicators begin from."""
    rows = Project.within(scope).filter(state__in=LISTED)
    if place is None:
        return rows
    return rows.filter(Scope(ranges=places.ranges(place)).inside("division__code"))


def _issued_by(issuer: Division | Organisation) -> dict[str, int]:
    if isinstance(issuer, Division):
        return {"issuer_division": issuer.pk}
    return {"issuer": issuer.pk}


def years(scope: Scope) -> list[int]:
    """The years for which something is listed, the latest first."""
    rows = Project.within(scope).listed().filter(year__isnull=False).order_by("-year")
    return [year for year in rows.values_list("year", flat=True).distinct() if year is not None]


def issuers(scope: Scope) -> set[tuple[str, int]]:
    """Whose lists a scope sees projects of: ("d", division) or ("o", organisation)."""
    rows = Project.within(scope).listed().order_by().values_list("issuer_division", "issuer")
    return {("d", place) if place else ("o", body) for place, body in rows.distinct()}


def issuing_body(scope: Scope, pk: int) -> Organisation | None:
    """The organisation on whose list a project stands that the scope may see."""
    row = projects(scope).filter(issuer=pk).first()
    return row.issuer if row is not None else None


def named_issuers(scope: Scope) -> list[tuple[str, str]]:
    """The same as a choice: (``d-5``, its name), by name."""
    rows = (
        Project.within(scope)
        .listed()
        .order_by()
        .values_list("issuer_division", "issuer", "issuer_division__name", "issuer__name")
    )
    found = {
        (f"d-{place}" if place else f"o-{body}", str(place_name or body_name))
        for place, body, place_name, body_name in rows.distinct()
    }
    return sorted(found, key=lambda one: (one[1], one[0]))


# -- what waits --
def waiting_for_answer(actor: Actor) -> list[ProjectParty]:
    """The parties for which an actor speaks and that have not answered a proposal, oldest first."""
    own = actor.organisation
    if own is None:
        return []
    rows = _of_own(actor, own).filter(answer="", project__state=ProjectState.PROPOSED)
    rows = rows.select_related("branch__host", "organisation", "project").order_by("pk")
    return [one for one in rows if policy.speaks_for(actor, one)]


def asking_for_a_change(actor: Actor, *, most: int) -> list[ProjectParty]:
    """The parties that ask for a change of what the actor's own side proposed; at most so many."""
    rows = ProjectParty.within(actor.scope).filter(
        answer=ProjectParty.Answer.CHANGE, project__state=ProjectState.PROPOSED
    )
    if actor.organisation is not None:
        rows = rows.filter(project__proposer=actor.organisation)
    else:
        rows = rows.filter(Project.issuer_rule(actor.scope, "project__"), project__proposer=None)
    project = ("project__issuer_division", "project__issuer")
    rows = rows.select_related("branch__host", "organisation", *project).order_by("pk")[:most]
    return [one for one in rows if policy.may_revise(actor, project=one.project)]


def sides_behind(accord: Accord | None, pairings: Iterable[Pairing]) -> dict[str, Side]:
    """The sides of an accord that binds and of pairings, by name: whoever may see those may name
    these in a project, known to the directory of their place or not."""
    found: list[Side] = [side for one in pairings for side in (one.village, one.partner)]
    text = accords.text_in_force(accord) if accord is not None else None
    for party in accords.parties_of(text) if text is not None else ():
        if party.is_group:
            found += [member.branch for member in party.members.all()]
        elif side := party.branch or party.organisation:
            found.append(side)
    return {str(side): side for side in found}


def steered(actor: Actor, state: ProjectState) -> ScopedQuerySet[Project]:
    """The projects in a state whose list the actor's side issues, the oldest first."""
    rows = projects(actor.scope).listed().filter(Project.issuer_rule(actor.scope), state=state)
    return rows.order_by("made_at", "pk")


def all_reached(actor: Actor) -> ScopedQuerySet[Project]:
    """The projects under way on the list of the actor's side that have milestones, all of them
    reached; the oldest first."""
    own = Milestone.within(Scope.of_everything()).filter(project=OuterRef("pk"))
    rows = steered(actor, ProjectState.UNDER_WAY)
    return rows.filter(Exists(own), ~Exists(own.filter(reached_on=None)))


def milestones_due(actor: Actor, *, until: dt.date) -> list[Milestone]:
    """Open milestones of projects under way that are due by a day, for their parties' people."""
    own = actor.organisation
    if own is None:
        return []
    mine = _of_own(actor, own)
    rows = Milestone.within(actor.scope).filter(
        project__in=mine.values("project"),
        project__state__in=(ProjectState.LISTED, ProjectState.UNDER_WAY),
        reached_on=None,
        due__lte=until,
    )
    return list(rows.select_related("project").order_by("due", "pk"))


def _of_own(actor: Actor, own: int) -> ScopedQuerySet[ProjectParty]:
    """The parties that an organisation is, itself or by one of its branches."""
    keys = reaching(ProjectParty, Q(branch__host=own) | Q(organisation=own), "pk")
    return ProjectParty.within(actor.scope).filter(pk__in=keys)


def milestones_late(scope: Scope, *, on: dt.date) -> ScopedQuerySet[Milestone]:
    """Milestones of projects that go on whose day lies before ``on``, the oldest first."""
    rows = Milestone.within(scope).listed()
    rows = rows.filter(
        project__state__in=(ProjectState.LISTED, ProjectState.UNDER_WAY),
        reached_on=None,
        due__lt=on,
    )
    return rows.select_related("project").order_by("due", "pk")


def parties(scope: Scope) -> ScopedQuerySet[ProjectParty]:
    """The parties of the projects that a scope may see."""
    return ProjectParty.within(scope).listed()


# -- clusters and brands --
def clusters(scope: Scope) -> ScopedQuerySet[Cluster]:
    """The clusters that a scope may see, by name."""
    return Cluster.within(scope).select_related("division").order_by("name", "pk")


def cluster(scope: Scope, pk: int) -> Cluster:
    """One cluster; raises OutOfScope."""
    Cluster.get_within(scope, pk=pk)
    return clusters(scope).get(pk=pk)


def brands(scope: Scope, *, cluster: Cluster | None = None) -> ScopedQuerySet[Brand]:
    """The brands that a scope may see, by name; those of a cluster, if one is given."""
    rows = Brand.within(scope).select_related("division", "organisation", "entity", "cluster")
    if cluster is not None:
        rows = rows.filter(cluster=cluster)
    return rows.order_by("name", "pk")


def brand(scope: Scope, pk: int) -> Brand:
    """One brand; raises OutOfScope."""
    Brand.get_within(scope, pk=pk)
    return brands(scope).get(pk=pk)
