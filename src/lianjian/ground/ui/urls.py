from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "ui"

urlpatterns: list[URLPattern | URLResolver] = [
    path("language", views.language, name="language"),
    path("kit", views.kit, name="kit"),
    path("kit/heard", views.kit_heard, name="kit_heard"),
    path("kit/done", views.kit_done, name="kit_done"),
]
