"""Lines of a report weighed as clusters, brands and projects of before. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianjian.chain.accords import policy as accords
from lianjian.chain.accords import selectors as accord_texts
from lianjian.chain.accords.models import JointBody
from lianjian.chain.exchange.services.writing import checked_area
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Pairing
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.resolving import Branches
from lianjian.chain.registry.taking import each, insist
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line, Standing, Tell, Weighed
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.places.models import Division
from lianjian.ground.places.resolving import Places, home_of

from . import policy, selectors
from .contents import Contents
from .models import Brand, Cluster, Project
from .services import writing
from .services.record_existing import FIRST_YEAR

NEW, UNCHANGED = Standing.NEW, Standing.UNCHANGED


class _Places:
    """The places of one batch, and what stood in it before a line."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.places = Places(actor.scope, home_of(actor.division))
        self.seen: dict[tuple[int, str], Line] = {}

    def place(self, line: Line) -> Division:
        if not line.text("place"):
            reason = _("Say of which place.")
            raise Invalid(reason, fields={"place": reason})
        return self.places.inside(line.text("place"))

    def not_twice(self, line: Line, division: Division) -> None:
        key = (division.pk, line.text("name"))
        if key in self.seen:
            raise Invalid(_("The same as line %(line)s.") % {"line": self.seen[key].number})
        self.seen[key] = line


def weigh_clusters(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a cluster that somebody named; a number of clusters is none."""
    return _weigh_named(actor, lines, tell, Cluster, "evidence")


def weigh_brands(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a brand; what partnership is said to have done for it waits for its review."""
    return _weigh_named(actor, lines, tell, Brand, "attribution")


def _weigh_named(
    actor: Actor,
    lines: Sequence[Line],
    tell: Tell,
    kind: type[Cluster] | type[Brand],
    words: str,
) -> list[Weighed]:
    scale = _Places(actor)

    def weigh(line: Line) -> Weighed:
        division, name = scale.place(line), line.text("name")
        insist(policy.may_name(actor, division=division))
        scale.not_twice(line, division)
        if kind.within(actor.scope).filter(division=division, name=name).exists():
            return Weighed(line, UNCHANGED)
        step = {"division": division, "name": name, words: line.text(words)}
        return Weighed(line, NEW, step=step)

    return each(lines, tell, weigh, "name")


def weigh_projects(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    """Each line as a project that was listed before; a pairing or a joint body stands behind it."""
    scale = _Places(actor)
    branches = Branches(actor.scope, [name for one in lines for name in one.values["parties"]])
    issuer = accords.issuer_of(actor)

    def weigh(line: Line) -> Weighed:
        if issuer is None:
            raise Denied(_("Projects of before are recorded by who issues the list."))
        division = scale.place(line)
        insist(policy.may_record(actor, issuer=issuer))
        scale.not_twice(line, division)
        known = selectors.projects(actor.scope).filter(name=line.text("name"), division=division)
        if known.exists():
            return Weighed(line, UNCHANGED)
        parties = tuple(
            {one.pk: one for one in map(branches.called, line.values["parties"])}.values()
        )
        contents = _contents(actor, line, division, parties)
        listed, launched = line.values["listed_on"], line.values.get("launched_on")
        _must_fit(line)
        writing.must_make_sense(contents)
        step = {
            "issuer": issuer,
            "contents": contents,
            "listed_on": listed,
            "launched_on": launched,
        }
        return Weighed(line, NEW, step=step)

    return each(lines, tell, weigh, "name")


def _must_fit(line: Line) -> None:
    listed, launched = line.values["listed_on"], line.values.get("launched_on")
    if listed.year < FIRST_YEAR or listed > clock.today():
        raise Invalid(_("That day does not fit."), fields={"listed_on": _("not that day")})
    if launched is not None and not listed <= launched <= clock.today():
        raise Invalid(_("That day does not fit."), fields={"launched_on": _("not that day")})


def _contents(
    actor: Actor, line: Line, division: Division, parties: tuple[Branch, ...]
) -> Contents:
    area, _guessed = checked_area(line.text("area"), line.text("name"))
    pairings, body = _behind(actor, parties)
    return Contents(
        name=line.text("name"),
        area=area,
        kind=line.text("kind") or Project.Kind.OTHER,
        division=division,
        parties=parties,
        words=line.text("words"),
        body=body,
        pairings=pairings,
        cluster=_cluster(actor, line.text("cluster")),
    )


def _behind(
    actor: Actor, parties: tuple[Branch, ...]
) -> tuple[tuple[Pairing, ...], JointBody | None]:
    """The pairings between the parties, and the one joint body of which they all are."""
    keys = [one.pk for one in parties]
    found = pairing.standing_pairings(actor.scope).filter(village__in=keys, partner__in=keys)
    theirs = [accord_texts.bodies_of(actor.scope, one).values("pk") for one in parties]
    bodies = accord_texts.bodies(actor.scope)
    for several in theirs:
        bodies = bodies.filter(pk__in=several)
    of_all = list(bodies[:2])
    return tuple(found), of_all[0] if len(of_all) == 1 else None


def _cluster(actor: Actor, name: str) -> Cluster | None:
    if not name:
        return None
    found = list(Cluster.within(actor.scope).filter(name=name)[:2])
    if len(found) != 1:
        reason = _("There is no cluster “%(name)s”. Name it first.") % {"name": name}
        raise Invalid(reason, fields={"cluster": reason})
    return found[0]
