"""What this room takes from a report: clusters, brands, and projects of before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianjian.chain.exchange.models import WorkArea
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Batch, Field, Kind, Option, Receiver
from lianjian.ground.core.taking_back import Back

from . import policy, services
from .models import Project, ProjectParty
from .reading_reports import reads_brands, reads_clusters, reads_projects
from .taking import weigh_brands, weigh_clusters, weigh_projects


def _one_by_one(actor: Actor, batch: Batch, service: Callable[..., Any]) -> int:
    steps = list(batch.steps())
    batch.trace.made(service(actor, **step) for step in steps)
    return len(steps)


def _take_clusters(actor: Actor, batch: Batch) -> int:
    return _one_by_one(actor, batch, services.name_cluster)


def _take_brands(actor: Actor, batch: Batch) -> int:
    return _one_by_one(actor, batch, services.name_brand)


def _take_projects(actor: Actor, batch: Batch) -> int:
    made = [services.record_existing(actor, **step) for step in batch.steps()]
    keys = [one.pk for one in made]
    batch.trace.made(made)
    batch.trace.made(ProjectParty.within(actor.scope).filter(project__in=keys))
    batch.trace.made(Project.pairings.through._default_manager.filter(project__in=keys))
    return len(made)


def _take_back(actor: Actor, back: Back) -> int:
    return services.take_back_batch(actor, back=back)


def _place(title: Any) -> Field:
    return Field("place", title, Kind.PLACE, required=True, synonyms=("地区", "村"))


CLUSTERS = Receiver(
    "clusters",
    _("Industry clusters"),
    (
        Field("name", _("industry cluster"), required=True, longest=120),
        _place(_("of which place")),
        Field("evidence", _("what shows it"), longest=300),
    ),
    may=policy.may_name_some_where,
    weigh=weigh_clusters,
    take=_take_clusters,
    take_back=_take_back,
    url_name="projects:clusters",
    order=100,
    reads=reads_clusters,
    from_sheets=False,
)
BRANDS = Receiver(
    "brands",
    _("Brands"),
    (
        Field("name", _("brand"), required=True, longest=120),
        _place(_("of which place")),
        Field("attribution", _("what partnership did for it"), longest=300),
    ),
    may=policy.may_name_some_where,
    weigh=weigh_brands,
    take=_take_brands,
    take_back=_take_back,
    url_name="projects:brands",
    order=105,
    reads=reads_brands,
    from_sheets=False,
)
PROJECTS = Receiver(
    "projects",
    _("Projects of before"),
    (
        Field("name", _("project"), required=True, longest=160),
        _place(_("place that benefits")),
        Field(
            "parties",
            _("parties"),
            Kind.NAMES,
            required=True,
            help=_("The branches, with 、 between them; the first leads."),
        ),
        Field(
            "area",
            _("work area"),
            Kind.CHOICE,
            choices=tuple(Option(value, label) for value, label in WorkArea.choices),
            help=_("Left empty, it is guessed from the words."),
        ),
        Field(
            "kind",
            _("kind"),
            Kind.CHOICE,
            choices=tuple(Option(value, label) for value, label in Project.Kind.choices),
        ),
        Field("cluster", _("industry cluster"), longest=120),
        Field("listed_on", _("on a list since"), Kind.DATE, required=True),
        Field("launched_on", _("under way since"), Kind.DATE),
        Field("words", _("more about it"), longest=2000),
    ),
    may=policy.may_record_some,
    weigh=weigh_projects,
    take=_take_projects,
    take_back=_take_back,
    url_name="projects:projects",
    order=110,
    reads=reads_projects,
    from_sheets=False,
)
