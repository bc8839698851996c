from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>", views.job, name="job"),
    path("<int:pk>/progress", views.progress, name="progress"),
    path("<int:pk>/stop", views.stop, name="stop"),
]
