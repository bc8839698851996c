"""Every address of the product, room by room."""

from __future__ import annotations

from django.urls import include, path

from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("lianjian.site.pages.urls")),
    path("account/", include("lianjian.ground.accounts.urls")),
    path("", include("lianjian.ground.ui.urls")),
    path("places/", include("lianjian.ground.places.urls")),
    path("organisations/", include("lianjian.ground.organisations.urls")),
    path("journal/", include("lianjian.ground.journal.urls")),
    path("jobs/", include("lianjian.ground.jobs.urls")),
    path("branches/", include("lianjian.chain.registry.urls")),
    path("exchange/", include("lianjian.chain.exchange.urls")),
    path("pairing/", include("lianjian.chain.pairing.urls")),
    path("accords/", include("lianjian.chain.accords.urls")),
    path("", include("lianjian.chain.accords.public_urls")),
    path("projects/", include("lianjian.chain.projects.urls")),
    path("outcomes/", include("lianjian.chain.outcomes.urls")),
    path("partnerships/", include("lianjian.chain.partnerships.urls")),
    path("reports/", include("lianjian.beside.intake.urls")),
    path("imports/", include("lianjian.beside.ledgers.urls")),
]
