from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import dictionary, observations, overview, stated, steps

app_name = "outcomes"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("overview.xlsx", overview.sheet, name="overview_sheet"),
    path("stated/new", stated.new_stated, name="new_stated"),
    path("stated/<int:pk>/withdraw", stated.withdraw_stated, name="withdraw_stated"),
    path("indicators", dictionary.indicators, name="indicators"),
    path("indicators/<slug:code>", dictionary.indicator, name="indicator"),
    path("indicators/<slug:code>/places", overview.by_place, name="by_place"),
    path("indicators/<slug:code>/define", dictionary.define, name="define"),
    path("figures", observations.observations, name="observations"),
    path("figures/new", observations.new, name="new"),
    path("figures/confirm", steps.confirm_all, name="confirm_all"),
    path("figures/<int:pk>", observations.observation, name="observation"),
    path("figures/<int:pk>/document", observations.document, name="document"),
    path("figures/<int:pk>/correct", observations.correct, name="correct"),
    path("figures/<int:pk>/check", steps.check, name="check"),
    path("figures/<int:pk>/confirm", steps.confirm, name="confirm"),
    path("figures/<int:pk>/return", steps.return_it, name="return_it"),
    path("figures/<int:pk>/withdraw", steps.withdraw, name="withdraw"),
    path("figures/<int:pk>/agree", steps.agree, name="agree"),
    path("figures/<int:pk>/claim", steps.claim, name="claim"),
]
