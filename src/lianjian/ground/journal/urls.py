from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "journal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.lines, name="lines"),
    path("news", views.news, name="news"),
    path("news/lately", views.lately, name="lately"),
]
